namespace Redoubt.Attack.Search;

/// <summary>
/// Colours of atoms and causes by what clauses say of them, refined round by round: what differs in colour plays another part. Equal colours are a guess that
/// two things are alike, never a proof.
/// </summary>
internal sealed class Colours
{
    private const int Rounds = 5;

    private readonly ulong[] _atoms;
    private readonly ulong[] _causes;
    private readonly ulong[] _clauses;

    /// <param name="clauses">The clauses.</param>
    /// <param name="atoms">The first colour of each atom: its kind.</param>
    /// <param name="causes">The first colour of each cause, by its number from 1; the first is not looked at.</param>
    public Colours(IReadOnlyList<HornClause> clauses, ulong[] atoms, ulong[] causes)
    {
        (_atoms, _causes, _clauses) = (atoms, causes, new ulong[clauses.Count]);
        for (var round = 0; round < Rounds; round++)
        {
            Refine(clauses);
        }
    }

    /// <summary>The colour of an atom.</summary>
    public ulong OfAtom(int atom) => _atoms[atom];

    /// <summary>The colour of a cause.</summary>
    public ulong OfCause(int cause) => _causes[cause];

    /// <summary>The colour of a clause.</summary>
    public ulong OfClause(int clause) => _clauses[clause];

    /// <summary>Mixes two numbers into one that depends on their order.</summary>
    public static ulong Mix(ulong one, ulong other)
    {
        var mixed = (one ^ (other + 0x9E3779B97F4A7C15 + (one << 6) + (one >> 2))) * 0xBF58476D1CE4E5B9;
        return mixed ^ (mixed >> 31);
    }

    // Sums do not depend on the order in which clauses come.
    private void Refine(IReadOnlyList<HornClause> clauses)
    {
        var (atoms, causes) = ((ulong[])_atoms.Clone(), (ulong[])_causes.Clone());
        for (var number = 0; number < clauses.Count; number++)
        {
            var clause = clauses[number];
            var (body, cost) = (0UL, (ulong)clause.Cost.Fact);
            foreach (var atom in clause.Body)
            {
                body += Mix(_atoms[atom], 1);
            }

            foreach (var cause in clause.Cost.Causes)
            {
                cost += Mix(_causes[cause], 2);
            }

            var colour = _clauses[number] = Mix(Mix(_atoms[clause.Head], body), cost);
            atoms[clause.Head] += Mix(colour, 3);
            foreach (var atom in clause.Body)
            {
                atoms[atom] += Mix(colour, 4);
            }

            foreach (var cause in clause.Cost.Causes)
            {
                causes[cause] += Mix(colour, 5);
            }
        }

        atoms.CopyTo(_atoms, 0);
        causes.CopyTo(_causes, 0);
    }
}
