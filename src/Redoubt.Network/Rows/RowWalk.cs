using Redoubt.Network.Ends;
using Redoubt.Network.Policies;

namespace Redoubt.Network.Rows;

/// <summary>Walks over the rules of a row with one packet: what a cell of the row is for all ends at once, and what decided it.</summary>
internal sealed class RowWalk(Row row, int end, int point)
{
    private readonly List<RowRule> _sure = [];
    private readonly List<RowRule> _doubtful = [];

    [Flags]
    private enum Outcomes
    {
        Nothing = 0,
        None = 1,
        Allow = 2,
        Deny = 4,
        Pass = 8,
    }

    /// <summary>What the row says, and by what.</summary>
    /// <param name="other">The class of the other end.</param>
    public SideAnswer Answer(EndClass other)
    {
        var verdict = Verdict();
        return new SideAnswer(
            row.Direction, verdict, Reasons(verdict, other), [.. row.Rules.Select(rule => new RuleFit(rule.Rule, rule.On(end), rule.Ports.Contains(point)))], row.Selecting);
    }

    public Verdict Verdict()
    {
        var outcomes = Ask(row.Admin, isTied: false);
        if ((outcomes & (Outcomes.None | Outcomes.Pass)) != Outcomes.Nothing)
        {
            outcomes = (outcomes & (Outcomes.Allow | Outcomes.Deny))
                | (row.IsIsolated != Match.No ? AskNamespace() : Outcomes.Nothing)
                | (row.IsIsolated != Match.Yes ? LetRest(Ask(row.Baseline, isTied: false)) : Outcomes.Nothing);
        }

        return outcomes switch { Outcomes.Allow => Network.Verdict.Allowed, Outcomes.Deny => Network.Verdict.Denied, _ => Network.Verdict.Unknown };
    }

    // What no rule of the last tier decides passes.
    private static Outcomes LetRest(Outcomes outcomes) =>
        (outcomes & Outcomes.Deny) | ((outcomes & ~Outcomes.Deny) != Outcomes.Nothing ? Outcomes.Allow : Outcomes.Nothing);

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

    private Outcomes AskNamespace()
    {
        var best = Match.No;
        foreach (var rule in row.Policies.SelectMany(policy => policy.Rules).Where(rule => rule.Ports.Contains(point)))
        {
            if (rule.On(end) is not Match.No and var match)
            {
                (match == Match.Yes ? _sure : _doubtful).Add(rule);
                best = match > best ? match : best;
            }
        }

        return best switch { Match.Yes => Outcomes.Allow, Match.Maybe => Outcomes.Allow | Outcomes.Deny, _ => Outcomes.Deny };
    }

    // Where NetworkPolicies select the pods and no rule denies, it is that none of them lets the packet through.
    private Reason[] Reasons(Verdict verdict, EndClass other)
    {
        if (verdict == Network.Verdict.Unknown)
        {
            return
            [
                .. _doubtful.Select(rule => Reason.Of(rule.Rule.Policy, rule.Rule) with { Missing = Doubt.Of(rule, other) })
                    .Concat(row.IsIsolated == Match.Maybe ? row.Policies.Where(step => !step.IsSure).Select(step => Reason.Of(step.Policy, null) with { Missing = Doubt.OfSubject(step.Policy) }) : [])
                    .DistinctBy(reason => reason.Label),
            ];
        }

        var action = verdict == Network.Verdict.Allowed ? RuleAction.Allow : RuleAction.Deny;
        Reason[] reasons = [.. _sure.Where(rule => rule.Rule.Action == action).Select(rule => Reason.Of(rule.Rule.Policy, rule.Rule)).DistinctBy(reason => reason.Label)];
        return reasons.Length > 0 ? reasons
            : verdict == Network.Verdict.Denied ? [.. row.Policies.Where(step => step.IsSure).Select(step => Reason.Of(step.Policy, null))]
            : [Reason.Nothing];
    }
}
