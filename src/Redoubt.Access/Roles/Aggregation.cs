using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Access.Roles;

/// <summary>
/// What a ClusterRole holds once the controller is at rest (kubernetes/kubernetes, <c>pkg/controller/clusterroleaggregation</c>): the rules of
/// the roles that its selectors select, over any number of steps, instead of its own; its own stay only where there is no rule to take.
/// Roles that take from one another all hold what any of them takes from outside.
/// </summary>
internal sealed class Aggregation(Func<LabelSelector, IEnumerable<Document>> select)
{
    private readonly Dictionary<Document, AccessRule[]> _own = [];
    private int _steps;

    /// <summary>The rules in force, the roles in which they, or a selector on the way, are written, and whether a limit cut them.</summary>
    public (IReadOnlyList<AccessRule> Rules, HashSet<Document> Parts, bool IsCut) Of(Document role, bool aggregates)
    {
        var parts = new HashSet<Document> { role };
        if (!aggregates)
        {
            return (Own(role), parts, false);
        }

        var rules = new List<AccessRule>();
        var waiting = new Queue<Document>([role]);
        while (waiting.TryDequeue(out var whole))
        {
            foreach (var part in Selected(whole))
            {
                if (++_steps > AccessLimits.AggregationSteps)
                {
                    return (rules, parts, true);
                }

                if (!parts.Add(part))
                {
                    continue;
                }

                if (Aggregates(part))
                {
                    waiting.Enqueue(part);
                }
                else
                {
                    rules.AddRange(Own(part));
                    _steps += Own(part).Length;
                }
            }
        }

        return (rules.Count > 0 ? rules : Left(role, [role]), parts, false);
    }

    public static bool Aggregates(Document role) => role.Root["aggregationRule"].HasValue;

    private IEnumerable<Document> Selected(Document role)
    {
        foreach (var selector in role.Root["aggregationRule"]["clusterRoleSelectors"].Items)
        {
            foreach (var part in select(new LabelSelector(selector)))
            {
                yield return part;
            }
        }
    }

    /// <summary>Where no plain role gives a rule: what stayed in those that had nothing to take.</summary>
    private IReadOnlyList<AccessRule> Left(Document role, HashSet<Document> seen)
    {
        var rules = new List<AccessRule>();
        foreach (var part in Selected(role).Where(Aggregates))
        {
            // Depth is the length of a chain of roles that hold nothing; a step of the limit for each.
            if (seen.Add(part) && ++_steps <= AccessLimits.AggregationSteps && seen.Count < 500)
            {
                rules.AddRange(Left(part, seen));
            }
        }

        return rules.Count > 0 ? rules : Own(role);
    }

    private AccessRule[] Own(Document role)
    {
        if (!_own.TryGetValue(role, out var rules))
        {
            var read = new List<AccessRule>(role.Root["rules"].Count);
            foreach (var rule in role.Root["rules"].Items)
            {
                read.Add(AccessRule.Read(role, rule));
            }

            _own.Add(role, rules = [.. read]);
        }

        return rules;
    }
}
