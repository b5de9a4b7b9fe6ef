namespace Redoubt.Attack.Search;

/// <summary>
/// Clauses made ready to search: a body of several atoms is a chain of pairs, which clauses share, so that whatever is known of a pair is known
/// once. A <em>node</em> is an atom or such a pair. Immutable; safe for many threads.
/// </summary>
internal sealed class HornProgram
{
    private readonly List<Step>[] _steps;
    private readonly List<int> _given = [];
    private readonly Lazy<List<int>?[]> _before;

    /// <param name="atoms">How many atoms there are.</param>
    /// <param name="clauses">The clauses.</param>
    public HornProgram(int atoms, IReadOnlyList<HornClause> clauses)
    {
        (Atoms, Clauses) = (atoms, clauses);
        var pairs = new Dictionary<(int, int), int>();
        var steps = new List<List<Step>>(Enumerable.Range(0, atoms).Select(_ => new List<Step>()));
        for (var number = 0; number < clauses.Count; number++)
        {
            var body = clauses[number].Body;
            if (body.Length == 0)
            {
                _given.Add(number);
                continue;
            }

            var node = body[0];
            foreach (var atom in body.AsSpan(1))
            {
                node = PairOf(node, atom, pairs, steps);
            }

            steps[node].Add(new Step(clauses[number].Head, Other: -1, number));
        }

        _steps = [.. steps];
        _before = new Lazy<List<int>?[]>(Backwards);
    }

    /// <summary>How many atoms there are.</summary>
    public int Atoms { get; }

    /// <summary>The clauses.</summary>
    public IReadOnlyList<HornClause> Clauses { get; }

    /// <summary>How many nodes there are; the atoms come first.</summary>
    public int Nodes => _steps.Length;

    /// <summary>The clauses without a body.</summary>
    public IReadOnlyList<int> Given => _given;

    /// <summary>What holding a node leads to.</summary>
    /// <param name="node">The node.</param>
    public List<Step> From(int node) => _steps[node];

    /// <summary>The nodes that lead to a node; null for none.</summary>
    /// <param name="node">The node.</param>
    public List<int>? To(int node) => _before.Value[node];

    private List<int>?[] Backwards()
    {
        var before = new List<int>?[Nodes];
        for (var node = 0; node < Nodes; node++)
        {
            foreach (var step in _steps[node])
            {
                (before[step.To] ??= []).Add(node);
            }
        }

        return before;
    }

    /// <summary>What can be held at all, whatever fails.</summary>
    /// <param name="held">What is held at the start.</param>
    /// <param name="withFacts">Whether unseen facts may be bad.</param>
    /// <returns>By node.</returns>
    public bool[] Closure(IEnumerable<int> held, bool withFacts)
    {
        var has = new bool[Nodes];
        var open = new Stack<int>(held);
        foreach (var clause in _given.Where(clause => withFacts || Clauses[clause].Cost.Fact == 0))
        {
            open.Push(Clauses[clause].Head);
        }

        while (open.TryPop(out var node))
        {
            if (has[node])
            {
                continue;
            }

            has[node] = true;
            foreach (var step in _steps[node])
            {
                if (step.Other >= 0 ? has[step.Other] : withFacts || Clauses[step.Clause].Cost.Fact == 0)
                {
                    open.Push(step.To);
                }
            }
        }

        return has;
    }

    private static int PairOf(int left, int right, Dictionary<(int, int), int> pairs, List<List<Step>> steps)
    {
        var key = (Math.Min(left, right), Math.Max(left, right));
        if (left == right)
        {
            return left;
        }

        if (!pairs.TryGetValue(key, out var pair))
        {
            pairs.Add(key, pair = steps.Count);
            steps.Add([]);
            steps[left].Add(new Step(pair, right, Clause: -1));
            steps[right].Add(new Step(pair, left, Clause: -1));
        }

        return pair;
    }

    /// <summary>Where a node leads: to a clause's head, or with another node to the pair of both.</summary>
    /// <param name="To">The node that is held then.</param>
    /// <param name="Other">The other node of a pair; -1 where it is a clause.</param>
    /// <param name="Clause">The clause; -1 where it is a pair.</param>
    internal readonly record struct Step(int To, int Other, int Clause);
}
