using System.Runtime.InteropServices;
using Redoubt.Access.Bindings;
using Redoubt.Access.Escalation.Moves;
using Redoubt.Access.Roles;

namespace Redoubt.Access.Escalation;

/// <summary>What identities may do, place by place, cut to the rules that matter to a move: most subjects hold none.</summary>
internal sealed class HolderRights(Authorization authorization)
{
    private static readonly Right[] Relevant = [.. MoveList.All.SelectMany(move => move.Rights)];
    private readonly Dictionary<Role, IReadOnlyList<AccessRule>> _rules = [];
    private readonly Dictionary<BindingIndex.Scoped, Dictionary<string, List<Role>>> _bound = [];

    /// <summary>The rules of a role that matter to a move.</summary>
    public IReadOnlyList<AccessRule> MovesOf(Role role)
    {
        if (!_rules.TryGetValue(role, out var rules))
        {
            _rules.Add(role, rules = [.. role.Rules.Where(rule => Relevant.Any(right => right.IsGivenBy(rule)))]);
        }

        return rules;
    }

    /// <summary>Whether somebody may do every verb on every resource of every group, everywhere.</summary>
    public bool IsClusterAdmin(Holder holder) => holder.Subject is { Kind: SubjectKind.Group, Name: AccessGroups.Masters }
        || BoundTo(holder.Subject).Any(bound => bound.TryGetValue("", out var roles) && roles.Any(role => role.IsEverything));

    /// <summary>What somebody may do in the whole cluster, and in each namespace where a role is bound to it; nothing for whom no move can serve.</summary>
    public IEnumerable<Rights> Of(int node, Holder holder)
    {
        var roles = new Dictionary<string, List<Role>>(StringComparer.Ordinal);
        foreach (var (ns, bound) in BoundTo(holder.Subject).SelectMany(one => one))
        {
            ListOf(roles, ns).AddRange(bound);
        }

        foreach (var gain in holder.Gains)
        {
            ListOf(roles, gain.Namespace ?? "").AddRange(gain.Role is { } role ? [role] : []);
        }

        if (holder.Gains.Count == 0 && !roles.Values.Any(bound => bound.Any(role => MovesOf(role).Count > 0)))
        {
            yield break;
        }

        var cluster = new Rights(node, null, null, RulesAt("", roles, holder), roles.GetValueOrDefault("", []));
        yield return cluster;
        foreach (var (ns, bound) in roles.Where(entry => entry.Key.Length > 0))
        {
            var rules = RulesAt(ns, roles, holder);
            if (rules.Length > 0 || cluster.HasRules)
            {
                yield return new Rights(node, cluster, ns, rules, bound);
            }
        }
    }

    private AccessRule[] RulesAt(string ns, Dictionary<string, List<Role>> roles, Holder holder) =>
    [
        .. roles.GetValueOrDefault(ns, []).SelectMany(MovesOf),
        .. holder.Gains.Where(gain => gain.Role is null && gain.Namespace == ns).Select(_ => AccessRule.Everything),
    ];

    private IEnumerable<Dictionary<string, List<Role>>> BoundTo(AccessSubject subject)
    {
        var user = subject.AsUser();
        for (var number = 0; number <= user.Groups.Count; number++)
        {
            if (authorization.Bindings.Of(user, number) is { } scoped)
            {
                yield return RolesOf(scoped);
            }
        }
    }

    /// <summary>The roles bound to one subject, by namespace; those of the cluster under none.</summary>
    private Dictionary<string, List<Role>> RolesOf(BindingIndex.Scoped scoped)
    {
        if (!_bound.TryGetValue(scoped, out var bound))
        {
            bound = new(StringComparer.Ordinal);
            foreach (var named in scoped.All)
            {
                ListOf(bound, named.Binding.IsOfCluster ? "" : named.Binding.Document.Namespace).AddRange(named.Binding.Role.Roles);
            }

            _bound.Add(scoped, bound);
        }

        return bound;
    }

    private static List<Role> ListOf(Dictionary<string, List<Role>> lists, string ns) =>
        CollectionsMarshal.GetValueRefOrAddDefault(lists, ns, out _) ??= [];
}
