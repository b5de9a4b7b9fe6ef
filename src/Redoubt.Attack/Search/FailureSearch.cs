namespace Redoubt.Attack.Search;

/// <summary>
/// All minimal failure sets of every atom. Sets are accepted in the order of their rank, so that one which is accepted is never taken back: what
/// it would have to yield to is smaller, and came before (docs/depth.md has the argument). Nodes that nothing leads to cost nothing, and so do those that lead to
/// nothing that is wanted.
/// </summary>
internal sealed class FailureSearch
{
    private readonly HornProgram _program;
    private readonly SearchLimits _limits;
    private readonly SearchGoal? _goal;
    private readonly Queue<FoundSet>[] _waiting;
    private readonly List<FoundSet> _accepted = [];
    private readonly List<int>?[] _of;
    private int _steps;
    private int _known;

    private FailureSearch(HornProgram program, SearchLimits limits, SearchGoal? goal)
    {
        (_program, _limits, _goal) = (program, limits, goal);
        _of = new List<int>?[program.Nodes];
        _waiting = [.. Enumerable.Range(0, (limits.Depth * 2) + 2).Select(_ => new Queue<FoundSet>())];
    }

    /// <summary>Searches from what is held at the start.</summary>
    /// <param name="program">The clauses.</param>
    /// <param name="held">The atoms that are held.</param>
    /// <param name="limits">How far.</param>
    /// <param name="goal">What is wanted; null for all sets of every atom.</param>
    public static FoundSets Run(HornProgram program, IEnumerable<int> held, SearchLimits limits, SearchGoal? goal = null)
    {
        var search = new FailureSearch(program, limits, goal);
        foreach (var atom in held)
        {
            search.Wait(new FoundSet(atom, FailureSet.None, -1, -1, -1));
        }

        foreach (var clause in program.Given)
        {
            search.Wait(new FoundSet(program.Clauses[clause].Head, program.Clauses[clause].Cost, clause, -1, -1));
        }

        search.Run();
        return new FoundSets(search._known, search._accepted, goal?.Wanted ?? Enumerable.Range(0, program.Atoms), atom => search._of[atom] ?? []);
    }

    private void Run()
    {
        for (var rank = 0; rank < _waiting.Length; rank++)
        {
            // A level is two ranks: the sets without an unseen fact, and those with one.
            if (rank % 2 == 0 && rank > 0 && _goal?.IsMet(atom => (_of[atom] ?? []).Select(number => _accepted[number].Set)) == true)
            {
                _known = (rank / 2) - 1;
                return;
            }

            var queue = _waiting[rank];
            while (queue.TryDequeue(out var found))
            {
                // What needs no failure is always looked at whole: it takes no longer than reading the clauses, once for each fact.
                if (_steps > _limits.Steps && found.Set.Size > 0)
                {
                    _known = found.Set.Size - 1;
                    return;
                }

                Accept(found);
            }
        }

        _known = _limits.Depth;
    }

    private void Accept(FoundSet found)
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
            if (_goal?.Leads(step.To) == false)
            {
                continue;
            }

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
            Wait(new FoundSet(step.To, union, step.Clause, from, and));
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

    private void Wait(FoundSet found)
    {
        if (found.Set.Size <= _limits.Depth)
        {
            _waiting[found.Set.Rank].Enqueue(found);
        }
    }
}
