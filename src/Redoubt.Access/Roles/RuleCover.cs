namespace Redoubt.Access.Roles;

/// <summary>
/// Whether rules give all that others give, as API servers check it before they let somebody write a role or a binding (kubernetes/kubernetes,
/// <c>component-helpers/auth/rbac/validation/policy_comparator.go</c>): each atom of a rule must be given by one rule alone.
/// </summary>
public static class RuleCover
{
    /// <summary>Whether the rules cover every other.</summary>
    /// <param name="rules">The rules that are held.</param>
    /// <param name="others">The rules to be covered.</param>
    public static bool Covers(IReadOnlyList<AccessRule> rules, IEnumerable<AccessRule> others) => others.All(other => Covers(rules, other));

    /// <summary>Whether the rules cover another. One that breaks into more parts than <see cref="AccessLimits.CoverSteps"/> counts as not covered.</summary>
    /// <param name="rules">The rules that are held.</param>
    /// <param name="other">The rule to be covered.</param>
    public static bool Covers(IReadOnlyList<AccessRule> rules, AccessRule other)
    {
        var steps = AccessLimits.CoverSteps;
        foreach (var verb in other.Verbs)
        {
            foreach (var path in other.Paths)
            {
                if ((steps -= rules.Count) < 0 || !rules.Any(rule => rule.HasVerb(verb) && rule.Paths.Any(own => RuleAtom.PathCovers(own, path))))
                {
                    return false;
                }
            }

            foreach (var group in other.Groups)
            {
                foreach (var resource in other.Resources)
                {
                    if ((steps -= rules.Count) < 0 || !CoversNames([.. rules.Where(rule => Holds(rule, verb, group, resource))], other.Names))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    /// <summary>Whether a rule covers one atom.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="atom">The atom.</param>
    public static bool Covers(AccessRule rule, RuleAtom atom) => atom.Path is { } path
        ? rule.HasVerb(atom.Verb) && rule.Paths.Any(own => RuleAtom.PathCovers(own, path))
        : Holds(rule, atom.Verb, atom.Group, atom.Resource) && (rule.Names.Count == 0 || (atom.Name is { } name && rule.HasName(name)));

    private static bool Holds(AccessRule rule, string verb, string group, string resource) =>
        rule.HasVerb(verb) && rule.HasGroup(group) && rule.Resources.Any(own => RuleAtom.ResourceCovers(own, resource));

    private static bool CoversNames(AccessRule[] rules, IReadOnlyList<string> names) => rules.Any(rule => rule.Names.Count == 0)
        || (names.Count > 0 && rules.Length > 0 && names.All(name => rules.Any(rule => rule.HasName(name))));
}
