namespace Redoubt.Cel.Check;

/// <summary>The known name that a wrong one was probably meant to be.</summary>
internal static class Suggestion
{
    /// <summary>`did you mean …`, or null if nothing is near.</summary>
    public static string? For(string name, IEnumerable<string> known)
    {
        string? best = null;
        var least = (Math.Max(name.Length, 3) / 3) + 1;
        foreach (var candidate in known.Order(StringComparer.Ordinal))
        {
            var distance = string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, candidate, least);
            if (distance < least)
            {
                (best, least) = (candidate, distance);
            }
        }
        return best is null ? null : $"did you mean `{best}`?";
    }

    /// <summary>How many letters must be put in, taken out, changed or swapped; <paramref name="limit"/> if at least that many.</summary>
    private static int Distance(string from, string to, int limit)
    {
        if (Math.Abs(from.Length - to.Length) >= limit)
        {
            return limit;
        }

        var before = new int[to.Length + 1];
        var row = new int[to.Length + 1];
        var next = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            next[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var change = from[i - 1] == to[j - 1] ? 0 : 1;
                next[j] = Math.Min(Math.Min(next[j - 1], row[j]) + 1, row[j - 1] + change);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    next[j] = Math.Min(next[j], before[j - 2] + 1);
                }
            }
            (before, row, next) = (row, next, before);
        }
        return Math.Min(row[to.Length], limit);
    }
}
