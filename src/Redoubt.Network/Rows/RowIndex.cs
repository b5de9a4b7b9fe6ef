using System.Runtime.InteropServices;
using Redoubt.Network.Ends;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Rows;

/// <summary>The rows of one direction, by the class of the pods that they are about.</summary>
internal sealed class RowIndex
{
    private readonly Row?[] _byClass;

    public RowIndex(IReadOnlyList<BoundPolicy> policies, EndIndex ends, Direction direction)
    {
        var profiles = new Profiles(policies, direction, ends.PodClassCount);
        _byClass = new Row?[ends.PodClassCount];
        var rows = new Dictionary<(int Profile, string Ports), Row>();
        for (var number = 0; number < _byClass.Length; number++)
        {
            if (profiles.Of(number) is 0)
            {
                continue;
            }

            var profile = profiles.Of(number);
            var named = direction == Direction.Ingress && profiles.NamesPorts(profile) ? ends.Classes[number].Ends[0].NamedPorts : [];
            ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, (profile, string.Join(',', named)), out _);
            _byClass[number] = row ??= RowOf(profiles.PoliciesOf(profile), direction, named, ends.Classes.Count);
        }
    }

    /// <summary>The rows, each once.</summary>
    public IEnumerable<Row> All => _byClass.OfType<Row>().Distinct();

    /// <summary>The row of a class; null where no policy is for its ends.</summary>
    public Row? Of(int number) => number < _byClass.Length ? _byClass[number] : null;

    private static Row RowOf(IReadOnlyList<(BoundPolicy Policy, bool IsSure)> policies, Direction direction, IReadOnlyList<NamedPort> ports, int ends)
    {
        var bound = policies.Select(one => (one.Policy.Policy, Rules: RulesOf(one.Policy, one.IsSure, direction, ports))).ToLookup(one => one.Policy.Tier);
        return new Row(
            direction,
            [.. policies.Select(one => one.Policy.Policy).OrderBy(policy => (policy.Tier, policy.Priority))],
            ByPriority(bound[PolicyTier.Admin]),
            [.. bound[PolicyTier.Namespace].Select(one => new NamespaceStep(one.Policy, one.Rules))],
            BaselineOf(bound[PolicyTier.Baseline]),
            ends);
    }

    private static IReadOnlyList<RowRule> RulesOf(BoundPolicy policy, bool isSure, Direction direction, IReadOnlyList<NamedPort> ports) =>
    [
        .. policy.Rules(direction, ports).Select(rule => isSure ? rule : rule with { Peers = new PeerSet(EndSet.Empty, EndSet.Of(rule.Peers.Yes.Ends().Concat(rule.Peers.Maybe.Ends()))) }),
    ];

    // Policies of one priority may be asked in any order.
    private static Chain ByPriority(IEnumerable<(Policy Policy, IReadOnlyList<RowRule> Rules)> policies)
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
    private static Chain BaselineOf(IEnumerable<(Policy Policy, IReadOnlyList<RowRule> Rules)> policies)
    {
        var byKind = policies.ToLookup(one => one.Policy.Document.Key.Kind == AdminPolicyReader.Baseline);
        var (old, successor) = (ByPriority(byKind[true]), ByPriority(byKind[false]));
        return old.Steps.Count == 0 ? successor : successor.Steps.Count == 0 ? old : new Chain([new Step(null, [old, successor])]);
    }
}
