using System.Runtime.InteropServices;
using Redoubt.Network.Addresses;
using Redoubt.Network.Ends;
using Redoubt.Network.Labels;
using Redoubt.Network.Policies;

namespace Redoubt.Network.Rows;

/// <summary>The ends that a peer is, and those that it may be.</summary>
/// <param name="Yes">Those that it is.</param>
/// <param name="Maybe">Those of which that is not known.</param>
internal readonly record struct PeerSet(EndSet Yes, EndSet Maybe);

/// <summary>Finds the ends of peers. Peers that ask the same are found once.</summary>
internal sealed class PeerSets
{
    private readonly EndIndex _ends;
    private readonly BlockReading _reading;
    private readonly Dictionary<(bool IsPeer, bool IsPartial, string? Namespace, string Namespaces, string Pods), PeerSet> _pods = [];
    private readonly Dictionary<string, PeerSet> _nodes = new(StringComparer.Ordinal);
    private readonly EndSet _all;
    private readonly EndSet _outside;
    private readonly EndSet _homeless;
    private readonly (int Piece, int End)[] _byPiece;

    public PeerSets(EndIndex ends, BlockReading reading)
    {
        _ends = ends;
        _reading = reading;
        _all = EndSet.Of(Enumerable.Range(0, ends.Classes.Count));
        _outside = EndSet.Of(Enumerable.Range(ends.PodClassCount + 1, ends.Classes.Count - ends.PodClassCount - 1));
        var addressed = ends.Classes.Take(ends.PodClassCount + 1).Select(one => (one.Ends[0].Addresses, one.Number))
            .Concat(ends.Nodes.Select(node => (node.End.Addresses, Number: node.End.ClassNumber))).ToArray();
        _homeless = EndSet.Of(addressed.Where(one => one.Addresses.Count == 0).Select(one => one.Number));
        _byPiece =
        [
            .. addressed.SelectMany(one => one.Addresses, (one, address) => (ends.Line.PieceOf(address), one.Number))
                .Concat(ends.Nodes.SelectMany(node => node.ByAddress, (_, pair) => (ends.Line.PieceOf(pair.Address), pair.ClassNumber))).Distinct().Order(),
        ];
    }

    /// <summary>The pods that a policy is for.</summary>
    public PeerSet SubjectsOf(Policy policy) => Pods(policy.Subject, isPeer: false);

    public PeerSet Of(PolicyRule rule)
    {
        var peers = All(rule);
        return rule.IsPartial ? new PeerSet(EndSet.Empty, new EndBits(_ends.Classes.Count).Or(peers.Yes).Or(peers.Maybe).ToSet()) : peers;
    }

    private PeerSet All(PolicyRule rule)
    {
        if (rule.Peers is [var only])
        {
            return Of(only);
        }

        var (yes, maybe) = (new EndBits(_ends.Classes.Count), new EndBits(_ends.Classes.Count));
        foreach (var peer in rule.Peers)
        {
            var set = Of(peer);
            yes.Or(set.Yes);
            maybe.Or(set.Maybe);
        }

        return new PeerSet(yes.ToSet(), maybe.Except(yes).ToSet());
    }

    private PeerSet Of(Peer peer) => peer switch
    {
        PodPeer pods => Pods(pods, isPeer: true),
        NodePeer nodes => Nodes(nodes.Nodes),
        BlockPeer blocks => Blocks(blocks),
        DomainPeer => new PeerSet(EndSet.Empty, _outside),
        UnknownPeer => new PeerSet(EndSet.Empty, _all),
        _ => new PeerSet(_all, EndSet.Empty),
    };

    private PeerSet Pods(PodPeer peer, bool isPeer)
    {
        ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(_pods, (isPeer, peer.IsPartial, peer.Namespace, peer.Namespaces.Text, peer.Pods.Text), out var isKnown);
        return isKnown ? found : found = Find(peer, isPeer);
    }

