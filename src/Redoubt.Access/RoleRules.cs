using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Access;

/// <summary>The rules that a binding gives: those of its role, and of the cluster roles that the role aggregates.</summary>
internal sealed class RoleRules(Platform platform)
{
    private static readonly GroupKind Role = GroupKind.Parse("rbac.authorization.k8s.io/Role");
    private static readonly GroupKind ClusterRole = GroupKind.Parse("rbac.authorization.k8s.io/ClusterRole");

    public Found Of(Document binding)
    {
        var reference = binding.Root["roleRef"];
        var name = reference["name"].AsString() ?? "";
        var isCluster = !reference["kind"].Is("Role");
        var (kind, ns) = isCluster ? (ClusterRole, "") : (Role, binding.Namespace);
        var roles = platform.Find(new ObjectKey(kind, ns, name));
        if (roles.Count == 0)
        {
            return platform.IsComplete(kind, isCluster ? null : ns, out var gap)
                ? new Found([], null, new LostRole(isCluster, name))
                : new Found([], gap with { What = $"{kind.Kind} {name}" }, null);
        }

        var rules = new List<Node>();
        MissingEvidence? missing = null;
        foreach (var role in roles)
        {
            Add(role, rules);
            missing ??= Aggregate(role, rules);
        }

        return new Found(rules, missing, null);
    }

    /// <summary>Adds what the controller would gather; what it would find beyond the evidence is missing.</summary>
    private MissingEvidence? Aggregate(Document role, List<Node> rules)
    {
        var selectors = role.Root["aggregationRule"]["clusterRoleSelectors"];
        foreach (var selector in selectors.Items)
        {
            foreach (var part in platform.Select(ClusterRole, "", new LabelSelector(selector)))
            {
                Add(part, rules);
            }
        }

        return selectors.Count == 0 || platform.IsComplete(ClusterRole, null, out var gap) ? null : gap;
    }

    private static void Add(Document role, List<Node> rules)
    {
        foreach (var rule in role.Root["rules"].Items)
        {
            rules.Add(rule);
        }
    }

    /// <summary>What a binding's role gives.</summary>
    /// <param name="Rules">The rules that are known.</param>
    /// <param name="Missing">What would have to be known to know all of them; null if all are.</param>
    /// <param name="Lost">The role, if it does not exist.</param>
    public readonly record struct Found(IReadOnlyList<Node> Rules, MissingEvidence? Missing, LostRole? Lost);
}
