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
    private readonly SearchRoom _room;
    private int _steps;
    private int _known;

    private FailureSearch(HornProgram program, SearchLimits limits, SearchGoal? goal, SearchRoom room) => (_program, _limits, _goal, _room) = (program, limits, goal, room);

    /// <summary>Searches from what is held at the start.</summary>
    /// <param name="program">The clauses.</param>
    /// <param name="held">The atoms that are held.</param>
    /// <param name="limits">How far.</param>
    /// <param name="goal">What is wanted; null for all sets of every atom.</param>
    /// <param name="room">The room that a search before this one has left; null for new room.</param>
    public static FoundSets Run(HornProgram program, IEnumerable<int> held, SearchLimits limits, SearchGoal? goal = null, SearchRoom? room = null)
    {
        var search = new FailureSearch(program, limits, goal, room ??= new SearchRoom());
        room.Clear(program.Nodes);
        foreach (var atom in held)
        {
            search.Wait(new FoundSet(atom, FailureSet.None, -1, -1, -1));
        }

        foreach (var clause in program.Given)
        {
            search.Wait(new FoundSet(program.Clauses[clause].Head, program.Clauses[clause].Cost, clause, -1, -1));
        }

        search.Run();
        return new FoundSets(search._known, room.Accepted, goal?.Wanted ?? Enumerable.Range(0, program.Atoms), atom => [.. (room.Of(atom) ?? []).Select(known => known.Number)]);
    }

    private void Run()
    {
        for (var rank = 0; rank < (_limits.Depth * 2) + 2; rank++)
        {
            // A level is two ranks: the sets without an unseen fact, and those with one.
            if (rank % 2 == 0 && rank > 0 && _goal?.IsMet(atom => (_room.Of(atom) ?? []).Select(known => known.Set)) == true)
            {
                _known = (rank / 2) - 1;
                return;
            }

            var queue = _room.Waiting[rank];
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

    private void Accept(in FoundSet found)
    {
        if (_room.Covers(found.Node, found.Set))
        {
            return;
        }

        var number = _room.Accept(found);
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

            foreach (var other in _room.Of(step.Other) ?? [])
            {
                Join(step, found.Set, other.Set, number, other.Number);
            }
        }
    }

    private void Join(HornProgram.Step step, in FailureSet left, in FailureSet right, int from, int and)
    {
        _steps++;
        if (left.TryWith(right, _limits.Depth, out var union) && !_room.Covers(step.To, union))
        {
            Wait(new FoundSet(step.To, union, step.Clause, from, and));
        }
    }

    private void Wait(in FoundSet found)
    {
        if (found.Set.Size <= _limits.Depth)
        {
            _room.Waiting[found.Set.Rank].Enqueue(found);
        }
    }
}