    private PeerSet Find(PodPeer peer, bool isPeer)
    {
        var (yes, maybe) = (new List<int>(), new List<int>());
        foreach (var (first, end, match) in Ranges(peer))
        {
            foreach (var (number, pods) in _ends.PodLabels.Selected(peer.Pods, first, end))
            {
                (match == Match.Yes && pods == Match.Yes && !peer.IsPartial ? yes : maybe).Add(number);
            }
        }

        if (isPeer)
        {
            var isEvery = peer.Namespace is null && peer.Namespaces.SelectsAll && peer.Pods.SelectsAll && !peer.IsPartial;
            (isEvery ? yes : maybe).Add(_ends.SomePod.ClassNumber);
        }

        return new PeerSet(EndSet.Of(yes), EndSet.Of(maybe));
    }

    // The numbers of the classes of the namespaces that a peer is about.
    private IEnumerable<(int First, int End, Match Match)> Ranges(PodPeer peer)
    {
        if (peer.Namespace is { } name)
        {
            if (_ends.ByNamespace.TryGetValue(name, out var own))
            {
                yield return (own.First, own.End, Match.Yes);
            }
        }
        else if (peer.Namespaces.SelectsAll)
        {
            yield return (0, _ends.PodClassCount, Match.Yes);
        }
        else
        {
            foreach (var (number, match) in _ends.NamespaceLabels.Selected(peer.Namespaces, 0, _ends.Namespaces.Count))
            {
                yield return (_ends.Namespaces[number].First, _ends.Namespaces[number].End, match);
            }
        }
    }

    private PeerSet Nodes(Selector selector)
    {
        ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(_nodes, selector.Text, out var isKnown);
        if (isKnown)
        {
            return found;
        }

        var (yes, maybe) = (new List<int>(), new List<int>());
        foreach (var node in _ends.Nodes)
        {
            if (selector.On(node.Labels) is not Match.No and var match)
            {
                var set = match == Match.Yes ? yes : maybe;
                set.Add(node.End.ClassNumber);
                set.AddRange(node.ByAddress.Select(pair => pair.ClassNumber));
            }
        }

        return found = new PeerSet(EndSet.Of(yes), EndSet.Of(maybe));
    }

    // The pieces of the address line that the blocks hold, and who has an address in one of them.
    private PeerSet Blocks(BlockPeer peer)
    {
        var (held, one) = (new EndBits(_ends.Classes.Count), new EndBits(_ends.Classes.Count));
        foreach (var block in peer.Blocks)
        {
            one.Clear().SetRange(Class(block.Range.First), Class(block.Range.Last));
            foreach (var except in block.Except)
            {
                one.ClearRange(Class(except.First), Class(except.Last));
            }

            held.Or(one);
        }

        var (yes, maybe) = (held.ToSet(), one.Clear());
        var reading = peer.Reading ?? _reading;
        var without = peer.Blocks.Max(block => block.Holds([]));
        foreach (var end in HavingAddressIn(yes).Concat(without == Match.No ? [] : _homeless.Ends()))
        {
            var match = _homeless.Contains(end) ? without : Match.Yes;
            var isPod = end <= _ends.PodClassCount;
            if (isPod && reading == BlockReading.Outside)
            {
                continue;
            }

            (match == Match.Yes && !(isPod && reading == BlockReading.Unknown) ? held : maybe).SetRange(end, end);
        }

        return peer.IsPartial ? new PeerSet(EndSet.Empty, maybe.Or(held).ToSet()) : new PeerSet(held.ToSet(), maybe.Except(held).ToSet());
    }

    private int Class(IpAddress address) => _ends.FirstAddressClass + _ends.Line.PieceOf(address);

    // The ends that have an address in one of these pieces.
    private IEnumerable<int> HavingAddressIn(EndSet pieces)
    {
        var at = Array.BinarySearch(_byPiece, ((pieces.FirstWord << 6) - _ends.FirstAddressClass, -1));
        for (var i = at >= 0 ? at : ~at; i < _byPiece.Length; i++)
        {
            if (pieces.Contains(_ends.FirstAddressClass + _byPiece[i].Piece))
            {
                yield return _byPiece[i].End;
            }
        }
    }
}
