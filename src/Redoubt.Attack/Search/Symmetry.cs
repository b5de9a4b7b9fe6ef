namespace Redoubt.Attack.Search;

/// <summary>
/// An exchange of atoms and of causes after which the clauses are the same: what is true of one is true of the other. Every atom that is not named stays. It is
/// its own inverse. Immutable.
/// </summary>
internal sealed class Symmetry
{
    /// <summary>Nothing is exchanged.</summary>
    public static readonly Symmetry None = new([], []);

    private readonly Dictionary<int, int> _atoms;
    private readonly Dictionary<int, int> _causes;

    public Symmetry(Dictionary<int, int> atoms, Dictionary<int, int> causes) => (_atoms, _causes) = (atoms, causes);

    /// <summary>What stands in the place of an atom.</summary>
    public int Atom(int atom) => _atoms.GetValueOrDefault(atom, atom);

    /// <summary>What stands in the place of a cause.</summary>
    public int Cause(int cause) => _causes.GetValueOrDefault(cause, cause);

    /// <summary>The clause with everything in it exchanged.</summary>
    public HornClause Of(HornClause clause)
    {
        var body = Array.ConvertAll(clause.Body, Atom);
        Array.Sort(body);
        return new HornClause(Atom(clause.Head), body, Of(clause.Cost));
    }

    /// <summary>The set with every cause exchanged.</summary>
    public FailureSet Of(FailureSet set)
    {
        var exchanged = set.Fact == 0 ? FailureSet.None : FailureSet.OfFact(set.Fact);
        foreach (var cause in set.Causes)
        {
            exchanged.TryWith(FailureSet.OfCause(Cause(cause)), FailureSet.MostCauses, out exchanged);
        }

        return exchanged;
    }
}
