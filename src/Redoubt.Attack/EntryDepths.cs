using Redoubt.Attack.Facts;
using Redoubt.Attack.Model;
using Redoubt.Attack.Search;

namespace Redoubt.Attack;

/// <summary>What stands between one entry and every jewel, and how each set of failures leads there. Immutable.</summary>
public sealed class EntryDepths
{
    private readonly AttackModel _model;
    private readonly FailureSearch _search;

    internal EntryDepths(AttackEntry entry, IReadOnlyList<AttackJewel> jewels, AttackModel model, SearchLimits limits, bool isForAll)
    {
        (Entry, _model) = (entry, model);
        _search = FailureSearch.Run(
            model.Program, entry.Holds.Select(model.Find).OfType<int>(), limits, isForAll ? null : [.. jewels.Select(jewel => model.Find(jewel.Atom)).OfType<int>()]);
        Pairs = [.. jewels.Select(Pair)];
    }

    /// <summary>The entry.</summary>
    public AttackEntry Entry { get; }

    /// <summary>The jewels, in their order.</summary>
    public IReadOnlyList<DepthPair> Pairs { get; }

    /// <summary>The way to a jewel on which just these causes fail.</summary>
    /// <param name="causes">The causes, of one of the pairs.</param>
    public IReadOnlyList<AttackStep> Way(FailureCauses causes) => [.. _search.Derivation(causes.Number).Select(clause => new StepTeller(_model).Tell(clause)).OfType<AttackStep>()];

    /// <summary>Why each step of that way is possible.</summary>
    /// <param name="causes">The causes, of one of the pairs.</param>
    internal IEnumerable<Move> Moves(FailureCauses causes) => _search.Derivation(causes.Number).Select(clause => _model.Moves[clause]);

    private DepthPair Pair(AttackJewel jewel)
    {
        var found = _model.Find(jewel.Atom) is { } atom ? _search.Of(atom).ToArray() : [];
        FailureCauses[] certain = [.. found.Where(one => one.Set.Fact == 0).Select(one => Named(one.Number, one.Set)).OrderBy(set => set.Causes.Count).ThenBy(set => set.ToString(), StringComparer.Ordinal)];
        var depth = certain.Length == 0 ? int.MaxValue : certain[0].Causes.Count;
        var falls = found.Where(one => one.Set.Fact != 0 && one.Set.Size < depth).GroupBy(one => AttackFact.All[one.Set.Fact - 1])
            .Select(group => new DepthFall(group.Key.Name, group.Min(one => one.Set.Size), group.Key.Say, group.Key.Look)).OrderBy(fall => fall.Depth).ThenBy(fall => fall.Fact, StringComparer.Ordinal);
        return new DepthPair(Entry, jewel, certain, [.. falls], _search.Known);
    }

    private FailureCauses Named(int number, FailureSet set)
    {
        Cause[] causes = [.. set.Causes.Select(_model.CauseOf)];
        return new FailureCauses([.. causes.Select(cause => cause.ToString()).Order(StringComparer.Ordinal)], causes.Count(cause => !cause.Mechanism.IsPartial), number);
    }
}
