using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Catalog.Judge;

/// <summary>Of which layers a kind of document is evidence.</summary>
internal static class LayerEvidence
{
    /// <summary>Our own kinds; every other is an object of Kubernetes'. A <c>Collection</c> says what was asked for and is evidence of nothing.</summary>
    private static readonly Dictionary<string, Layer> Own = new(StringComparer.Ordinal)
    {
        [EvidenceKinds.Host] = Layer.Infrastructure,
        [EvidenceKinds.ContainerEngine] = Layer.Infrastructure,
        [EvidenceKinds.Component] = Layer.Cluster,
        [EvidenceKinds.Datastore] = Layer.Cluster,
        [EvidenceKinds.AuditLog] = Layer.Cluster,
        [EvidenceKinds.Image] = Layer.Workloads,
        [EvidenceKinds.Dockerfile] = Layer.Workloads,
        [EvidenceKinds.Workflow] = Layer.Workloads,
    };

    /// <summary>The layers.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="runsPods">Whether its objects run pods.</param>
    public static IEnumerable<Layer> Of(GroupKind kind, bool runsPods) =>
        kind.Group == EvidenceKinds.Group ? (Own.TryGetValue(kind.Kind, out var layer) ? [layer] : [])
        : runsPods ? [Layer.Policy, Layer.Workloads]
        : [Layer.Policy];
}
