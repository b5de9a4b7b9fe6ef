using Redoubt.Network.Policies;

namespace Redoubt.Network.Rows;

/// <summary>Walks over the rules of a row with one packet, to say what decided a cell.</summary>
internal sealed class RowWalk(Row row, int end, int point)
{
    [Flags]
    private enum Outcomes
    {
        Nothing = 0,
        None = 1,
        Allow = 2,
        Deny = 4,
        Pass = 8,
    }

    private readonly List<RowRule> _sure = [];
    private readonly List<RowRule> _doubtful = [];

    public SideAnswer Answer()
    {
        var verdict = row.Cells.At(end, point);
        var isDecided = (Ask(row.Admin, isTied: false) & (Outcomes.None | Outcomes.Pass)) == Outcomes.Nothing;
        Policy[] denying = isDecided ? [] : [.. AskNamespace(verdict)];
        return new SideAnswer(row.Direction, verdict, Reasons(verdict, denying), [.. row.Rules.Select(rule => new RuleFit(rule.Rule, rule.On(end), rule.Ports.Contains(point)))], row.Selecting);
    }

    private static Outcomes OutcomeOf(RuleAction action) => action switch { RuleAction.Allow => Outcomes.Allow, RuleAction.Deny => Outcomes.Deny, _ => Outcomes.Pass };

    // What may come of a chain; the rules that bring it are kept.
    private Outcomes Ask(Chain chain, bool isTied)
    {
        var outcomes = Outcomes.None;
        foreach (var step in chain.Steps.TakeWhile(_ => outcomes.HasFlag(Outcomes.None)))
        {
            if (step.Rule is not { } rule)
            {
                outcomes = (outcomes & ~Outcomes.None) | AskTie(step.Tie);
            }
            else if (rule.Ports.Contains(point) && rule.On(end) is not Match.No and var match)
            {
                outcomes = (match == Match.Yes ? outcomes & ~Outcomes.None : outcomes) | OutcomeOf(rule.Rule.Action);
                (match == Match.Yes && !isTied ? _sure : _doubtful).Add(rule);
            }
        }

        return outcomes;
    }

    private Outcomes AskTie(IReadOnlyList<Chain> tie)
    {
        var before = _doubtful.Count;
        var (all, isOpen) = (Outcomes.Nothing, true);
        foreach (var chain in tie)
        {
            var outcomes = Ask(chain, isTied: true);
            isOpen &= outcomes.HasFlag(Outcomes.None);
            all |= outcomes & ~Outcomes.None;
        }

        // Where all that fit do the same, it does not matter which is asked first.
        if (!isOpen && all is Outcomes.Allow or Outcomes.Deny or Outcomes.Pass)
        {
            _sure.AddRange(_doubtful.Skip(before).Where(rule => rule.On(end) == Match.Yes));
            _doubtful.RemoveRange(before, _doubtful.Count - before);
        }

        return all | (isOpen ? Outcomes.None : Outcomes.Nothing);
    }

    // Where a NetworkPolicy selects the pods and none lets the packet through, all that select them deny it.
    private IEnumerable<Policy> AskNamespace(Verdict verdict)
    {
        if (row.Policies.Count == 0)
        {
            Ask(row.Baseline, isTied: false);
            return [];
        }

        foreach (var rule in row.Policies.SelectMany(policy => policy.Rules).Where(rule => rule.Ports.Contains(point)))
        {
            if (rule.On(end) is not Match.No and var match)
            {
                (match == Match.Yes ? _sure : _doubtful).Add(rule);
            }
        }

        return verdict == Verdict.Denied ? row.Policies.Select(step => step.Policy) : [];
    }

    private Reason[] Reasons(Verdict verdict, Policy[] denying)
    {
        var rules = verdict == Verdict.Unknown ? _doubtful : _sure.Where(rule => rule.Rule.Action == (verdict == Verdict.Allowed ? RuleAction.Allow : RuleAction.Deny));
        Reason[] reasons = [.. rules.Select(rule => Reason.Of(rule.Rule.Policy, rule.Rule)).DistinctBy(reason => reason.Label), .. denying.Select(policy => Reason.Of(policy, null))];
        return reasons.Length == 0 ? [Reason.Nothing] : reasons;
    }
}
