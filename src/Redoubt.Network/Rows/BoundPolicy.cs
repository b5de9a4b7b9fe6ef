using Redoubt.Network.Ends;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Rows;

/// <summary>A policy, and the ends of a platform that it speaks of.</summary>
internal sealed class BoundPolicy
{
    private readonly (PolicyRule Rule, PeerSet Peers)[] _ingress;
    private readonly RowRule[] _egress;
    private readonly PeerSets _sets;

    public BoundPolicy(Policy policy, EndIndex ends, PeerSets sets)
    {
        (Policy, _sets) = (policy, sets);
        Subjects = sets.SubjectsOf(policy);
        _ingress = [.. (policy.Ingress ?? []).Select(rule => (rule, sets.Of(rule)))];
        _egress = [.. (policy.Egress ?? []).SelectMany(rule => ByNames(rule, sets.Of(rule), ends))];
    }

    public Policy Policy { get; }

    /// <summary>The pods that it is for.</summary>
    public PeerSet Subjects { get; }

    /// <summary>The ends that a rule of the policy is about.</summary>
    /// <param name="rule">The rule.</param>
    public PeerSet PeersOf(PolicyRule rule) => _sets.Of(rule);

    /// <summary>Whether a rule about packets to its pods names a port, so that pods differ by what has that name.</summary>
    public bool NamesPorts => Policy.Ingress?.Any(rule => rule.Ports.Names.Count > 0) == true;

    /// <summary>The rules of a direction for a pod.</summary>
    /// <param name="direction">The direction.</param>
    /// <param name="ports">The pod's ports with names.</param>
    public IEnumerable<RowRule> Rules(Direction direction, IReadOnlyList<NamedPort> ports) =>
        direction == Direction.Egress ? _egress : _ingress.Select(bound => new RowRule(bound.Rule, bound.Peers, bound.Rule.Ports.At(ports)));

    // A name on the way out is looked up in the pod that is reached: one rule for all that have it alike.
    private static IEnumerable<RowRule> ByNames(PolicyRule rule, PeerSet peers, EndIndex ends)
    {
        if (!rule.Ports.Numbers.IsEmpty)
        {
            yield return new RowRule(rule, peers, rule.Ports.Numbers);
        }

        var having = rule.Ports.Names.SelectMany(name => ends.ByPortName[name.Name]).Distinct();
        foreach (var group in having.GroupBy(number => rule.Ports.Named(ends.Classes[number].Ends[0].NamedPorts)).Where(group => !group.Key.IsEmpty))
        {
            var set = EndSet.Of(group);
            yield return new RowRule(rule, new PeerSet(Both(peers.Yes, set), Both(peers.Maybe, set)), group.Key);
        }

        EndSet Both(EndSet left, EndSet right) => new EndBits(ends.Classes.Count).OrBoth(left, new EndBits(ends.Classes.Count).Or(right)).ToSet();
    }
}
