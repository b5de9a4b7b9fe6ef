using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Views;

namespace Redoubt.Evidence.Kinds;

/// <summary>The kinds of which it is known, without asking a cluster, whether their objects live in a namespace.</summary>
public static class KnownKinds
{
    /// <summary>The kind of definitions of custom resources.</summary>
    public static GroupKind CustomResourceDefinition { get; } = new("apiextensions.k8s.io", "CustomResourceDefinition");

    /// <summary>Whether objects of the kind live in a namespace.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Null for a kind that is not known here, as those of custom resources.</returns>
    public static bool? IsNamespaced(GroupKind kind)
    {
        if (kind.Group == EvidenceKinds.Group)
        {
            return false;
        }

        if (FieldIndex.Default.TryKind(kind.Group, null, kind.Kind, out var info))
        {
            return info.Namespaced;
        }
        // Whatever runs pods does so in a namespace.
        return PodTemplates.Default.Has(kind) ? true : null;
    }
}
