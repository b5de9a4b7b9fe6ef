namespace Redoubt.Attack.Search;

/// <summary>What a search is for: which nodes lead to something that is wanted, and when enough is known. Immutable.</summary>
internal sealed class SearchGoal
{
    private readonly bool[] _leads;
    private readonly IReadOnlyList<int[]>? _kinds;
    private readonly bool[]? _isCertain;
    private readonly bool[]? _isPossible;

    private SearchGoal(IReadOnlyList<int> wanted, bool[] leads, IReadOnlyList<int[]>? kinds, bool[]? isCertain, bool[]? isPossible) =>
        (Wanted, _leads, _kinds, _isCertain, _isPossible) = (wanted, leads, kinds, isCertain, isPossible);

    /// <summary>The atoms that are wanted.</summary>
    public IReadOnlyList<int> Wanted { get; }

    /// <summary>The sets of these atoms.</summary>
    /// <param name="program">The clauses.</param>
    /// <param name="held">What is held at the start.</param>
    /// <param name="wanted">The atoms.</param>
    /// <param name="kinds">Atoms of which one is enough, each kind for itself: sets are wanted up to the level at which each kind has one. Null for all sets.</param>
    public static SearchGoal Of(HornProgram program, IReadOnlyCollection<int> held, IReadOnlyList<int> wanted, IReadOnlyList<int[]>? kinds) => kinds is null
        ? new SearchGoal(wanted, Leading(program, wanted), null, null, null)
        : new SearchGoal(wanted, Leading(program, wanted), kinds, program.Closure(held, withFacts: false), program.Closure(held, withFacts: true));

    /// <summary>Whether a node leads to something that is wanted.</summary>
    public bool Leads(int node) => _leads[node];

    /// <summary>Whether an atom is known not to be held whatever fails, as long as no unseen fact is bad.</summary>
    public bool IsOutOfReach(int atom) => _isCertain?[atom] == false;

    /// <summary>
    /// Whether enough is known after a level: of each kind an atom has a set that needs no unseen fact; where none can exist, one that does; where none can
    /// exist either, nothing.
    /// </summary>
    /// <param name="sets">The sets that are found of an atom.</param>
    public bool IsMet(Func<int, IEnumerable<FailureSet>> sets)
    {
        return _kinds?.All(IsMetOf) == true;

        bool IsMetOf(int[] kind)
        {
            var isCertain = kind.Any(atom => _isCertain![atom]);
            return !kind.Any(atom => _isPossible![atom]) || kind.Any(atom => sets(atom).Any(set => set.Fact == 0 || !isCertain));
        }
    }

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
