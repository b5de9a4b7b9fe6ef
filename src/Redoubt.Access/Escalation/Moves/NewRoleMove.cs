namespace Redoubt.Access.Escalation.Moves;

/// <summary>Making a role that holds everything, and binding it to oneself.</summary>
internal sealed class NewRoleMove : Move
{
    private const string Rbac = "rbac.authorization.k8s.io";

    public override string Name => "new-role";

    public override string Says => "makes a role with every right, binds it to itself and becomes";

    public override string Fix => "Take `escalate` and `bind` away.";

    // Those of roles and bindings are listed by the moves that bind and that escalate.
    public override IReadOnlyList<Right> Rights { get; } = [new(Rbac, "roles", "", "create")];

    public override void Add(Rights rights, EscalationGraph graph)
    {
        if (rights.IsOfCluster && Makes(rights, "clusterroles", "clusterrolebindings"))
        {
            graph.Moves(rights.Node, graph.ClusterAdmin, this, rights.Need("escalate", Rbac, "clusterroles"), rights.Need("bind", Rbac, "clusterroles"));
        }

        if (Makes(rights, "roles", "rolebindings"))
        {
            foreach (var ns in graph.Facts.In(rights.Namespace))
            {
                graph.Moves(rights.Node, graph.Gained(rights.Node, Gain.EverythingIn(ns)), this, rights.Need("escalate", Rbac, "roles"), rights.Need("bind", Rbac, "roles"));
            }
        }
    }

    private static bool Makes(Rights rights, string roles, string bindings)
    {
        var made = rights.MakesWith(Rbac, roles, rights.Names("escalate", Rbac, roles));
        return !made.And(rights.Names("bind", Rbac, roles)).IsEmpty && !rights.Makes(Rbac, bindings).IsEmpty;
    }
}
