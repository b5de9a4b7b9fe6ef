using Redoubt.Network.Ends;
using Redoubt.Network.Policies;

namespace Redoubt.Network.Suggest;

/// <summary>
/// What the policies that are here name with care: rules for pods by their labels say who needs whom. What they open to whole namespaces, to everybody or to blocks says that of
/// nobody, and is no need.
/// </summary>
internal static class PolicyNeeds
{
    public static void Add(Reachability reachability, NeedList needs)
    {
        foreach (var bound in reachability.Bound.Where(bound => bound.Policy.Tier == PolicyTier.Namespace))
        {
            foreach (var direction in (Direction[])[Direction.Ingress, Direction.Egress])
            {
                foreach (var rule in bound.Policy.RulesOf(direction) ?? [])
                {
                    if (rule.Action == RuleAction.Allow && rule.Peers.Count > 0 && rule.Peers.All(peer => peer is PodPeer { Pods.SelectsAll: false }))
                    {
                        Add(rule, OwnersOf(reachability, bound.Subjects.Yes), OwnersOf(reachability, bound.PeersOf(rule).Yes), direction, needs);
                    }
                }
            }
        }
    }

    private static void Add(PolicyRule rule, NetworkEnd[] subjects, NetworkEnd[] peers, Direction direction, NeedList needs)
    {
        var place = $"{rule.Policy.Document.PlaceOf(rule.Node)}";
        if ((long)subjects.Length * peers.Length > NetworkLimits.Needs)
        {
            needs.Say($"a rule of {rule.Policy.Label} ({place}) is about too many pairs of pods to say of each that it needs the other");
            return;
        }

        foreach (var subject in subjects)
        {
            foreach (var peer in peers.Where(peer => peer.Workload != subject.Workload || !subject.IsSingle))
            {
                var (from, to) = direction == Direction.Ingress ? (peer, subject) : (subject, peer);
                needs.Add(new Need(new NeedPeer.Workload(from.Workload), new NeedPeer.Workload(to.Workload), rule.Ports.At(to.NamedPorts), $"{rule.Policy.Label} names it", place));
            }
        }
    }

    // One of each owner's and each set of named ports.
    private static NetworkEnd[] OwnersOf(Reachability reachability, EndSet classes) =>
        [.. classes.Ends().Select(number => reachability.Classes[number]).Where(one => one.Kind == EndKind.Pod).SelectMany(one => one.Ends.DistinctBy(end => end.Workload))];
}
