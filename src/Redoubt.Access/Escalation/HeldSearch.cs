namespace Redoubt.Access.Escalation;

/// <summary>
/// The fewest moves from one identity where some need two that are both held: a search over what is held at once. How many that are is tried from two on: with
/// too few, something is given up that is needed again, which costs a move more or leads nowhere.
/// </summary>
internal sealed class HeldSearch(EscalationGraph graph)
{
    private readonly ILookup<int, Pair> _pairs = graph.Pairs.SelectMany(pair => new[] { (pair.One, Pair: pair), (One: pair.Other, Pair: pair) }).Distinct()
        .ToLookup(entry => entry.One, entry => entry.Pair);

    private readonly Dictionary<int, int[]> _closures = [];
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
        IReadOnlyList<TakenMove>? chain = null;
        for (var most = 2; most <= HeldSet.Most; most++)
        {
            // Whoever took m moves holds no more than m + 1, the target among them: with fewer than that nothing was given up.
            if (chain is not null && chain.Count <= most + 1)
            {
                break;
            }

            var found = Chain(from, to, most);
            chain = found is not null && (chain is null || found.Count < chain.Count) ? found : chain;
        }

        return chain;
    }

    private List<TakenMove>? Chain(int from, int to, int most)
    {
        var best = new Dictionary<HeldSet, (int Moves, HeldSet Before, IReadOnlyList<TakenMove> Taken)>();
        var waiting = new PriorityQueue<HeldSet, int>();
        var start = new HeldSet(from);
        Reach(start, start, 0, []);
        while (waiting.TryDequeue(out var held, out var moves) && Step())
        {
            if (best[held].Moves < moves)
            {
                continue;
            }

            if (held.Nodes.Any(node => Closure(node).Contains(to)))
            {
                return Back(held);
            }

            // One of many that a move gives: which one is chosen costs nothing.
            if (held.Nodes.FirstOrDefault(node => graph.Nodes[node].IsChoice, -1) is >= 0 and var choice)
            {
                foreach (var edge in graph.From(choice))
                {
                    Reach(held.With(edge.To, choice), held, moves, []);
                }

                continue;
            }

            foreach (var (given, taken) in After(held))
            {
                foreach (var next in held.WithAtMost(given, most))
                {
                    Reach(next, held, moves + taken.Count, taken);
                }
            }
        }

        return null;

        void Reach(HeldSet next, HeldSet before, int moves, IReadOnlyList<TakenMove> taken)
        {
            if (!best.TryGetValue(next, out var known) || moves < known.Moves)
            {
                best[next] = (moves, before, taken);
                waiting.Enqueue(next, moves);
            }
        }

        List<TakenMove> Back(HeldSet held)
        {
            var chain = new List<TakenMove>();
            for (; held != start; held = best[held].Before)
            {
                chain.InsertRange(0, best[held].Taken);
            }

            return chain;
        }
    }

    /// <summary>What one move, or two that are held together, give.</summary>
    private IEnumerable<(int Given, IReadOnlyList<TakenMove> Taken)> After(HeldSet held)
    {
        // Who is named as the one who moves is the identity, not the half that it offers.
        var all = new Dictionary<int, int>();
        foreach (var own in held.Nodes)
        {
            foreach (var node in Closure(own))
            {
                all.TryAdd(node, own);
            }
        }

        foreach (var (node, own) in all)
        {
            foreach (var edge in graph.From(node))
            {
                if (edge.Move is { } move && !all.ContainsKey(edge.To))
                {
                    yield return (edge.To, [new TakenMove(move, own, edge.To, edge.Needs)]);
                }
            }

            foreach (var pair in _pairs[node])
            {
                if (!all.ContainsKey(pair.To) && all.ContainsKey(pair.One) && all.ContainsKey(pair.Other))
                {
                    yield return (pair.To, [new TakenMove(pair.Move, own, pair.To, [])]);
                }
            }
        }
    }

    /// <summary>What somebody is without a move: itself, also with rights that it gave itself, and the halves that it can do of something.</summary>
    private int[] Closure(int node)
    {
        if (!_closures.TryGetValue(node, out var closure))
        {
            var nodes = new List<int> { node };
            for (var i = 0; i < nodes.Count && !graph.Nodes[nodes[i]].IsChoice; i++)
            {
                nodes.AddRange(graph.From(nodes[i]).Where(edge => edge.Move is null && !nodes.Contains(edge.To)).Select(edge => edge.To));
            }

            _closures.Add(node, closure = [.. nodes]);
        }

        return closure;
    }

    private bool Step()
    {
        IsCut = IsCut || ++_steps > AccessLimits.PairSteps;
        return !IsCut;
    }
}
