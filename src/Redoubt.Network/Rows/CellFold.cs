using Redoubt.Network.Ends;
using Redoubt.Network.Policies;

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

    public Cells Fold()
    {
        int[] starts = [.. row.Rules.SelectMany(rule => rule.Ports.Points).SelectMany(range => new[] { range.First, range.Last + 1 }).Append(1).Distinct().Order()];
        var (allowed, unknown) = (new EndSet[starts.Length], new EndSet[starts.Length]);
        for (var piece = 0; piece < starts.Length; piece++)
        {
            (allowed[piece], unknown[piece]) = FoldAt(starts[piece]);
        }

        return new Cells(starts, allowed, unknown);
    }

    private (EndSet Allowed, EndSet Unknown) FoldAt(int point)
    {
        _allowed.Clear();
        _denied.Clear();
        _passed.Clear();
        _open.Fill();
        Ask(row.Admin, point, _open);
        _open.Or(_passed);
        _passed.Clear();
        if (row.Policies.Count > 0)
        {
            AskNamespace(point);
        }
        else
        {
            Ask(row.Baseline, point, _open);
            _allowed.Or(_open).Or(_passed);
        }

        var unknown = new EndBits(ends).Or(_allowed).And(_denied);
        return (_allowed.Except(_denied).ToSet(), unknown.ToSet());
    }

    private void Ask(Chain chain, int point, EndBits open)
    {
        foreach (var step in chain.Steps)
        {
            if (step.Rule is not { } rule)
            {
                AskTie(step.Tie, point, open);
            }
            else if (rule.Ports.Contains(point))
            {
                var into = rule.Rule.Action switch { RuleAction.Allow => _allowed, RuleAction.Deny => _denied, _ => _passed };
                into.OrBoth(rule.Peers.Yes, open).OrBoth(rule.Peers.Maybe, open);
                open.Except(rule.Peers.Yes);
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
        var let = new EndBits(ends);
        foreach (var rule in row.Policies.SelectMany(policy => policy.Rules))
        {
            if (rule.Ports.Contains(point))
            {
                let.Or(rule.Peers.Yes);
                _allowed.OrBoth(rule.Peers.Yes, _open).OrBoth(rule.Peers.Maybe, _open);
            }
        }

        _denied.Or(_open.Except(let));
    }
}
