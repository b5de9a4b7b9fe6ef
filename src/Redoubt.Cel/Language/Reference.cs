namespace Redoubt.Cel.Language;

/// <summary>What a name stands for outside of loops.</summary>
internal sealed record Reference(string Name, CelType Type, int Variable, CelValue Constant)
{
    public bool IsVariable => Variable >= 0;
}
