using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Rows;

/// <summary>
/// Lays the rows of both directions over each other: for one class that gets packets, who may send to it, by port. What senders' policies say is asked once
/// for all that share a row, so that no step looks at pairs of pods.
/// </summary>
internal sealed class MapFold(Senders senders, int ends)
{
    private readonly EndBits _sent = new(ends);
    private readonly EndBits _maySend = new(ends);
    private readonly EndBits _allowed = new(ends);
    private readonly EndBits _unknown = new(ends);
    private readonly List<(int First, int Last, EndSet Members, bool IsSure)> _grants = [];

    /// <summary>The cells of a class: the pieces of the line of ports that differ, each with who sends.</summary>
    public IReadOnlyList<MapCell> Into(int receiver, Row? ingress)
    {
        Gather(receiver);
        var found = new Dictionary<(EndSet Allowed, EndSet Unknown), List<(int, int)>>();
        var starts = Starts(ingress);
        for (var i = 0; i < starts.Count; i++)
        {
            Fold(starts[i], ingress);
            var cell = (_allowed.ToSet(), _unknown.ToSet());
            if (!cell.Item1.IsEmpty || !cell.Item2.IsEmpty)
            {
                (found.TryGetValue(cell, out var ports) ? ports : found[cell] = []).Add((starts[i], i + 1 < starts.Count ? starts[i + 1] - 1 : PortSet.LastPoint));
            }
        }

        return [.. found.Select(cell => new MapCell(PortSet.OfPoints(cell.Value).Intersect(PortSet.All), cell.Key.Allowed, cell.Key.Unknown)).Where(cell => !cell.Ports.IsEmpty)];
    }

    // What the rows of senders let go to the receiver.
    private void Gather(int receiver)
    {
        _grants.Clear();
        foreach (var (cells, members) in senders.Rows)
        {
            for (var piece = 0; piece < cells.Starts.Length; piece++)
            {
                var isSure = cells.Allowed[piece].Contains(receiver);
                if (isSure || cells.Unknown[piece].Contains(receiver))
                {
                    _grants.Add((cells.Starts[piece], cells.EndOf(piece), members, isSure));
                }
            }
        }
    }

    private List<int> Starts(Row? ingress)
    {
        var starts = new SortedSet<int> { 1 };
        starts.UnionWith(ingress?.Cells.Starts ?? []);
        foreach (var grant in _grants)
        {
            starts.Add(grant.First);
            if (grant.Last < PortSet.LastPoint)
            {
                starts.Add(grant.Last + 1);
            }
        }

        return [.. starts];
    }

    private void Fold(int point, Row? ingress)
    {
        _sent.Clear().Or(senders.Free);
        _maySend.Clear();
        foreach (var grant in _grants)
        {
            if (grant.First <= point && point <= grant.Last)
            {
                (grant.IsSure ? _sent : _maySend).Or(grant.Members);
            }
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
}

/// <summary>The classes that send, by the row of their policies.</summary>
/// <param name="Free">Those of which no policy says anything.</param>
/// <param name="Rows">The cells of each row, and the classes that it is about.</param>
internal sealed record Senders(EndSet Free, IReadOnlyList<(Cells Cells, EndSet Members)> Rows)
{
    public static Senders Of(RowIndex egress, int ends)
    {
        var byRow = Enumerable.Range(0, ends).ToLookup(egress.Of);
        return new Senders(EndSet.Of(byRow[null]), [.. byRow.Where(group => group.Key is not null).Select(group => (group.Key!.Cells, EndSet.Of(group)))]);
    }
}
