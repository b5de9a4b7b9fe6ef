using Redoubt.Cel;

namespace Redoubt.Admission.Mutate;

/// <summary>An object before and after a mutation.</summary>
/// <param name="Before">The object as it came.</param>
/// <param name="After">The object as it is stored.</param>
public sealed record MutatedObject(CelValue Before, CelValue After)
{
    /// <summary>Whether anything is different.</summary>
    public bool IsChanged => Before != After && ObjectDiff.Lines(this).Count > 0;
}
