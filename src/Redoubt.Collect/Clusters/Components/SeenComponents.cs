using Redoubt.Collect.Clusters.Lists;
using Redoubt.Collect.Machines;
using Redoubt.Evidence;

namespace Redoubt.Collect.Clusters.Components;

/// <summary>What objects show of the cluster's components, looked at while they are written: nodes, and pods of the control plane.</summary>
internal sealed class SeenComponents
{
    private static readonly GroupKind Node = new("", "Node");
    private static readonly GroupKind Pod = new("", "Pod");
    private static readonly GroupKind ConfigMap = new("", "ConfigMap");

    private readonly List<ClusterNode> _nodes = [];
    private readonly List<EvidenceDraft> _components = [];
    private readonly ProxyComponents _proxies = new();

    /// <summary>The nodes.</summary>
    public IReadOnlyList<ClusterNode> Nodes => _nodes;

    /// <summary>The components that pods show.</summary>
    public IReadOnlyList<EvidenceDraft> Components => [.. _components, .. _proxies.Drafts()];

    /// <summary>Looks at the objects of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="objects">Its objects.</param>
    public void Look(GroupKind kind, Spool objects)
    {
        if (kind == Node)
        {
            _nodes.AddRange(objects.Lines().Select(ClusterNode.Read).OfType<ClusterNode>());
        }
        else if (kind == Pod)
        {
            foreach (var pod in objects.Lines())
            {
                _components.AddRange(StaticPodComponents.Of(pod));
                _proxies.LookAtPod(pod);
            }
        }
        else if (kind == ConfigMap)
        {
            foreach (var map in objects.Lines())
            {
                _proxies.LookAtConfiguration(map);
            }
        }
    }
}
