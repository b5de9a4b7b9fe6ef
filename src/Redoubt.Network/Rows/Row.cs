using Redoubt.Network.Policies;

namespace Redoubt.Network.Rows;

/// <summary>What the policies of some pods say about one direction: for every other end and port, whether a packet passes.</summary>
internal sealed class Row
{
    private readonly Lazy<Cells> _cells;
    private readonly Lazy<int[]> _starts;

    public Row(Direction direction, int ends, bool isByProtocol)
    {
        Direction = direction;
        IsByProtocol = isByProtocol;
        _starts = new(() => [.. Rules.SelectMany(rule => rule.Ports.Points).SelectMany(range => new[] { range.First, range.Last + 1 }).Append(1).Distinct().Order()]);
        _cells = new(() => new CellFold(this, ends).Fold());
    }

    public Direction Direction { get; }

    /// <summary>Whether the cells are by protocol only, for want of <see cref="NetworkLimits.RowSteps"/>.</summary>
    public bool IsByProtocol { get; }

    /// <summary>All policies that are for the pods, in the order in which they are asked.</summary>
    public required IReadOnlyList<Policy> Selecting { get; init; }

    /// <summary>The rules of the tier that is asked first.</summary>
    public required Chain Admin { get; init; }

    /// <summary>Whether policies of the namespace tier cut the pods off but for what they let through; if not, the tier is passed over.</summary>
    public required Match IsIsolated { get; init; }

    /// <summary>The NetworkPolicies that select the pods.</summary>
    public required IReadOnlyList<NamespaceStep> Policies { get; init; }

    /// <summary>The rules of the tier that is asked where no NetworkPolicy selects the pods.</summary>
    public required Chain Baseline { get; init; }

    /// <summary>Where the pieces of the line of ports start that its rules tell apart.</summary>
    public int[] Starts => _starts.Value;

    /// <summary>How many times a rule is asked at a piece for all cells.</summary>
    public long Steps => (long)Starts.Length * Rules.Count();

    /// <summary>What passes, by port.</summary>
    public Cells Cells => _cells.Value;

    public IEnumerable<RowRule> Rules => Admin.Rules.Concat(Policies.SelectMany(policy => policy.Rules)).Concat(Baseline.Rules);

    /// <summary>Whether an end's packets pass at a port: its cell, or where cells are by protocol the rules.</summary>
    public Verdict At(int end, int point) => IsByProtocol ? new RowWalk(this, end, point).Verdict() : Cells.At(end, point);
}

/// <summary>A NetworkPolicy that selects the pods of a row.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="IsSure">Whether it surely selects them.</param>
/// <param name="Rules">Its rules.</param>
internal sealed record NamespaceStep(Policy Policy, bool IsSure, IReadOnlyList<RowRule> Rules);
