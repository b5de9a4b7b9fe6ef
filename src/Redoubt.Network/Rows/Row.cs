using Redoubt.Network.Ends;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Rows;

/// <summary>What the policies of some pods say about one direction: for every other end and port, whether a packet passes.</summary>
internal sealed class Row
{
    private readonly Lazy<Cells> _cells;

    public Row(Direction direction, IReadOnlyList<Policy> selecting, Chain admin, IReadOnlyList<NamespaceStep> policies, Chain baseline, int ends)
    {
        Direction = direction;
        Selecting = selecting;
        Admin = admin;
        Policies = policies;
        Baseline = baseline;
        _cells = new(() => new CellFold(this, ends).Fold());
    }

    public Direction Direction { get; }

    /// <summary>All policies that are for the pods, in the order in which they are asked.</summary>
    public IReadOnlyList<Policy> Selecting { get; }

    /// <summary>The rules of the tier that is asked first.</summary>
    public Chain Admin { get; }

    /// <summary>The NetworkPolicies that select the pods.</summary>
    public IReadOnlyList<NamespaceStep> Policies { get; }

    /// <summary>The rules of the tier that is asked where no NetworkPolicy selects the pods.</summary>
    public Chain Baseline { get; }

    /// <summary>What passes, by port.</summary>
    public Cells Cells => _cells.Value;

    public IEnumerable<RowRule> Rules => Admin.Rules.Concat(Policies.SelectMany(policy => policy.Rules)).Concat(Baseline.Rules);
}

/// <summary>A NetworkPolicy that selects the pods of a row.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Rules">Its rules.</param>
internal sealed record NamespaceStep(Policy Policy, IReadOnlyList<RowRule> Rules);

/// <summary>For every piece of the line of ports, the ends whose packets pass and those of which that is not known; all others are denied.</summary>
/// <param name="Starts">Where each piece starts; it ends before the next.</param>
/// <param name="Allowed">Per piece, the ends whose packets pass.</param>
/// <param name="Unknown">Per piece, the ends of which it is not known.</param>
internal sealed record Cells(int[] Starts, EndSet[] Allowed, EndSet[] Unknown)
{
    public Verdict At(int end, int point)
    {
        var piece = PieceOf(point);
        return Allowed[piece].Contains(end) ? Verdict.Allowed : Unknown[piece].Contains(end) ? Verdict.Unknown : Verdict.Denied;
    }

    /// <summary>The ports on which an end's packets pass, and those on which that is not known.</summary>
    public Connection PortsOf(int end)
    {
        var (allowed, unknown) = (new List<(int, int)>(), new List<(int, int)>());
        for (var piece = 0; piece < Starts.Length; piece++)
        {
            if (Allowed[piece].Contains(end))
            {
                allowed.Add((Starts[piece], EndOf(piece)));
            }
            else if (Unknown[piece].Contains(end))
            {
                unknown.Add((Starts[piece], EndOf(piece)));
            }
        }

        // A piece may reach over the ports 0 that lie between two protocols, and that no set holds.
        return new Connection(PortSet.OfPoints(allowed).Intersect(PortSet.All), PortSet.OfPoints(unknown).Intersect(PortSet.All));
    }

    public int PieceOf(int point)
    {
        var found = Array.BinarySearch(Starts, point);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The last point of a piece.</summary>
    public int EndOf(int piece) => piece + 1 < Starts.Length ? Starts[piece + 1] - 1 : PortSet.Point(Protocol.Sctp, PortRange.Highest);
}
