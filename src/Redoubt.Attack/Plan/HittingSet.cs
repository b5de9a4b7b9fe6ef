namespace Redoubt.Attack.Plan;

/// <summary>The cheapest choice that takes something of each of several lists: exact by branch and bound, and where that takes too long the best that was found, with a bound.</summary>
/// <param name="Chosen">What is chosen, by number, in order.</param>
/// <param name="Effort">What it costs.</param>
/// <param name="AtLeast">What every choice costs at least; the same as <paramref name="Effort"/> where it is the cheapest.</param>
internal sealed record HittingSet(IReadOnlyList<int> Chosen, int Effort, int AtLeast)
{
    /// <summary>The most choices that are looked at.</summary>
    public const int MostSteps = 200_000;

    /// <summary>Chooses.</summary>
    /// <param name="cores">The lists; none is empty.</param>
    /// <param name="efforts">What each costs, by number; at least 1.</param>
    /// <param name="steps">The most choices that are looked at.</param>
    public static HittingSet Of(IReadOnlyList<int[]> cores, IReadOnlyList<int> efforts, int steps = MostSteps)
    {
        var search = new Search(cores, efforts, steps);
        return search.Run();
    }

    private sealed class Search(IReadOnlyList<int[]> cores, IReadOnlyList<int> efforts, int steps)
    {
        private readonly bool[] _taken = new bool[efforts.Count];
        private readonly bool[] _refused = new bool[efforts.Count];
        private int[] _best = [];
        private int _least = int.MaxValue;
        private int _steps;

        public HittingSet Run()
        {
            _best = Greedy();
            _least = _best.Sum(one => efforts[one]);
            var bound = Bound();
            Branch(0);
            return new HittingSet([.. _best.Order()], _least, _steps > steps ? Math.Min(bound, _least) : _least);
        }

        // The dearest to leave out first: the most lists for the least effort.
        private int[] Greedy()
        {
            var chosen = new List<int>();
            var open = cores.ToList();
            while (open.Count > 0)
            {
                var next = open.SelectMany(core => core).CountBy(one => one).OrderByDescending(one => (double)one.Value / efforts[one.Key]).ThenBy(one => one.Key).First().Key;
                chosen.Add(next);
                open.RemoveAll(core => core.Contains(next));
            }

            return [.. chosen];
        }

        private void Branch(int effort)
        {
            if (++_steps > steps || effort + Bound() >= _least)
            {
                return;
            }

            if (Smallest() is not { } core)
            {
                _least = effort;
                _best = [.. Enumerable.Range(0, _taken.Length).Where(one => _taken[one])];
                return;
            }

            var free = core.Where(one => !_refused[one]).OrderBy(one => efforts[one]).ThenBy(one => one).ToArray();
            foreach (var one in free)
            {
                _taken[one] = true;
                Branch(effort + efforts[one]);
                _taken[one] = false;

                // What follows is looked at without it.
                _refused[one] = true;
            }

            foreach (var one in free)
            {
                _refused[one] = false;
            }
        }

        private int[]? Smallest()
        {
            int[]? smallest = null;
            var least = int.MaxValue;
            foreach (var core in cores.Where(core => !core.Any(one => _taken[one])))
            {
                var free = core.Count(one => !_refused[one]);
                if (free < least)
                {
                    (smallest, least) = (core, free);
                }
            }

            return smallest;
        }

        // Lists that share nothing each cost at least their cheapest; one of which all is refused cannot be had.
        private int Bound()
        {
            var (sum, used) = (0, new HashSet<int>());
            foreach (var core in cores.Where(core => !core.Any(one => _taken[one])).OrderBy(core => core.Length))
            {
                var free = core.Where(one => !_refused[one]).ToArray();
                if (free.Length == 0)
                {
                    return int.MaxValue / 2;
                }

                if (!free.Any(used.Contains))
                {
                    sum += free.Min(one => efforts[one]);
                    used.UnionWith(free);
                }
            }

            return sum;
        }
    }
}
