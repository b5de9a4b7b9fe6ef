using Redoubt.Evidence.Views;

namespace Redoubt.Evidence.Kinds;

/// <summary>
/// A <c>Collection</c> as it is read: <c>kubernetes</c> is the server's version; <c>listed</c> and <c>refused</c> are lists of
/// <c>{group, kind, namespaces, reason}</c>, where <c>*</c> is every group, kind or namespace, a kind that has no namespace needs no
/// <c>namespaces</c>, and only what was refused has a <c>reason</c>; a <c>note</c> says what else is to be known of a list.
/// </summary>
/// <param name="document">The document.</param>
public readonly struct CollectionView(Document document)
{
    /// <summary>Its kind.</summary>
    public static GroupKind GroupKind { get; } = new(EvidenceKinds.Group, EvidenceKinds.Collection);

    /// <summary>The document.</summary>
    public Document Document { get; } = document;

    /// <summary>The version of the API server that was asked; null if it is not said.</summary>
    public KubernetesVersion? Kubernetes =>
        KubernetesVersion.TryParse(Document.Root["kubernetes"].Text, out var version) ? version : null;

    /// <summary>Whether all objects of the kind were listed.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace; null for every namespace, or for a kind that has none.</param>
    public bool Lists(GroupKind kind, string? ns) => Entry(Document.Root["listed"], kind, names => Covers(names, ns)).Exists;

    /// <summary>Why objects of the kind could not be listed.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace; null for every namespace, or for a kind that has none.</param>
    /// <returns>The reason; null if nothing was refused.</returns>
    public string? Refusal(GroupKind kind, string? ns) =>
        Entry(Document.Root["refused"], kind, names => ns is null || names.Count == 0 || Covers(names, ns)) is { Exists: true } entry ? entry["reason"].AsString() ?? "no reason given" : null;

    /// <summary>What a collection could not list, each with the place that says so; nothing of any other document.</summary>
    internal static IReadOnlyList<(Node Entry, string Reason)> Refusals(Document document)
    {
        if (document.Key.Kind != GroupKind)
        {
            return [];
        }

        var refusals = new List<(Node Entry, string Reason)>();
        foreach (var entry in document.Root["refused"].Items)
        {
            var (group, kind) = (entry["group"].AsString() ?? "", entry["kind"].AsString() ?? "*");
            var what = kind == "*" ? $"every kind of {(group.Length > 0 ? group : "the core group")}" : new GroupKind(group, kind).ToString();
            refusals.Add((entry, $"{what}{Where(entry["namespaces"])}: {entry["reason"].AsString() ?? "no reason given"}"));
        }
        return refusals;
    }

    private static string Where(Node namespaces)
    {
        var names = new List<string>();
        foreach (var name in namespaces.Items)
        {
            names.Add(name.AsString() ?? "");
        }
        return names.Count == 0 || names.Contains("*") ? "" : $" of namespace {string.Join(", ", names)}";
    }

    private static Node Entry(Node list, GroupKind kind, Func<Node, bool> covers)
    {
        foreach (var entry in list.Items)
        {
            if (Names(entry["group"], kind.Group) && Names(entry["kind"], kind.Kind) && covers(entry["namespaces"]))
            {
                return entry;
            }
        }
        return default;
    }

    private static bool Names(Node pattern, string name) => pattern.Is("*") || pattern.Text.SequenceEqual(name);

    private static bool Covers(Node namespaces, string? ns)
    {
        if (namespaces.Count == 0)
        {
            return ns is null;
        }

        foreach (var name in namespaces.Items)
        {
            if (name.Is("*") || (ns is not null && name.Is(ns)))
            {
                return true;
            }
        }
        return false;
    }
}
