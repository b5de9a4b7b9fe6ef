namespace Redoubt.Cel.Re2;

/// <summary>What follows a backslash: a character, or a set such as <c>\d</c> and <c>\p{Greek}</c>.</summary>
internal static class Re2Escapes
{
    internal static readonly RuneSet Digits = new RuneSet.Builder().Add('0', '9').Build();
    internal static readonly RuneSet Spaces = new RuneSet.Builder().Add('\t', '\n').Add('\f', '\r').Add(' ', ' ').Build();
    internal static readonly RuneSet Words =
        new RuneSet.Builder().Add('0', '9').Add('A', 'Z').Add('_', '_').Add('a', 'z').Build();

    private static readonly RuneSet NoDigits = Digits.Negate();
    private static readonly RuneSet NoSpaces = Spaces.Negate();
    private static readonly RuneSet NoWords = Words.Negate();

    /// <summary>Reads the escape at the cursor if it is one for a set; <paramref name="set"/> is null if it is not.</summary>
    internal static bool TrySet(Re2Cursor cursor, bool fold, out RuneSet? set)
    {
        set = null;
        if (cursor.Peek() != '\\')
        {
            return true;
        }

        if (cursor.Peek(1) is 'p' or 'P')
        {
            return TryUnicode(cursor, fold, out set);
        }

        set = cursor.Peek(1) switch
        {
            'd' => Digits,
            'D' => NoDigits,
            's' => Spaces,
            'S' => NoSpaces,
            'w' => fold ? CaseFolding.CloseOnce(Words) : Words,
            'W' => fold ? CaseFolding.CloseOnce(Words).Negate() : NoWords,
            _ => null,
        };
        if (set is not null)
        {
            cursor.At += 2;
        }

        return true;
    }

    // `\pN`, `\p{Greek}`, `\p{^Greek}`, and the same with a capital P for the negation.
    private static bool TryUnicode(Re2Cursor cursor, bool fold, out RuneSet? set)
    {
        set = null;
        var start = cursor.At;
        var negated = cursor.Peek(1) == 'P';
        cursor.At += 2;
        var name = ReadOnlySpan<char>.Empty;
        if (cursor.Peek() == '{')
        {
            var end = cursor.Pattern.IndexOf('}', cursor.At);
            if (end < 0)
            {
                return cursor.Fail(Re2ErrorKind.InvalidCharacterRange, start, cursor.Pattern.Length);
            }

            name = cursor.Pattern.AsSpan(cursor.At + 1, end - cursor.At - 1);
            cursor.At = end + 1;
        }
        else if (!cursor.AtEnd)
        {
            var letter = cursor.At;
            if (!cursor.TryNext(out _))
            {
                return false;
            }

            name = cursor.Pattern.AsSpan(letter, cursor.At - letter);
        }
        if (name.StartsWith('^'))
        {
            negated = !negated;
            name = name[1..];
        }
        set = UnicodeTables.Find(name);
        if (set is null)
        {
            return cursor.Fail(Re2ErrorKind.InvalidCharacterRange, start, cursor.At);
        }

        if (fold)
        {
            set = CaseFolding.CloseOnce(set);
        }

        if (negated)
        {
            set = set.Negate();
        }

        return true;
    }

    /// <summary>Reads the escape at the cursor as one character.</summary>
    internal static bool TryRune(Re2Cursor cursor, out int rune)
    {
        var start = cursor.At++;
        if (cursor.AtEnd)
        {
            rune = 0;
            return cursor.Fail(Re2ErrorKind.TrailingBackslash, start, start + 1);
        }
        if (!cursor.TryNext(out rune))
        {
            return false;
        }

        switch (rune)
        {
            // One digit alone would be a backreference, which RE2 does not have.
            case >= '1' and <= '7' when cursor.Peek() is >= '0' and <= '7':
            case '0':
                rune = Octal(cursor, rune - '0');
                return true;
            case 'x':
                return TryHex(cursor, start, out rune);
            case 'a':
                rune = '\a';
                return true;
            case 'f':
                rune = '\f';
                return true;
            case 'n':
                rune = '\n';
                return true;
            case 'r':
                rune = '\r';
                return true;
            case 't':
                rune = '\t';
                return true;
            case 'v':
                rune = '\v';
                return true;
            default:
                return (rune < 0x80 && !char.IsAsciiLetterOrDigit((char)rune))
                    || cursor.Fail(Re2ErrorKind.InvalidEscape, start, cursor.At);
        }
    }

    private static int Octal(Re2Cursor cursor, int value)
    {
        for (var digits = 1; digits < 3 && cursor.Peek() is >= '0' and <= '7'; digits++)
        {
            value = value * 8 + cursor.Pattern[cursor.At++] - '0';
        }

        return value;
    }

    private static bool TryHex(Re2Cursor cursor, int start, out int value)
    {
        value = 0;
        var braced = cursor.Peek() == '{';
        if (braced)
        {
            cursor.At++;
        }

        for (var digits = 0; ; digits++)
        {
            if (braced ? digits > 0 && cursor.Peek() == '}' : digits == 2)
            {
                break;
            }

            if (cursor.AtEnd)
            {
                return cursor.Fail(Re2ErrorKind.InvalidEscape, start, cursor.At);
            }

            if (!cursor.TryNext(out var digit))
            {
                return false;
            }

            if (digit >= 0x80 || !char.IsAsciiHexDigit((char)digit))
            {
                return cursor.Fail(Re2ErrorKind.InvalidEscape, start, cursor.At);
            }

            value = value * 16 + HexValue(digit);
            if (value > RuneSet.Max)
            {
                return cursor.Fail(Re2ErrorKind.InvalidEscape, start, cursor.At);
            }
        }
        if (braced)
        {
            cursor.At++;
        }

        return true;
    }

    private static int HexValue(int digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
