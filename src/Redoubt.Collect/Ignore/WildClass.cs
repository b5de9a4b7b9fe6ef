namespace Redoubt.Collect.Ignore;

/// <summary>Reads <c>[a-z]</c>, <c>[!a]</c>, <c>[^a]</c>, <c>[[:digit:]]</c> as git does.</summary>
internal static class WildClass
{
    private static readonly Dictionary<string, Predicate<byte>> Named = new(StringComparer.Ordinal)
    {
        ["alnum"] = unit => char.IsAsciiLetterOrDigit((char)unit),
        ["alpha"] = unit => char.IsAsciiLetter((char)unit),
        ["blank"] = unit => unit is (byte)' ' or (byte)'\t',
        ["cntrl"] = unit => unit is < 0x20 or 0x7f,
        ["digit"] = unit => char.IsAsciiDigit((char)unit),
        ["graph"] = unit => unit is > 0x20 and < 0x7f,
        ["lower"] = unit => char.IsAsciiLetterLower((char)unit),
        ["print"] = unit => unit is >= 0x20 and < 0x7f,
        ["punct"] = unit => unit is > 0x20 and < 0x7f && !char.IsAsciiLetterOrDigit((char)unit),
        ["space"] = unit => unit is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r',
        ["upper"] = unit => char.IsAsciiLetterUpper((char)unit),
        ["xdigit"] = unit => char.IsAsciiHexDigit((char)unit),
    };

    /// <summary>Reads the class that begins at a place, and moves the place behind it.</summary>
    /// <returns>False if it is none: it is not closed, or names a class that there is not.</returns>
    public static bool TryRead(ReadOnlySpan<byte> pattern, ref int at, out IReadOnlyList<byte> members)
    {
        members = [];
        var inside = new HashSet<byte>();
        var next = at + 1;
        var isNegated = next < pattern.Length && pattern[next] is (byte)'!' or (byte)'^';
        next += isNegated ? 1 : 0;
        var first = true;
        byte before = 0;
        while (first || next >= pattern.Length || pattern[next] != ']')
        {
            if (next >= pattern.Length || !TryReadMember(pattern, ref next, ref before, inside))
            {
                return false;
            }

            first = false;
        }

        at = next + 1;
        members = isNegated ? WildStates.AllBut(inside) : [.. inside];
        return true;
    }

    private static bool TryReadMember(ReadOnlySpan<byte> pattern, ref int next, ref byte before, HashSet<byte> inside)
    {
        var unit = pattern[next];
        if (unit == '-' && before != 0 && next + 1 < pattern.Length && pattern[next + 1] != ']')
        {
            next++;
            if (!TryReadUnit(pattern, ref next, out var last))
            {
                return false;
            }

            inside.UnionWith(Enumerable.Range(before, Math.Max(0, last - before + 1)).Select(one => (byte)one));
            before = 0;
            return true;
        }

        if (unit == '[' && next + 1 < pattern.Length && pattern[next + 1] == ':')
        {
            return TryReadNamed(pattern, ref next, ref before, inside);
        }

        if (!TryReadUnit(pattern, ref next, out before))
        {
            return false;
        }

        inside.Add(before);
        return true;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> pattern, ref int next, out byte unit)
    {
        next += pattern[next] == '\\' ? 1 : 0;
        unit = next < pattern.Length ? pattern[next] : (byte)0;
        return next++ < pattern.Length;
    }

    /// <summary>A class by name; without <c>:]</c> the bracket stands for itself.</summary>
    private static bool TryReadNamed(ReadOnlySpan<byte> pattern, ref int next, ref byte before, HashSet<byte> inside)
    {
        var close = pattern[(next + 2)..].IndexOf((byte)']');
        if (close < 0)
        {
            return false;
        }

        if (close < 1 || pattern[next + 2 + close - 1] != ':')
        {
            inside.Add(before = (byte)'[');
            next++;
            return true;
        }

        if (!Named.TryGetValue(System.Text.Encoding.ASCII.GetString(pattern.Slice(next + 2, close - 1)), out var fits))
        {
            return false;
        }

        inside.UnionWith(Enumerable.Range(0, 256).Select(one => (byte)one).Where(one => fits(one)));
        before = 0;
        next += 2 + close + 1;
        return true;
    }
}
