using Redoubt.Attack.Model;
using Redoubt.Attack.Search;

namespace Redoubt.Attack;

/// <summary>What stands between one entry and every jewel, and how each set of failures leads there. Immutable.</summary>
public sealed class EntryDepths
{
    private readonly AttackModel _model;
    private readonly FoundSets _found;
    private readonly Symmetry _symmetry;

    /// <param name="entry">The entry.</param>
    /// <param name="jewels">The jewels.</param>
    /// <param name="model">The clauses.</param>
    /// <param name="found">What was found from an entry that is like it.</param>
    /// <param name="summaries">What it comes to, by atom.</param>
    /// <param name="symmetry">What exchanges the two.</param>
    internal EntryDepths(AttackEntry entry, IReadOnlyList<AttackJewel> jewels, AttackModel model, FoundSets found, IReadOnlyDictionary<int, JewelSummary> summaries, Symmetry symmetry)
    {
        (Entry, _model, _found, _symmetry) = (entry, model, found, symmetry);
        Pairs = [.. jewels.Select(jewel => Pair(jewel, summaries))];
    }

    /// <summary>The entry.</summary>
    public AttackEntry Entry { get; }

    /// <summary>The jewels, in their order.</summary>
    public IReadOnlyList<DepthPair> Pairs { get; }

    /// <summary>The way to a jewel on which just these causes fail.</summary>
    /// <param name="causes">The causes, of one of the pairs.</param>
    public IReadOnlyList<AttackStep> Way(FailureCauses causes) => [.. Clauses(causes).Select(new StepTeller(_model).Tell).OfType<AttackStep>()];

    /// <summary>The same for who compares it with another platform.</summary>
    /// <param name="causes">The causes, of one of the pairs.</param>
    /// <param name="isNew">Whether a clause was not there before.</param>
    internal IReadOnlyList<AttackStep> Way(FailureCauses causes, Func<int, bool> isNew)
    {
        var teller = new StepTeller(_model);
        return [.. Clauses(causes).Select(clause => isNew(clause) ? teller.TellNew(clause) : teller.Tell(clause)).OfType<AttackStep>()];
    }

    /// <summary>Why each step of that way is possible.</summary>
    /// <param name="causes">The causes, of one of the pairs.</param>
    internal IEnumerable<Move> Moves(FailureCauses causes) => Clauses(causes).Select(clause => _model.Moves[clause]);

    /// <summary>The clauses of that way.</summary>
    /// <param name="causes">The causes, of one of the pairs.</param>
    internal IEnumerable<int> Clauses(FailureCauses causes) => _found.Derivation(causes.Number).Select(clause => _model.Exchanged(clause, _symmetry));

    private DepthPair Pair(AttackJewel jewel, IReadOnlyDictionary<int, JewelSummary> summaries)
    {
        var atom = _model.Find(jewel.Atom) is { } number ? _symmetry.Atom(number) : (int?)null;
        return new DepthPair(Entry, jewel, atom is { } found ? summaries[found] : JewelSummary.Unreached, () => atom is { } one ? Sets(one) : []);
    }

    private FailureCauses[] Sets(int atom) =>
    [
        .. _found.Of(atom).Where(one => one.Set.Fact == 0).Select(one => Named(one.Number, _symmetry.Of(one.Set))).OrderBy(set => set.Causes.Count).ThenBy(set => set.ToString(), StringComparer.Ordinal),
    ];

    private FailureCauses Named(int number, FailureSet set)
    {
        Cause[] causes = [.. set.Causes.Select(_model.CauseOf)];
        return new FailureCauses([.. causes.Select(cause => cause.ToString()).Order(StringComparer.Ordinal)], causes.Count(cause => !cause.Mechanism.IsPartial), number)
        {
            Mechanisms = [.. causes.Select(cause => (cause.Mechanism.Layer, cause.Mechanism.FailsAs)).Distinct().OrderBy(one => one.FailsAs, StringComparer.Ordinal)],
        };
    }
}
