using Redoubt.Evidence;

namespace Redoubt.Kubernetes;

/// <summary>A kind as <c>for:</c> names it: with a group, or in any group.</summary>
/// <param name="Group">The group; null for any.</param>
/// <param name="Kind">The kind.</param>
public readonly record struct KindPattern(string? Group, string Kind)
{
    /// <summary>Reads <c>Kind</c> or <c>group/Kind</c>.</summary>
    /// <param name="text">The text.</param>
    public static KindPattern Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        return slash < 0 ? new KindPattern(null, text) : new KindPattern(text[..slash], text[(slash + 1)..]);
    }

    /// <summary>Whether a kind is meant.</summary>
    /// <param name="kind">The kind.</param>
    public bool Fits(GroupKind kind) => kind.Kind == Kind && (Group is null || Group == kind.Group);
}
