using System.Text.Json.Nodes;
using Redoubt.Collect.Clusters.Discovery;
using Redoubt.Collect.Clusters.Lists;
using Redoubt.Collect.Machines;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Collect.Clusters;

/// <summary>
/// The last document of a collection: what was listed completely, and what was not with the reason. A file that breaks off lacks it, so that nothing
/// in it counts as complete.
/// </summary>
internal static class CollectionDocument
{
    /// <summary>The document.</summary>
    /// <param name="name">The cluster's name.</param>
    /// <param name="version">The server's version; null if it is not known.</param>
    /// <param name="served">What the server serves.</param>
    /// <param name="lists">What became of each list.</param>
    /// <param name="kubelets">Why kubelets were not asked what they have in effect; null if they were.</param>
    public static EvidenceDraft Of(string name, string? version, Discovered served, IReadOnlyList<ListedKind> lists, string? kubelets)
    {
        var draft = new EvidenceDraft(EvidenceKinds.Collection, name);
        draft.Facts["kubernetes"] = version;
        draft.Facts["listed"] = new JsonArray(
        [
            .. served.Absent.Select(kind => Entry(kind.Group, kind.Kind, ["*"], null, null)),
            .. lists.Where(list => list.Fault is null).Select(Entry),
        ]);
        var refused = new JsonArray(
        [
            .. lists.Where(list => list.Fault is not null).Select(Entry),
            .. Unseen(served).Select(one => Entry(one.Group, "*", ["*"], one.Reason, null)),
        ]);
        if (kubelets is not null)
        {
            refused.Add((JsonNode)Entry(EvidenceKinds.Group, EvidenceKinds.Component, [], kubelets, null));
        }

        draft.Facts["refused"] = refused;
        return draft;
    }

    /// <summary>What was not listed, a line each.</summary>
    public static IReadOnlyList<string> Refusals(Discovered served, IReadOnlyList<ListedKind> lists) =>
    [
        .. lists.Where(list => list.Fault is not null).Select(list => $"{list.Kind.Kind}{(list.Namespace is { } ns ? $" of namespace {ns}" : "")}: {list.Fault}"),
        .. Unseen(served).Select(one => $"{one.Group}/*: {one.Reason}"),
    ];

    // Where no group could be seen each that would have been asked for is named: the core group was.
    private static IEnumerable<(string Group, string Reason)> Unseen(Discovered served) =>
        served.Unseen.SelectMany(one => one.Group == "*" ? ClusterKinds.Groups.Where(group => group.Length > 0).Select(group => (group, one.Reason)) : [one]);

    private static JsonObject Entry(ListedKind list) =>
        Entry(list.Kind.Kind.Group, list.Kind.Kind.Kind, list.Namespace is { } ns ? [ns] : list.Kind.IsNamespaced ? ["*"] : [], list.Fault, list.Note);

    private static JsonObject Entry(string group, string kind, string[] namespaces, string? reason, string? note)
    {
        var entry = new JsonObject { ["group"] = group, ["kind"] = kind };
        if (namespaces.Length > 0)
        {
            entry["namespaces"] = EvidenceDraft.Texts(namespaces);
        }

        foreach (var (field, text) in ((string, string?)[])[("reason", reason), ("note", note)])
        {
            if (text is not null)
            {
                entry[field] = text;
            }
        }

        return entry;
    }
}
