namespace Redoubt.Attack.Search;

/// <summary>A set of a node: by which clause, or as a pair, and from which sets that were found before.</summary>
/// <param name="Node">The node.</param>
/// <param name="Set">The set.</param>
/// <param name="Clause">The clause; -1 for a pair and for what is held at the start.</param>
/// <param name="Left">The number of a set that it stands on; -1 for none.</param>
/// <param name="Right">The number of the other; -1 for none.</param>
internal readonly record struct FoundSet(int Node, FailureSet Set, int Clause, int Left, int Right);

/// <summary>The minimal sets of atoms, with how each is derived. It keeps nothing else of the search. Immutable.</summary>
internal sealed class FoundSets
{
    private readonly FoundSet[] _sets;
    private readonly Dictionary<int, int[]> _of;

    /// <param name="known">Up to how many causes all sets are known.</param>
    /// <param name="accepted">All that a search accepted.</param>
    /// <param name="atoms">The atoms that are asked about.</param>
    /// <param name="of">The numbers of an atom's sets.</param>
    public FoundSets(int known, IReadOnlyList<FoundSet> accepted, IEnumerable<int> atoms, Func<int, IReadOnlyList<int>> of)
    {
        Known = known;
        var sets = atoms.Distinct().Select(atom => (atom, Numbers: of(atom))).Where(one => one.Numbers.Count > 0).ToArray();
        var kept = Kept(accepted, sets.SelectMany(one => one.Numbers));
        var numbers = new Dictionary<int, int>(kept.Count) { [-1] = -1 };
        foreach (var number in kept)
        {
            numbers.Add(number, numbers.Count - 1);
        }

        _sets = [.. kept.Select(number => accepted[number] with { Left = numbers[accepted[number].Left], Right = numbers[accepted[number].Right] })];
        _of = sets.ToDictionary(one => one.atom, one => one.Numbers.Select(number => numbers[number]).ToArray());
    }

    /// <summary>Up to how many causes all sets are known: the depth that was asked for, or less where a limit was hit or enough was known.</summary>
    public int Known { get; }

    /// <summary>The minimal sets of an atom, in the order of their rank; each with its number, by which it is derived.</summary>
    /// <param name="atom">The atom.</param>
    public IEnumerable<(int Number, FailureSet Set)> Of(int atom) => _of.GetValueOrDefault(atom, []).Select(number => (number, _sets[number].Set));

    /// <summary>How a set is derived: the clauses in an order in which each stands on those before; what is held at the start needs none.</summary>
    /// <param name="number">The set's number.</param>
    public IReadOnlyList<int> Derivation(int number)
    {
        var clauses = new List<int>();
        var seen = new HashSet<int>();
        var open = new Stack<(int Number, bool IsDone)>([(number, false)]);
        while (open.TryPop(out var next))
        {
            if (next.Number < 0 || (!next.IsDone && !seen.Add(next.Number)))
            {
                continue;
            }

            var found = _sets[next.Number];
            if (next.IsDone)
            {
                if (found.Clause >= 0)
                {
                    clauses.Add(found.Clause);
                }

                continue;
            }

            open.Push((next.Number, true));
            open.Push((found.Right, false));
            open.Push((found.Left, false));
        }

        return clauses;
    }

    private static SortedSet<int> Kept(IReadOnlyList<FoundSet> accepted, IEnumerable<int> numbers)
    {
        var kept = new SortedSet<int>();
        var open = new Stack<int>(numbers);
        while (open.TryPop(out var number))
        {
            if (number >= 0 && kept.Add(number))
            {
                open.Push(accepted[number].Left);
                open.Push(accepted[number].Right);
            }
        }

        return kept;
    }
}
