namespace Redoubt.Attack.Search;

/// <summary>What a search is for: which nodes lead to something that is wanted, and when enough is known. Immutable.</summary>
internal sealed class SearchGoal
{
    private readonly bool[] _leads;
    private readonly bool _isForAll;
    private readonly bool[]? _isCertain;
    private readonly bool[]? _isPossible;

    private SearchGoal(IReadOnlyList<int> wanted, bool[] leads, bool[]? isCertain, bool[]? isPossible) =>
        (Wanted, _leads, _isForAll, _isCertain, _isPossible) = (wanted, leads, isCertain is null, isCertain, isPossible);

    /// <summary>The atoms that are wanted.</summary>
    public IReadOnlyList<int> Wanted { get; }

    /// <summary>The sets of these atoms.</summary>
    /// <param name="program">The clauses.</param>
    /// <param name="held">What is held at the start.</param>
    /// <param name="wanted">The atoms.</param>
    /// <param name="isForAll">Whether all sets are wanted, and not only those up to the level at which each has one.</param>
    public static SearchGoal Of(HornProgram program, IReadOnlyCollection<int> held, IReadOnlyList<int> wanted, bool isForAll) => isForAll
        ? new SearchGoal(wanted, Leading(program, wanted), null, null)
        : new SearchGoal(wanted, Leading(program, wanted), program.Closure(held, withFacts: false), program.Closure(held, withFacts: true));

    /// <summary>Whether a node leads to something that is wanted.</summary>
    public bool Leads(int node) => _leads[node];

    /// <summary>Whether an atom is known not to be held whatever fails, as long as no unseen fact is bad.</summary>
    public bool IsOutOfReach(int atom) => _isCertain?[atom] == false;

    /// <summary>Whether enough is known after a level: each atom has a set that needs no unseen fact; where none can exist, one that does; where none can exist either, nothing.</summary>
    /// <param name="sets">The sets that are found of an atom.</param>
    public bool IsMet(Func<int, IEnumerable<FailureSet>> sets) =>
        !_isForAll && Wanted.All(atom => !_isPossible![atom] || sets(atom).Any(set => set.Fact == 0 || !_isCertain![atom]));

    private static bool[] Leading(HornProgram program, IReadOnlyList<int> wanted)
    {
        var leads = new bool[program.Nodes];
        var open = new Stack<int>(wanted);
        while (open.TryPop(out var node))
        {
            if (!leads[node])
            {
                leads[node] = true;
                foreach (var one in program.To(node) ?? [])
                {
                    open.Push(one);
                }
            }
        }

        return leads;
    }
}
