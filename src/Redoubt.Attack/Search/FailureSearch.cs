namespace Redoubt.Attack.Search;

/// <summary>
/// All minimal failure sets of every atom. Sets are accepted in the order of their rank, so that one which is accepted is never taken back: what
/// it would have to yield to is smaller, and came before (docs/depth.md has the argument). Nodes that nothing leads to cost nothing.
/// </summary>
internal sealed class FailureSearch
{
    private readonly HornProgram _program;
    private readonly SearchLimits _limits;
    private readonly Queue<Found>[] _waiting;
    private readonly List<Found> _accepted = [];
    private readonly List<int>?[] _of;
    private int _steps;

    private FailureSearch(HornProgram program, SearchLimits limits)
    {
        (_program, _limits) = (program, limits);
        _of = new List<int>?[program.Nodes];
        _waiting = [.. Enumerable.Range(0, (limits.Depth * 2) + 2).Select(_ => new Queue<Found>())];
    }

    /// <summary>Up to how many causes all sets are known: the depth that was asked for, or less where a limit was hit.</summary>
    public int Known { get; private set; }

    /// <summary>Searches from what is held at the start.</summary>
    /// <param name="program">The clauses.</param>
    /// <param name="held">The atoms that are held.</param>
    /// <param name="limits">How far.</param>
    /// <param name="wanted">Stops after the level at which each of these has a set, if one is given: all sets are then known up to that level.</param>
    public static FailureSearch Run(HornProgram program, IEnumerable<int> held, SearchLimits limits, IReadOnlyCollection<int>? wanted = null)
    {
        var search = new FailureSearch(program, limits);
        foreach (var atom in held)
        {
            search.Wait(new Found(atom, FailureSet.None, -1, -1, -1));
        }

        foreach (var clause in program.Given)
        {
            search.Wait(new Found(program.Clauses[clause].Head, program.Clauses[clause].Cost, clause, -1, -1));
        }

        search.Run(wanted);
        return search;
    }

    /// <summary>The minimal sets of an atom, in the order of their rank; each with its number, by which it is derived.</summary>
    /// <param name="atom">The atom.</param>
    public IEnumerable<(int Number, FailureSet Set)> Of(int atom) => (_of[atom] ?? []).Select(number => (number, _accepted[number].Set));

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

            var found = _accepted[next.Number];
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

    private void Run(IReadOnlyCollection<int>? wanted)
    {
        for (var rank = 0; rank < _waiting.Length; rank++)
        {
            var queue = _waiting[rank];
            while (queue.TryDequeue(out var found))
            {
                if (_steps > _limits.Steps)
                {
                    Known = found.Set.Size - 1;
                    return;
                }

                Accept(found);
            }

            // A level is two ranks: the sets without an unseen fact, and those with one.
            if (rank % 2 == 1 && wanted?.All(atom => _of[atom] is { } sets && sets.Any(number => _accepted[number].Set.Fact == 0)) == true)
            {
                Known = rank / 2;
                return;
            }
        }

        Known = _limits.Depth;
    }

    private void Accept(Found found)
    {
        if (IsCovered(found.Node, found.Set))
        {
            return;
        }

        var number = _accepted.Count;
        _accepted.Add(found);
        (_of[found.Node] ??= []).Add(number);
        foreach (var step in _program.From(found.Node))
        {
            if (step.Other < 0)
            {
                Join(step, found.Set, _program.Clauses[step.Clause].Cost, number, -1);
                continue;
            }

            foreach (var other in _of[step.Other] ?? [])
            {
                Join(step, found.Set, _accepted[other].Set, number, other);
            }
        }
    }

    private void Join(HornProgram.Step step, FailureSet left, FailureSet right, int from, int and)
    {
        _steps++;
        if (left.TryWith(right, _limits.Depth, out var union) && !IsCovered(step.To, union))
        {
            Wait(new Found(step.To, union, step.Clause, from, and));
        }
    }

    private bool IsCovered(int node, FailureSet set)
    {
        if (_of[node] is { } known)
        {
            foreach (var number in known)
            {
                if (_accepted[number].Set.IsWithin(set))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Wait(Found found)
    {
        if (found.Set.Size <= _limits.Depth)
        {
            _waiting[found.Set.Rank].Enqueue(found);
        }
    }

    // A set of a node: by which clause, or as a pair, and from which sets that were found before.
    private readonly record struct Found(int Node, FailureSet Set, int Clause, int Left, int Right);
}
