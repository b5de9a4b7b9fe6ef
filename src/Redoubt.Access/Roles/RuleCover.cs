namespace Redoubt.Access.Roles;

/// <summary>
/// Whether rules give all that others give, as API servers check it before they let somebody write a role or a binding (kubernetes/kubernetes,
/// <c>component-helpers/auth/rbac/validation/policy_comparator.go</c>): each atom of a rule must be given by one rule alone.
/// </summary>
public static class RuleCover
{
    // Up to here it is quicker to look through a list than to make a set of it.
    private const int Few = 256;

    /// <summary>Whether the rules cover every other. What takes more than <see cref="AccessLimits.CoverSteps"/> to say counts as not covered.</summary>
    /// <param name="rules">The rules that are held.</param>
    /// <param name="others">The rules to be covered.</param>
    public static bool Covers(IReadOnlyList<AccessRule> rules, IEnumerable<AccessRule> others)
    {
        var steps = AccessLimits.CoverSteps;
        foreach (var other in others)
        {
            if (!CoversAlone(rules, other, ref steps) && !CoversParts(rules, other, ref steps))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the rules cover another.</summary>
    /// <param name="rules">The rules that are held.</param>
    /// <param name="other">The rule to be covered.</param>
    public static bool Covers(IReadOnlyList<AccessRule> rules, AccessRule other) => Covers(rules, [other]);

    /// <summary>Whether one of the rules covers another in each of its lists: then it covers each of its parts.</summary>
    private static bool CoversAlone(IReadOnlyList<AccessRule> rules, AccessRule other, ref int steps)
    {
        foreach (var rule in rules)
        {
            if (steps < 0)
            {
                return false;
            }

            if (Holds(rule.Verbs, other.Verbs, ref steps) && HoldsPaths(rule, other, ref steps) && HoldsResources(rule, other, ref steps))
            {
                return true;
            }
        }

        return false;
    }

    // A rule without one of the lists has no such parts.
    private static bool HoldsPaths(AccessRule rule, AccessRule other, ref int steps) => other.Paths.Count == 0 || Holds(rule.Paths, other.Paths, ref steps);

    private static bool HoldsResources(AccessRule rule, AccessRule other, ref int steps) => other.Groups.Count == 0 || other.Resources.Count == 0
        || (Holds(rule.Groups, other.Groups, ref steps) && Holds(rule.Resources, other.Resources, ref steps)
            && (rule.Names.Count == 0 || (other.Names.Count > 0 && HoldsNames(rule, other, ref steps))));

    // `*` is a name as any other.
    private static bool HoldsNames(AccessRule rule, AccessRule other, ref int steps)
    {
        steps -= 1 + rule.Names.Count + other.Names.Count;
        return other.Names.All(rule.HasName);
    }

    private static bool Holds(IReadOnlyList<string> own, IReadOnlyList<string> others, ref int steps)
    {
        steps -= 1 + own.Count + others.Count;
        if (own.Count * (long)others.Count > Few)
        {
            var set = own.ToHashSet(StringComparer.Ordinal);
            return set.Contains("*") || others.All(set.Contains);
        }

        return own.Contains("*") || others.All(own.Contains);
    }

    private static bool CoversParts(IReadOnlyList<AccessRule> rules, AccessRule other, ref int steps)
    {
        foreach (var verb in other.Verbs)
        {
            AccessRule[] withVerb = [.. rules.Where(rule => rule.HasVerb(verb))];
            foreach (var path in other.Paths)
            {
                if ((steps -= 1 + withVerb.Sum(rule => rule.Paths.Count)) < 0 || !withVerb.Any(rule => rule.Paths.Any(own => RuleAtom.PathCovers(own, path))))
                {
                    return false;
                }
            }

            foreach (var group in other.Groups)
            {
                AccessRule[] withGroup = [.. withVerb.Where(rule => rule.HasGroup(group))];
                var cost = 1 + withGroup.Sum(rule => rule.Resources.Count);
                foreach (var resource in other.Resources)
                {
                    if ((steps -= cost) < 0 || !CoversNames([.. withGroup.Where(rule => HoldsResource(rule, resource))], other.Names))
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
        : rule.HasVerb(atom.Verb) && rule.HasGroup(atom.Group) && HoldsResource(rule, atom.Resource) && (rule.Names.Count == 0 || (atom.Name is { } name && rule.HasName(name)));

    private static bool HoldsResource(AccessRule rule, string resource) => rule.Resources.Any(own => RuleAtom.ResourceCovers(own, resource));

    private static bool CoversNames(AccessRule[] rules, IReadOnlyList<string> names) => rules.Any(rule => rule.Names.Count == 0)
        || (names.Count > 0 && rules.Length > 0 && names.All(name => rules.Any(rule => rule.HasName(name))));
}
