namespace Redoubt.Attack.Search;

/// <summary>Starts that a symmetry turns into one another: what is found from one is known of the others.</summary>
internal static class Orbits
{
    // Colours tell most apart. Where they do not, a few are tried, so that it stays linear.
    private const int MostTried = 3;

    /// <summary>For each start the first that it is like, and the symmetry that exchanges the two.</summary>
    /// <param name="finder">Finds symmetries.</param>
    /// <param name="starts">What is held at each.</param>
    public static IReadOnlyList<(int First, Symmetry Symmetry)> Of(SymmetryFinder finder, IReadOnlyList<int[]> starts)
    {
        var orbits = new (int, Symmetry)[starts.Count];
        var firsts = new Dictionary<ulong, List<int>>();
        for (var number = 0; number < starts.Count; number++)
        {
            var key = finder.Key(starts[number]);
            var known = firsts.TryGetValue(key, out var list) ? list : firsts[key] = [];
            orbits[number] = Like(finder, starts, number, known.TakeLast(MostTried)) ?? (number, Symmetry.None);
            if (orbits[number].Item1 == number)
            {
                known.Add(number);
            }
        }

        return orbits;
    }

    private static (int, Symmetry)? Like(SymmetryFinder finder, IReadOnlyList<int[]> starts, int number, IEnumerable<int> firsts)
    {
        foreach (var first in firsts)
        {
            if (finder.Find(starts[first], starts[number]) is { } symmetry)
            {
                return (first, symmetry);
            }
        }

        return null;
    }
}
