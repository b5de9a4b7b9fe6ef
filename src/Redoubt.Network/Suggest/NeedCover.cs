using Redoubt.Network.Addresses;
using Redoubt.Network.Ends;

namespace Redoubt.Network.Suggest;

/// <summary>
/// Which ends the other side of a need means. This reads labels and addresses by itself: it is what the engine's answers about the policies are compared with.
/// </summary>
internal sealed class NeedCover(Reachability reachability)
{
    private readonly ILookup<string, int> _byWorkload = reachability.Classes.SelectMany(one => one.Ends.Where(end => end.Kind == EndKind.Pod && !end.IsOnHostNetwork), (one, end) => (end.Workload, one.Number))
        .Distinct().ToLookup(pair => pair.Workload, pair => pair.Number, StringComparer.Ordinal);

    private readonly Dictionary<NeedPeer, (EndSet Sure, EndSet Perhaps)> _known = [];

    /// <summary>The classes of pods of an owner.</summary>
    public IEnumerable<int> ClassesOf(string workload) => _byWorkload[workload];

    /// <summary>The classes that are surely meant, and those that may be: which pods a block names is left to the plug-in.</summary>
    public (EndSet Sure, EndSet Perhaps) Of(NeedPeer peer)
    {
        if (!_known.TryGetValue(peer, out var found))
        {
            var matches = reachability.Classes.Select(one => (one.Number, Match: On(peer, one))).ToArray();
            found = (EndSet.Of(matches.Where(one => one.Match == Match.Yes).Select(one => one.Number)), EndSet.Of(matches.Where(one => one.Match != Match.No).Select(one => one.Number)));
            _known.Add(peer, found);
        }

        return found;
    }

    private Match On(NeedPeer peer, EndClass one) => peer switch
    {
        NeedPeer.Workload workload => _byWorkload[workload.Name].Contains(one.Number) ? Match.Yes : Match.No,
        NeedPeer.Labelled pods => one.Kind != EndKind.Pod ? Match.No : one.Namespace == pods.Namespace && one.Labels[pods.Key] == pods.Value ? Match.Yes : Match.No,
        NeedPeer.EveryPod => one.Kind is EndKind.Pod or EndKind.SomePod ? Match.Yes : Match.No,
        NeedPeer.Addresses block => In(block, one),
        _ => Match.Yes,
    };

    private static Match In(NeedPeer.Addresses peer, EndClass one)
    {
        var block = new AddressBlock(Range(peer.Cidr), [.. peer.Except.Select(Range)]);
        return one.Kind switch
        {
            EndKind.Address => one.Ends[0].Range is { } piece && block.Contains(piece.First) ? Match.Yes : Match.No,
            _ => Match.Maybe,
        };
    }

    private static AddressRange Range(string cidr) => AddressRange.TryParse(cidr, out var range) ? range : throw new InvalidOperationException(cidr);
}
