using Redoubt.Network.Ends;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Rows;

/// <summary>Puts the rules of the policies of some pods into the order in which they are asked.</summary>
internal static class RowBuilder
{
    public static Row Build(
        IReadOnlyList<(BoundPolicy Policy, bool IsSure)> policies, Direction direction, IReadOnlyList<NamedPort> ports, int ends, bool isByProtocol)
    {
        var bound = policies.Select(one => (one.Policy.Policy, one.IsSure, Rules: RulesOf(one.Policy, one.IsSure, direction, ports))).ToLookup(one => one.Policy.Tier);
        var isolating = bound[PolicyTier.Namespace].Where(one => direction == Direction.Ingress ? one.Policy.IsolatesIngress : one.Policy.IsolatesEgress);
        return new Row(direction, ends, isByProtocol)
        {
            Selecting = [.. policies.Select(one => one.Policy.Policy).OrderBy(policy => (policy.Tier, policy.Priority))],
            Admin = ByPriority(bound[PolicyTier.Admin]),
            IsIsolated = isolating.Any(one => one.IsSure) ? Match.Yes : isolating.Any() ? Match.Maybe : Match.No,
            Policies = [.. bound[PolicyTier.Namespace].Select(one => new NamespaceStep(one.Policy, one.IsSure, one.Rules))],
            Baseline = BaselineOf(bound[PolicyTier.Baseline]),
        };
    }

    private static IReadOnlyList<RowRule> RulesOf(BoundPolicy policy, bool isSure, Direction direction, IReadOnlyList<NamedPort> ports) =>
    [
        .. policy.Rules(direction, ports).Select(rule => isSure ? rule : rule with { Peers = new PeerSet(EndSet.Empty, EndSet.Of(rule.Peers.Yes.Ends().Concat(rule.Peers.Maybe.Ends()))) }),
    ];

    // Policies of one priority may be asked in any order.
    private static Chain ByPriority(IEnumerable<(Policy Policy, bool IsSure, IReadOnlyList<RowRule> Rules)> policies)
    {
        var steps = new List<Step>();
        foreach (var group in policies.GroupBy(one => one.Policy.Priority).OrderBy(group => group.Key))
        {
            Chain[] chains = [.. group.Select(one => new Chain([.. one.Rules.Select(Step.Of)]))];
            steps.AddRange(chains.Length == 1 ? chains[0].Steps : [new Step(null, chains)]);
        }

        return new Chain(steps);
    }

    // Nobody says whether the baseline of the old kind comes before the new one's.
    private static Chain BaselineOf(IEnumerable<(Policy Policy, bool IsSure, IReadOnlyList<RowRule> Rules)> policies)
    {
        var byKind = policies.ToLookup(one => one.Policy.Document.Key.Kind == AdminPolicyReader.Baseline);
        var (old, successor) = (ByPriority(byKind[true]), ByPriority(byKind[false]));
        return old.Steps.Count == 0 ? successor : successor.Steps.Count == 0 ? old : new Chain([new Step(null, [old, successor])]);
    }
}
