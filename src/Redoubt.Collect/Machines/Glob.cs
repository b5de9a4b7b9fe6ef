namespace Redoubt.Collect.Machines;

/// <summary>Patterns of names as glob(7) has them: <c>*</c>, <c>?</c> and <c>[a-z]</c>; a name that begins with a dot is meant only where the pattern does.</summary>
internal static class Glob
{
    /// <summary>Whether a name fits. Linear in both: a later star makes the choice of an earlier one final.</summary>
    public static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        if (name.StartsWith('.') && !pattern.StartsWith('.'))
        {
            return false;
        }

        int p = 0, n = 0, star = -1, from = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, from) = (p++, n);
            }
            else if (p < pattern.Length && One(pattern, p, name[n], out var next))
            {
                (p, n) = (next, n + 1);
            }
            else if (star >= 0)
            {
                (p, n) = (star + 1, ++from);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].Trim('*').IsEmpty;
    }

    private static bool One(ReadOnlySpan<char> pattern, int at, char c, out int next)
    {
        next = at + 1;
        var end = pattern[at] == '[' ? pattern[(at + 1)..].IndexOf(']') : -1;
        if (end <= 0)
        {
            return pattern[at] == '?' || pattern[at] == c;
        }

        next = at + end + 2;
        var set = pattern.Slice(at + 1, end);
        var isNot = set[0] is '!' or '^';
        return IsIn(set[(isNot ? 1 : 0)..], c) != isNot;
    }

    private static bool IsIn(ReadOnlySpan<char> set, char c)
    {
        for (var i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                if (c >= set[i] && c <= set[i + 2])
                {
                    return true;
                }

                i += 2;
            }
            else if (set[i] == c)
            {
                return true;
            }
        }
        return false;
    }
}
