using Redoubt.Access.Defaults;
using Redoubt.Access.Roles;
using Redoubt.Evidence;

namespace Redoubt.Access.Audit;

/// <summary>A part of a role's rule, and whether it was used.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Atom">The part.</param>
/// <param name="IsUsed">Whether it allows a right that was used or rested on, by somebody to whom the role is bound, there; another rule may allow it as well.</param>
/// <param name="IsLogged">Whether the log holds any event about the resource. If not, the server may not write them: that it is unused is not known.</param>
public readonly record struct AtomUse(AccessRule Rule, RuleAtom Atom, bool IsUsed, bool IsLogged);

/// <summary>Which parts of roles were used.</summary>
public sealed class RoleUse
{
    private readonly UsedAccess _used;
    private readonly Authorization _authorization;
    private readonly Dictionary<AccessRule, HashSet<RuleAtom>> _atoms = [];
    private readonly Lazy<(List<Role> Split, List<Role> LeftOut)> _roles;

    /// <param name="authorization">Answers requests.</param>
    /// <param name="used">What was used.</param>
    public RoleUse(Authorization authorization, UsedAccess used)
    {
        ArgumentNullException.ThrowIfNull(used);
        (_authorization, _used) = (authorization, used);
        _roles = new(ReadRoles);
        foreach (var right in used.Needed)
        {
            foreach (var rule in authorization.Naming(right.Request).SelectMany(named => named.Binding.Role.Roles).SelectMany(role => role.Rules))
            {
                if (right.HasAnyName ? rule.AllowsForSome(right.Request) : rule.Allows(right.Request))
                {
                    Mark(rule, right);
                }
            }
        }
    }

    /// <summary>The roles that are written in the evidence, without those that every API server makes by itself, and those that are left out.</summary>
    public IReadOnlyList<Role> Roles => _roles.Value.Split;

    /// <summary>The roles of which the rules have too many parts to be looked at one by one.</summary>
    public IReadOnlyList<Role> LeftOut => _roles.Value.LeftOut;

    private (List<Role> Split, List<Role> LeftOut) ReadRoles()
    {
        var parts = new RuleParts();
        var defaults = DefaultRoles.Of(_authorization.Minor).Documents.ToDictionary(document => document.Key);
        var (split, leftOut) = (new List<Role>(), new List<Role>());
        foreach (var role in _authorization.Roles.Written.Where(role => !(defaults.TryGetValue(role.Document.Key, out var own) && IsSame(role, own))))
        {
            (role.Rules.Where(rule => rule.Role == role.Document).All(rule => parts.Takes(rule)) ? split : leftOut).Add(role);
        }

        return (split, leftOut);
    }

    /// <summary>Each part of each rule that is written in a role and is in force, in the order of <see cref="AccessRule.Atoms"/>.</summary>
    /// <param name="role">The role.</param>
    public IEnumerable<AtomUse> AtomsOf(Role role)
    {
        ArgumentNullException.ThrowIfNull(role);
        return role.Rules.Where(rule => rule.Role == role.Document).SelectMany(rule => rule.Atoms.Select(atom => new AtomUse(rule, atom, IsUsed(rule, atom), IsLogged(atom))));
    }

    // A role of a cluster is the server's own if it says the same; what it aggregates is not written in it.
    private static bool IsSame(Role role, Document own)
    {
        if (role.Document == own || Aggregation.Aggregates(role.Document))
        {
            return role.Document == own || Aggregation.Aggregates(own);
        }

        AccessRule[] rules = [.. AccessRule.ReadAll(own)];
        return RuleCover.Covers(rules, role.Rules) && RuleCover.Covers(role.Rules, rules);
    }

    private bool IsUsed(AccessRule rule, RuleAtom atom) => _atoms.TryGetValue(rule, out var used) && used.Contains(atom);

    private bool IsLogged(RuleAtom atom) => atom.Path is not null || atom.Group == "*" || atom.Resource.StartsWith('*')
        || _used.Log.SpeaksOf(atom.Group, atom.Resource.Split('/')[0]);

    private void Mark(AccessRule rule, AuditedRight right)
    {
        if (!_atoms.TryGetValue(rule, out var marked))
        {
            _atoms.Add(rule, marked = []);
        }

        var request = right.Request;
        string[] verbs = [.. rule.Verbs.Where(verb => verb is "*" || verb == request.Verb)];
        foreach (var path in request.Path is null ? [] : rule.Paths.Where(path => RuleAtom.PathCovers(path, request.Path)))
        {
            marked.UnionWith(verbs.Select(verb => new RuleAtom(verb, "", "", null, path)));
        }

        if (request.Path is null)
        {
            var names = rule.Names.Count == 0 ? [null] : right.HasAnyName ? rule.Names : (IEnumerable<string?>)[request.Name];
            marked.UnionWith(
                from @group in rule.Groups
                where @group is "*" || @group == request.Group
                from resource in rule.Resources
                where RuleAtom.HoldsResource(resource, request.Resource, request.Subresource)
                from verb in verbs
                from name in names
                select new RuleAtom(verb, @group, resource, name, null));
        }
    }
}
