using Redoubt.Network.Ends;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Rows;

/// <summary>
/// Computes the cells of a row: for each piece of the line of ports all ends at once, tier by tier. What is still open is a mask from which
/// each rule that surely fits takes its ends; one that only may fit leaves them there, so that an end may come to be both allowed and denied.
/// </summary>
internal sealed class CellFold(Row row, int ends)
{
    private readonly EndBits _open = new(ends);
    private readonly EndBits _allowed = new(ends);
    private readonly EndBits _denied = new(ends);
    private readonly EndBits _passed = new(ends);
    private readonly EndBits _let = new(ends);
    private readonly Dictionary<EndSet, EndSet> _known = [];

    public Cells Fold()
    {
        var starts = row.IsByProtocol ? Protocols.All.Select(protocol => PortSet.Point(protocol, 1)).ToArray() : row.Starts;
        var (allowed, unknown) = (new EndSet[starts.Length], new EndSet[starts.Length]);
        for (var piece = 0; piece < starts.Length; piece++)
        {
            FoldAt(starts[piece]);
            unknown[piece] = Known(_let.Set(_allowed).And(_denied));
            allowed[piece] = Known(_allowed.Except(_denied));
        }

        return new Cells(starts, allowed, unknown);
    }

    private EndSet Known(EndBits bits)
    {
        var set = bits.ToSet();
        return _known.TryGetValue(set, out var known) ? known : _known[set] = set;
    }

    private void FoldAt(int point)
    {
        _allowed.Clear();
        _denied.Clear();
        _passed.Clear();
        Ask(row.Admin, point, _open.Fill());
        _open.Or(_passed);
        _passed.Clear();
        if (row.IsIsolated != Match.No)
        {
            AskNamespace(point);
        }

        if (row.IsIsolated != Match.Yes)
        {
            Ask(row.Baseline, point, _open);
            _allowed.Or(_open).Or(_passed);
        }
    }

    private void Ask(Chain chain, int point, EndBits open)
    {
        foreach (var step in chain.Steps)
        {
            if (step.Rule is not { } rule)
            {
                AskTie(step.Tie, point, open);
            }
            else if (Covers(rule, point) is not Match.No and var covers)
            {
                var into = rule.Rule.Action switch { RuleAction.Allow => _allowed, RuleAction.Deny => _denied, _ => _passed };
                into.OrBoth(rule.Peers.Yes, open).OrBoth(rule.Peers.Maybe, open);
                if (covers == Match.Yes)
                {
                    open.Except(rule.Peers.Yes);
                }
            }
        }
    }

    // Each chain is asked as if it were first; only what none of them surely decides goes on.
    private void AskTie(IReadOnlyList<Chain> tie, int point, EndBits open)
    {
        var (before, left) = (new EndBits(ends).Set(open), new EndBits(ends));
        foreach (var chain in tie)
        {
            Ask(chain, point, left.Set(before));
            open.And(left);
        }
    }

    private void AskNamespace(int point)
    {
        _let.Clear();
        foreach (var rule in row.Policies.SelectMany(policy => policy.Rules))
        {
            if (Covers(rule, point) is not Match.No and var covers)
            {
                _allowed.OrBoth(rule.Peers.Yes, _open).OrBoth(rule.Peers.Maybe, _open);
                if (covers == Match.Yes)
                {
                    _let.Or(rule.Peers.Yes);
                }
            }
        }

        _denied.Or(_let.Not().And(_open));
    }

    // A piece is in a rule's ports or not; where pieces are whole protocols, part of one may be.
    private Match Covers(RowRule rule, int point)
    {
        if (!row.IsByProtocol)
        {
            return rule.Ports.Contains(point) ? Match.Yes : Match.No;
        }

        var ranges = rule.Ports.Ranges.Where(range => PortSet.Point(range.Protocol, 1) == point);
        return ranges.Any(range => range.IsWhole) ? Match.Yes : ranges.Any() ? Match.Maybe : Match.No;
    }
}
