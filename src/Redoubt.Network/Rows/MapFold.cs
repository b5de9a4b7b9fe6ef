using System.Collections.Concurrent;
using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Rows;

/// <summary>
/// Lays the rows of both directions over each other: for one class that gets packets, who may send to it, by port. What senders' policies say is asked once
/// for all that share a row, so that no step looks at pairs of pods.
/// </summary>
internal sealed class MapFold(Senders senders, int ends, int mostPieces, ConcurrentDictionary<EndSet, EndSet> known)
{
    private readonly EndBits _sent = new(ends);
    private readonly EndBits _maySend = new(ends);
    private readonly EndBits _allowed = new(ends);
    private readonly EndBits _unknown = new(ends);
    private readonly List<Grant> _grants = [];
    private readonly List<Grant> _active = [];

    /// <summary>The cells of a class: the pieces of the line of ports that differ, each with who sends.</summary>
    /// <param name="receiver">The class.</param>
    /// <param name="ingress">The row of its policies.</param>
    /// <param name="isByProtocol">Whether the cells are by protocol only, since there would be too many.</param>
    public IReadOnlyList<MapCell> Into(int receiver, Row? ingress, out bool isByProtocol)
    {
        Gather(receiver);
        var starts = Starts(ingress);
        isByProtocol = starts.Count > mostPieces;
        if (isByProtocol)
        {
            starts = [.. Protocols.All.Select(protocol => PortSet.Point(protocol, 1))];
        }

        var found = new Dictionary<(EndSet Allowed, EndSet Unknown), List<(int, int)>>();
        var next = 0;
        for (var i = 0; i < starts.Count; i++)
        {
            var last = i + 1 < starts.Count ? starts[i + 1] - 1 : PortSet.LastPoint;
            if (isByProtocol)
            {
                FoldProtocol(starts[i], starts[i] + PortRange.Highest - 1, ingress);
            }
            else
            {
                Advance(starts[i], ref next);
                Fold(starts[i], ingress);
            }

            var cell = (Known(_allowed), Known(_unknown));
            if (!cell.Item1.IsEmpty || !cell.Item2.IsEmpty)
            {
                (found.TryGetValue(cell, out var ports) ? ports : found[cell] = []).Add((starts[i], last));
            }
        }

        return [.. found.Select(cell => new MapCell(PortSet.OfPoints(cell.Value).Intersect(PortSet.All), cell.Key.Allowed, cell.Key.Unknown)).Where(cell => !cell.Ports.IsEmpty)];
    }

    // Equal sets are kept once, over all classes.
    private EndSet Known(EndBits bits)
    {
        var set = bits.ToSet();
        return known.GetOrAdd(set, set);
    }

    // What the rows of senders let go to the receiver.
    private void Gather(int receiver)
    {
        _grants.Clear();
        _active.Clear();
        foreach (var (cells, members) in senders.Rows)
        {
            for (var piece = 0; piece < cells.Starts.Length; piece++)
            {
                var isSure = cells.Allowed[piece].Contains(receiver);
                if (isSure || cells.Unknown[piece].Contains(receiver))
                {
                    _grants.Add(new Grant(cells.Starts[piece], cells.EndOf(piece), members, isSure));
                }
            }
        }

        _grants.Sort((left, right) => left.First.CompareTo(right.First));
    }

    private List<int> Starts(Row? ingress)
    {
        var starts = new HashSet<int> { 1 };
        starts.UnionWith(ingress?.Cells.Starts ?? []);
        foreach (var grant in _grants)
        {
            starts.Add(grant.First);
            if (grant.Last < PortSet.LastPoint)
            {
                starts.Add(grant.Last + 1);
            }
        }

        return [.. starts.Order()];
    }

    // Pieces are gone through in order, so that each grant comes once and goes once.
    private void Advance(int point, ref int next)
    {
        _active.RemoveAll(grant => grant.Last < point);
        for (; next < _grants.Count && _grants[next].First <= point; next++)
        {
            _active.Add(_grants[next]);
        }
    }

    private void Fold(int point, Row? ingress)
    {
        _sent.Clear().Or(senders.Free);
        _maySend.Clear();
        foreach (var grant in _active)
        {
            (grant.IsSure ? _sent : _maySend).Or(grant.Members);
        }

        _maySend.Or(_sent);
        if (ingress is null)
        {
            _allowed.Set(_sent);
            _unknown.Set(_maySend).Except(_allowed);
            return;
        }

        var piece = ingress.Cells.PieceOf(point);
        _allowed.Clear().OrBoth(ingress.Cells.Allowed[piece], _sent);
        _unknown.Clear().OrBoth(ingress.Cells.Allowed[piece], _maySend).OrBoth(ingress.Cells.Unknown[piece], _maySend).Except(_allowed);
    }

    // All ports of a protocol at once: what is not sure on every one of them, and not denied on every one, is not known.
    private void FoldProtocol(int first, int last, Row? ingress)
    {
        _sent.Clear().Or(senders.Free);
        _maySend.Clear();
        foreach (var grant in _grants)
        {
            if (grant.First <= last && grant.Last >= first)
            {
                (grant.IsSure && grant.First <= first && grant.Last >= last ? _sent : _maySend).Or(grant.Members);
            }
        }

        _maySend.Or(_sent);
        _allowed.Set(_sent);
        _unknown.Set(_maySend);
        if (ingress is not null)
        {
            var (own, taken) = (ingress.Cells, new EndBits(ends));
            for (var piece = own.PieceOf(first); piece < own.Starts.Length && own.Starts[piece] <= last; piece++)
            {
                _allowed.And(new EndBits(ends).Or(own.Allowed[piece]));
                taken.Or(own.Allowed[piece]).Or(own.Unknown[piece]);
            }

            _unknown.And(taken);
        }

        _unknown.Except(_allowed);
    }

    private readonly record struct Grant(int First, int Last, EndSet Members, bool IsSure);
}
