namespace Redoubt.Access.Roles;

/// <summary>
/// Breaks rules into their parts, as long as there are no more than <see cref="AccessLimits.Parts"/> in all. A rule of a thousand groups, resources and verbs each
/// has a thousand million: it is left whole, and told.
/// </summary>
internal sealed class RuleParts
{
    private readonly HashSet<AccessRule> _leftOut = [];
    private long _left = AccessLimits.Parts;

    /// <summary>The rules that were left whole.</summary>
    public IReadOnlyCollection<AccessRule> LeftOut => _leftOut;

    /// <summary>Whether a rule may be broken into its parts.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="times">How many times its parts will be kept.</param>
    public bool Takes(AccessRule rule, int times = 1)
    {
        // Each list is no longer than a file of the largest size, so that this does not overflow.
        var count = (decimal)times * rule.Verbs.Count * (((decimal)rule.Groups.Count * rule.Resources.Count * Math.Max(1, rule.Names.Count)) + rule.Paths.Count);
        if (count > _left)
        {
            _leftOut.Add(rule);
            return false;
        }

        _left -= (long)count;
        return true;
    }
}
