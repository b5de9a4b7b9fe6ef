using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Catalog.Judge;

/// <summary>Of which layers a kind of document is evidence.</summary>
internal static class LayerEvidence
{
    public static void Of(GroupKind kind, bool runsPods, Action<Layer> add)
    {
        if (kind.Group == EvidenceKinds.Group)
        {
            switch (kind.Kind)
            {
                case EvidenceKinds.Host or EvidenceKinds.ContainerEngine:
                    add(Layer.Infrastructure);
                    break;
                case EvidenceKinds.Component or EvidenceKinds.AuditLog:
                    add(Layer.Cluster);
                    break;
                case EvidenceKinds.Image or EvidenceKinds.Dockerfile or EvidenceKinds.Workflow:
                    add(Layer.Workloads);
                    break;
            }

            return;
        }

        add(Layer.Policy);
        if (runsPods)
        {
            add(Layer.Workloads);
        }
    }
}
