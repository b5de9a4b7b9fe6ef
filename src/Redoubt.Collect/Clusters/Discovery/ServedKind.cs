using Redoubt.Evidence;

namespace Redoubt.Collect.Clusters.Discovery;

/// <summary>A kind that a server serves and that can be listed.</summary>
/// <param name="Kind">Group and kind.</param>
/// <param name="Version">The version of the group in which it is asked for: the one that the server prefers.</param>
/// <param name="Resource">Its name in paths.</param>
/// <param name="IsNamespaced">Whether its objects live in a namespace.</param>
internal sealed record ServedKind(GroupKind Kind, string Version, string Resource, bool IsNamespaced)
{
    /// <summary>The <c>apiVersion</c> of its objects.</summary>
    public string ApiVersion => Kind.Group.Length > 0 ? $"{Kind.Group}/{Version}" : Version;

    /// <summary>The path of a list.</summary>
    /// <param name="ns">The namespace; null for all, or for a kind that has none.</param>
    public string Path(string? ns) =>
        $"/{(Kind.Group.Length > 0 ? "apis" : "api")}/{ApiVersion}/{(ns is null ? "" : $"namespaces/{Uri.EscapeDataString(ns)}/")}{Resource}";
}

/// <summary>What a server serves of the kinds that are collected.</summary>
/// <param name="Kinds">The kinds, in the order in which they are collected.</param>
/// <param name="Absent">What is not served, so that there is none of it; a kind <c>*</c> is all others of a group.</param>
/// <param name="Unseen">Groups of which it is not known what is served, with the reason; a group <c>*</c> is all but the core group.</param>
internal sealed record Discovered(IReadOnlyList<ServedKind> Kinds, IReadOnlyList<GroupKind> Absent, IReadOnlyList<(string Group, string Reason)> Unseen);
