namespace Redoubt.Evidence.Schema;

/// <summary>How many letters must be added, left out, changed or swapped with their neighbour to make one name of another; case costs nothing.</summary>
public static class EditDistance
{
    private const int MaxLength = 64;

    /// <summary>The distance if it is below a limit.</summary>
    /// <param name="limit">The first distance that is too far.</param>
    /// <param name="a">One name.</param>
    /// <param name="b">The other.</param>
    /// <returns>The distance; null if it is not below the limit, or a name is too long to be a mistyped one.</returns>
    public static int? Below(int limit, ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (Math.Abs(a.Length - b.Length) >= limit || a.Length > MaxLength || b.Length > MaxLength)
        {
            return null;
        }

        Span<char> one = stackalloc char[a.Length];
        Span<char> other = stackalloc char[b.Length];
        a.ToLowerInvariant(one);
        b.ToLowerInvariant(other);
        return OfLower(limit, one, other);
    }

    // Of each row only the places count that the limit lets be reached; where two rows have none below it, nothing that follows has.
    private static int? OfLower(int limit, ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        before.Fill(limit);
        row.Fill(limit);
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = Math.Min(j, limit);
        }

        var nearest = 0;
        for (var i = 1; i <= a.Length; i++)
        {
            var (from, to) = (Math.Max(1, i - limit), Math.Min(b.Length, i + limit));
            row.Fill(limit);
            row[0] = Math.Min(i, limit);
            var least = row[0];
            for (var j = from; j <= to; j++)
            {
                var distance = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    distance = Math.Min(distance, before[j - 2] + 1);
                }

                row[j] = Math.Min(distance, limit);
                least = Math.Min(least, row[j]);
            }

            if (least >= limit && nearest >= limit)
            {
                return null;
            }

            nearest = least;
            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[b.Length] < limit ? last[b.Length] : null;
    }
}
