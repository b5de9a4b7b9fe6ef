using Redoubt.Access.Roles;

namespace Redoubt.Access.Escalation.Moves;

/// <summary>
/// Writing everything into a role that is bound to somebody who is held, or into one that it takes rules of, or making one that it will take:
/// <c>escalate</c> lets one write what one has not.
/// </summary>
internal sealed class EscalateMove : Move
{
    private const string Rbac = "rbac.authorization.k8s.io";
    private const string Writes = "writes role";
    private const string MakesPart = "makes part of roles";

    public override string Name => "escalate";

    public override string Says => "writes every right into a role that is bound, and becomes";

    public override string Fix => "Take `escalate` away.";

    public override IReadOnlyList<Right> Rights { get; } =
        [new(Rbac, "clusterroles", "", "escalate", "update", "patch", "create"), new(Rbac, "roles", "", "escalate", "update", "patch")];

    public override void Add(Rights rights, EscalationGraph graph)
    {
        var clusterRoles = Written(rights.Cluster, "clusterroles");
        var makesPart = !rights.Cluster.MakesWith(Rbac, "clusterroles", rights.Cluster.Names("escalate", Rbac, "clusterroles")).IsEmpty
            && !rights.Cluster.Names("escalate", Rbac, "clusterroles").IsEmpty;
        var roles = rights.IsOfCluster ? NameSet.None : Written(rights, "roles");
        if (rights.Roles.Any(role => IsWritten(role, clusterRoles, roles) || (makesPart && role.Aggregates)))
        {
            All(rights.Node, rights.Namespace, rights, graph);
        }

        // What is bound to others counts once they are held too; not for who is cluster-admin by this move alone, as everybody is who may write every role.
        if (rights.Cluster.Roles.Any(role => IsWritten(role, clusterRoles, NameSet.None) || (makesPart && role.Aggregates)))
        {
            return;
        }

        graph.Offer(Writes + " roles", rights, Written(rights, "roles"));
        if (rights.IsOfCluster)
        {
            graph.Offer(Writes + " clusterroles", rights, clusterRoles);
        }

        if (rights.IsOfCluster && makesPart)
        {
            graph.Offer(MakesPart, rights.Node, null, null);
        }
    }

    public override void AddPairs(EscalationGraph graph)
    {
        Others(graph, Writes + " clusterroles", isCluster: true, (role, name) => role.Parts.Any(part => name.Length == 0 || part.Name == name));
        Others(graph, Writes + " roles", isCluster: false, (role, name) => name.Length == 0 || role.Document.Name == name);
        Others(graph, MakesPart, isCluster: true, (role, _) => role.Aggregates);
    }

    private static NameSet Written(Rights rights, string resource) =>
        rights.Names("escalate", Rbac, resource).And(rights.Any(Rbac, resource, "update", "patch"));

    private static bool IsWritten(Role role, NameSet clusterRoles, NameSet roles) => role.IsOfCluster
        ? !clusterRoles.IsEmpty && role.Parts.Any(part => clusterRoles.Has(part.Name))
        : roles.Has(role.Document.Name);

    private void All(int node, string? ns, Rights rights, EscalationGraph graph)
    {
        var need = new Need("escalate", Rbac, rights.IsOfCluster ? "clusterroles" : "roles", "", ns, "");
        graph.Moves(node, ns is null ? graph.ClusterAdmin : graph.Gained(node, Gain.EverythingIn(ns)), this, need);
    }

    private void Others(EscalationGraph graph, string kind, bool isCluster, Func<Role, string, bool> isHit)
    {
        foreach (var (ns, name, place) in graph.Offered(kind))
        {
            foreach (var binding in graph.Bindings.All.Where(binding => (isCluster || ns is null || binding.Document.Namespace == ns)
                && binding.Role.Roles.Any(role => role.IsOfCluster == isCluster && isHit(role, name))))
            {
                foreach (var node in graph.BoundTo(binding))
                {
                    Gives(node, binding.IsOfCluster ? null : binding.Document.Namespace);
                }
            }

            foreach (var (node, role, where) in graph.SelfBound)
            {
                if (role.IsOfCluster == isCluster && (isCluster || ns is null || role.Document.Namespace == ns) && isHit(role, name))
                {
                    Gives(node, where);
                }
            }

            void Gives(int node, string? where) => graph.Together(place, node, where is null ? graph.ClusterAdmin : graph.Gained(node, Gain.EverythingIn(where)), this);
        }
    }
}
