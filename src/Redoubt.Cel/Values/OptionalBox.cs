namespace Redoubt.Cel.Values;

/// <summary>Holds an optional within an optional, the only nesting that <see cref="CelValue"/> has no room for.</summary>
internal sealed class OptionalBox(CelValue content)
{
    public CelValue Content { get; } = content;
}
