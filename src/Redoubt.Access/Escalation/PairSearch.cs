namespace Redoubt.Access.Escalation;

/// <summary>
/// The fewest moves from one identity where some need two that are both held: a search over what is held, two nodes at a time. What is given up on
/// the way is not held any more, so that a chain which needs three at once counts a move twice; none of the moves that there are needs three.
/// </summary>
internal sealed class PairSearch(EscalationGraph graph)
{
    private readonly ILookup<int, Pair> _pairs = graph.Pairs.SelectMany(pair => new[] { (pair.One, Pair: pair), (One: pair.Other, Pair: pair) }).Distinct()
        .ToLookup(entry => entry.One, entry => entry.Pair);
    private int _steps;

    /// <summary>Whether the limit of steps ended a search, so that a chain may have been missed.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether any two that an identity can come to hold can do something together.</summary>
    /// <param name="from">The identity's node.</param>
    /// <param name="to">A node.</param>
    /// <param name="reaches">Whether it can come to that node.</param>
    public bool Pairs(int from, int to, out bool reaches)
    {
        var held = new HashSet<int> { from };
        var waiting = new Queue<int>([from]);
        var isPaired = false;
        while (waiting.TryDequeue(out var node) && Step())
        {
            foreach (var edge in graph.From(node).Where(edge => held.Add(edge.To)))
            {
                waiting.Enqueue(edge.To);
            }

            foreach (var pair in _pairs[node].Where(pair => held.Contains(pair.One) && held.Contains(pair.Other)))
            {
                isPaired = true;
                if (held.Add(pair.To))
                {
                    waiting.Enqueue(pair.To);
                }
            }
        }

        reaches = held.Contains(to);
        return isPaired;
    }

    /// <summary>The moves of a shortest chain; null if there is none.</summary>
    public IReadOnlyList<TakenMove>? Chain(int from, int to)
    {
        var best = new Dictionary<(int, int), (int Moves, (int, int) Before, IReadOnlyList<TakenMove> Taken)>();
        var waiting = new PriorityQueue<(int One, int Other), int>();
        Reach((from, from), (from, from), 0, []);
        while (waiting.TryDequeue(out var state, out var moves) && Step())
        {
            if (best[state].Moves < moves)
            {
                continue;
            }

            if (state.One == to || state.Other == to)
            {
                return Back(state);
            }

            foreach (var (next, taken) in After(state.One, state.Other).Concat(After(state.Other, state.One)))
            {
                Reach(next, state, moves + taken.Count, taken);
            }
        }

        return null;

        void Reach((int One, int Other) next, (int, int) before, int moves, IReadOnlyList<TakenMove> taken)
        {
            next = next.One <= next.Other ? next : (next.Other, next.One);
            if (!best.TryGetValue(next, out var known) || moves < known.Moves)
            {
                best[next] = (moves, before, taken);
                waiting.Enqueue(next, moves);
            }
        }

        List<TakenMove> Back((int, int) state)
        {
            var chain = new List<TakenMove>();
            for (; state != (from, from); state = best[state].Before)
            {
                chain.InsertRange(0, best[state].Taken);
            }

            return chain;
        }
    }

    private IEnumerable<((int, int) Next, IReadOnlyList<TakenMove> Taken)> After(int node, int other)
    {
        yield return ((node, node), []);
        foreach (var edge in graph.From(node))
        {
            yield return ((edge.To, other), edge.Move is { } move ? [new TakenMove(move, node, edge.To, edge.Needs)] : []);
        }

        foreach (var pair in _pairs[node].Where(pair => (pair.One == node ? pair.Other : pair.One) == other))
        {
            TakenMove[] taken = [.. pair.Moves.Select(move => new TakenMove(move, node, pair.To, []))];
            yield return ((pair.To, pair.To), taken);
            yield return ((pair.To, node), taken);
            yield return ((pair.To, other), taken);
        }
    }

    private bool Step()
    {
        IsCut = IsCut || ++_steps > AccessLimits.PairSteps;
        return !IsCut;
    }
}
