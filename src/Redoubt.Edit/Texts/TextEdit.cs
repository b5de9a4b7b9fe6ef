namespace Redoubt.Edit.Texts;

/// <summary>A stretch of a text that becomes another.</summary>
/// <param name="Offset">Where it begins, in UTF-16 units.</param>
/// <param name="Length">How long it is; 0 where something is put in.</param>
/// <param name="Text">What stands there afterwards.</param>
public readonly record struct TextEdit(int Offset, int Length, string Text)
{
    /// <summary>Where it ends.</summary>
    public int End => Offset + Length;
}
