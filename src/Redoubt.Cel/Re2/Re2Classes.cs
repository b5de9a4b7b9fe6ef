namespace Redoubt.Cel.Re2;

/// <summary>Reads <c>[…]</c>.</summary>
internal static class Re2Classes
{
    private static readonly Dictionary<string, RuneSet> Posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = Set("09AZaz"),
        ["alpha"] = Set("AZaz"),
        ["ascii"] = Set("\0\x7F"),
        ["blank"] = Set("\t\t  "),
        ["cntrl"] = Set("\0\x1F\x7F\x7F"),
        ["digit"] = Set("09"),
        ["graph"] = Set("!~"),
        ["lower"] = Set("az"),
        ["print"] = Set(" ~"),
        ["punct"] = Set("!/:@[`{~"),
        ["space"] = Set("\t\r  "),
        ["upper"] = Set("AZ"),
        ["word"] = Set("09AZaz__"),
        ["xdigit"] = Set("09AFaf"),
    };

    // Pairs of ends.
    private static RuneSet Set(string ranges)
    {
        var set = new RuneSet.Builder();
        for (var i = 0; i < ranges.Length; i += 2)
        {
            set.Add(ranges[i], ranges[i + 1]);
        }

        return set.Build();
    }

    internal static bool TryRead(Re2Cursor cursor, bool fold, out RuneSet set)
    {
        var start = cursor.At++;
        set = RuneSet.Empty;
        var negated = cursor.Peek() == '^';
        if (negated)
        {
            cursor.At++;
        }

        var members = new RuneSet.Builder();
        // A bracket that comes first is a member.
        for (var first = true; first || cursor.Peek() != ']' || cursor.AtEnd; first = false)
        {
            if (!TryPosix(cursor, fold, out var part) || (part is null && !Re2Escapes.TrySet(cursor, fold, out part)))
            {
                return false;
            }

            if (part is null && !TryRange(cursor, start, fold, out part))
            {
                return false;
            }

            members.Add(part);
        }
        cursor.At++;
        set = members.Build();
        if (negated)
        {
            set = set.Negate();
        }

        return true;
    }

    private static bool TryRange(Re2Cursor cursor, int classStart, bool fold, out RuneSet range)
    {
        range = RuneSet.Empty;
        var start = cursor.At;
        if (!TryRune(cursor, classStart, out var low))
        {
            return false;
        }

        var high = low;
        // In `[a-]` the dash is a member.
        if (cursor.Peek() == '-' && cursor.At + 1 < cursor.Pattern.Length && cursor.Peek(1) != ']')
        {
            cursor.At++;
            if (!TryRune(cursor, classStart, out high))
            {
                return false;
            }

            if (high < low)
            {
                return cursor.Fail(Re2ErrorKind.InvalidCharacterRange, start, cursor.At);
            }
        }
        range = new RuneSet.Builder().Add(low, high).Build();
        if (fold)
        {
            range = CaseFolding.Close(range);
        }

        return true;
    }

    private static bool TryRune(Re2Cursor cursor, int classStart, out int rune)
    {
        rune = 0;
        if (cursor.AtEnd)
        {
            return cursor.Fail(Re2ErrorKind.MissingBracket, classStart, cursor.Pattern.Length);
        }

        return cursor.Peek() == '\\' ? Re2Escapes.TryRune(cursor, out rune) : cursor.TryNext(out rune);
    }

    // `[:alpha:]` and `[:^alpha:]`; without the end `:]` the bracket is a member like any other.
    private static bool TryPosix(Re2Cursor cursor, bool fold, out RuneSet? set)
    {
        set = null;
        if (!cursor.Rest.StartsWith("[:"))
        {
            return true;
        }

        var length = cursor.Rest[2..].IndexOf(":]");
        if (length < 0)
        {
            return true;
        }

        var start = cursor.At;
        var name = cursor.Rest.Slice(2, length);
        cursor.At += length + 4;
        var negated = name.StartsWith('^');
        if (!Posix.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(negated ? name[1..] : name, out set))
        {
            return cursor.Fail(Re2ErrorKind.InvalidCharacterRange, start, cursor.At);
        }

        if (fold)
        {
            set = CaseFolding.Close(set);
        }

        if (negated)
        {
            set = set.Negate();
        }

        return true;
    }
}
