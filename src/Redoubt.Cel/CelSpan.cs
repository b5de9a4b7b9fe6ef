namespace Redoubt.Cel;

/// <summary>A stretch of an expression's text, in UTF-16 units.</summary>
/// <param name="Start">The offset of the first unit.</param>
/// <param name="Length">The number of units.</param>
public readonly record struct CelSpan(int Start, int Length)
{
    /// <summary>The offset after the last unit.</summary>
    public int End => Start + Length;
}
