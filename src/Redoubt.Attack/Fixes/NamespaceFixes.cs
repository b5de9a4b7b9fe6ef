using Redoubt.Attack.Relations;
using Redoubt.Evidence;

namespace Redoubt.Attack.Fixes;

/// <summary>The levels of Pod Security, where what runs in a namespace keeps them already.</summary>
internal static class NamespaceFixes
{
    private const string Label = "pod-security.kubernetes.io/enforce";
    private static readonly GroupKind NamespaceKind = new("", "Namespace");

    public static IReadOnlyList<FixKind> All { get; } =
    [
        new("pod-security-baseline", 2, (row, ground) => Enforce(row, ground, "baseline")),
        new("pod-security-restricted", 2, (row, ground) => Enforce(row, ground, "restricted")),
    ];

    // What runs in the namespace has to be let in again when it is made anew.
    private static FixDraft? Enforce(Row row, FixGround ground, string level)
    {
        var ns = row.Namespace!;
        if (ns == NamespaceRelations.New || ground.Ground.Inventory.PodsByNamespace[ns].Any(pod => !PodLevel.Keeps(pod, level)))
        {
            return null;
        }

        var key = new ObjectKey(NamespaceKind, "", ns);
        return new FixDraft(ns, $"Enforce the level {level} in namespace {ns}; what runs there keeps it already.", new FixEdit(
            key, ground.Ground.Inventory.Platform.Find(key) is [var document, ..] ? document : null, root => root.Child("metadata").Child("labels")[Label] = level)
        { ApiVersion = "v1" });
    }
}
