using Redoubt.Access.Roles;

namespace Redoubt.Access.Escalation.Moves;

/// <summary>Giving oneself a role by a new binding, or by writing oneself into one that is there: <c>bind</c> lets one give away what one has not.</summary>
internal sealed class BindMove : Move
{
    private const string Rbac = "rbac.authorization.k8s.io";

    public override string Name => "bind";

    public override string Says => "binds a role to itself and becomes";

    public override string Fix => "Take `bind` away, or list in `resourceNames` roles that may be given away.";

    public override IReadOnlyList<Right> Rights { get; } =
    [
        new(Rbac, "clusterroles", "", "bind"), new(Rbac, "roles", "", "bind"),
        new(Rbac, "clusterrolebindings", "", "create", "update", "patch"), new(Rbac, "rolebindings", "", "create", "update", "patch"),
    ];

    public override void Add(Rights rights, EscalationGraph graph)
    {
        if (rights.IsOfCluster)
        {
            Bind(rights, "clusterroles", null, graph.Roles.ClusterRoles, graph);
        }

        // Most who are looked at may bind nothing.
        foreach (var ns in rights.Names("bind", Rbac, "clusterroles").IsEmpty && rights.Names("bind", Rbac, "roles").IsEmpty ? [] : graph.Facts.In(rights.Namespace))
        {
            Bind(rights, "clusterroles", ns, graph.Roles.ClusterRoles, graph);
            Bind(rights, "roles", ns, graph.Roles.RolesIn(ns), graph);
        }
    }

    private void Bind(Rights rights, string resource, string? ns, IEnumerable<Role> roles, EscalationGraph graph)
    {
        var bindings = ns is null ? "clusterrolebindings" : "rolebindings";
        var binds = rights.Names("bind", Rbac, resource);
        var makes = rights.Makes(Rbac, bindings);
        var writes = rights.Any(Rbac, bindings, "update", "patch");
        if (binds.IsEmpty || (makes.IsEmpty && writes.IsEmpty))
        {
            return;
        }

        Role[] own = [.. roles.Where(role => binds.Has(role.Document.Name) && (!makes.IsEmpty || IsBound(role, ns, writes, graph)))];
        // Whoever can have everything needs no smaller role.
        foreach (var role in own.FirstOrDefault(role => role.IsEverything) is { } everything ? [everything] : own)
        {
            graph.Gains(rights.Node, role, ns, this, rights.Need("bind", Rbac, resource, name: role.Document.Name) with { Namespace = ns });
        }
    }

    private static bool IsBound(Role role, string? ns, NameSet bindings, EscalationGraph graph) => graph.BindingsOf(role.Document)
        .Any(binding => binding.IsOfCluster == ns is null && (ns is null || binding.Document.Namespace == ns) && bindings.Has(binding.Document.Name)
            && binding.Role.Roles.Any(own => own.Document == role.Document));
}
