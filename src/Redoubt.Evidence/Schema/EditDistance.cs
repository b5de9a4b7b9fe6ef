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

        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }
            var free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.Length] < limit ? last[b.Length] : null;
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
