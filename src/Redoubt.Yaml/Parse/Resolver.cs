using System.Globalization;
using System.Runtime.CompilerServices;

namespace Redoubt.Yaml.Parse;

/// <summary>What a scalar without quotes means: YAML 1.1's types as go-yaml v2 takes them.</summary>
internal static class Resolver
{
    private const int StackLength = 128;

    /// <summary>What a plain scalar may be by its first character: a word of <c>yYnNtTfFoO~</c>, a number, or text. Sixteen to a line.</summary>
    private static ReadOnlySpan<byte> Hints =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 3, 2, 0,
        3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1,
        0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1,
        0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0,
    ];

    private enum Hint : byte
    {
        Text,
        Word,
        Point,
        Number,
    }

    /// <summary>The kind of a scalar without a tag, and its value as bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NodeKind Resolve(ReadOnlySpan<char> text, out long bits)
    {
        bits = 0;
        if (text.IsEmpty)
        {
            return NodeKind.Null;
        }

        var first = text[0];
        var hint = first < 128 ? (Hint)Hints[first] : Hint.Text;
        return hint switch
        {
            Hint.Text => NodeKind.String,
            Hint.Word => ResolveWord(text, ref bits),
            Hint.Point => ResolvePoint(text, ref bits),
            _ => ResolveNumber(text, ref bits),
        };
    }

    private static NodeKind ResolveWord(ReadOnlySpan<char> text, ref long bits)
    {
        if (text.Length > 5)
        {
            return NodeKind.String;
        }

        switch (text)
        {
            case "true" or "True" or "TRUE" or "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON":
                bits = 1;
                return NodeKind.Bool;
            case "false" or "False" or "FALSE" or "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF":
                return NodeKind.Bool;
            case "~" or "null" or "Null" or "NULL":
                return NodeKind.Null;
            default:
                return NodeKind.String;
        }
    }

    private static NodeKind ResolvePoint(ReadOnlySpan<char> text, ref long bits)
    {
        if (text is ".inf" or ".Inf" or ".INF")
        {
            return Number(double.PositiveInfinity, out bits);
        }

        if (text is ".nan" or ".NaN" or ".NAN")
        {
            return Number(double.NaN, out bits);
        }

        return AreUnderscoresBetweenDigits(text) ? ResolveFloat(WithoutUnderscores(text, stackalloc char[StackLength]), ref bits) : NodeKind.String;
    }

    private static NodeKind ResolveNumber(ReadOnlySpan<char> text, ref long bits)
    {
        if (text is "+.inf" or "+.Inf" or "+.INF")
        {
            return Number(double.PositiveInfinity, out bits);
        }

        if (text is "-.inf" or "-.Inf" or "-.INF")
        {
            return Number(double.NegativeInfinity, out bits);
        }

        return ResolveDigits(WithoutUnderscores(text, stackalloc char[StackLength]), ref bits);
    }

    private static ReadOnlySpan<char> WithoutUnderscores(ReadOnlySpan<char> text, Span<char> room)
    {
        if (!text.Contains('_'))
        {
            return text;
        }

        var plain = text.Length <= room.Length ? room : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (c != '_')
            {
                plain[length++] = c;
            }
        }

        return plain[..length];
    }

    /// <summary>Go's own rule for floats, which holds only for those that start with a point.</summary>
    private static bool AreUnderscoresBetweenDigits(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOf('_'); i >= 0 && i < text.Length; i++)
        {
            if (text[i] != '_')
            {
                continue;
            }

            if (i == 0 || i + 1 == text.Length || !char.IsAsciiDigit(text[i - 1]) || !char.IsAsciiDigit(text[i + 1]))
            {
                return false;
            }
        }

        return true;
    }

    private static NodeKind ResolveFloat(ReadOnlySpan<char> text, ref long bits) =>
        IsFloat(text) && TryDouble(text, out var value) ? Number(value, out bits) : NodeKind.String;

    private static NodeKind ResolveDigits(ReadOnlySpan<char> text, ref long bits)
    {
        var negative = text is ['-', ..];
        var signed = negative || text is ['+', ..];
        var digits = signed ? text[1..] : text;
        if (TryMagnitude(digits, out var magnitude))
        {
            if (magnitude <= long.MaxValue || (negative && magnitude == 1UL << 63))
            {
                return Integer(magnitude, negative, out bits);
            }

            if (!signed)
            {
                bits = (long)magnitude;
                return NodeKind.UInt64;
            }
        }

        if (IsFloat(text) && TryDouble(text, out var value))
        {
            return Number(value, out bits);
        }

        // Go reads what follows `0b` once more, and a sign may stand there.
        if (text is ['0', 'b', '-' or '+', ..] && TryDigits(text[3..], 2, out magnitude)
            && (magnitude <= long.MaxValue || (text[2] == '-' && magnitude == 1UL << 63)))
        {
            return Integer(magnitude, text[2] == '-', out bits);
        }

        return NodeKind.String;
    }

    /// <summary>Digits with Go's prefixes: <c>0x</c>, <c>0o</c>, <c>0b</c>, and a leading 0 is octal too.</summary>
    private static bool TryMagnitude(ReadOnlySpan<char> digits, out ulong value) => digits switch
    {
        ['0', 'x' or 'X', ..] => TryDigits(digits[2..], 16, out value),
        ['0', 'o' or 'O', ..] => TryDigits(digits[2..], 8, out value),
        ['0', 'b' or 'B', ..] => TryDigits(digits[2..], 2, out value),
        ['0', _, ..] => TryDigits(digits[1..], 8, out value),
        _ => TryDigits(digits, 10, out value),
    };

    private static bool TryDigits(ReadOnlySpan<char> digits, uint radix, out ulong value)
    {
        value = 0;
        if (digits.IsEmpty)
        {
            return false;
        }

        foreach (var c in digits)
        {
            var digit = char.IsAsciiDigit(c) ? (uint)(c - '0') : char.IsAsciiLetter(c) ? (uint)((c | 0x20) - 'a' + 10) : uint.MaxValue;
            if (digit >= radix)
            {
                return false;
            }

            var high = Math.BigMul(value, radix, out value);
            value += digit;
            if (high != 0 || value < digit)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary><c>[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?</c></summary>
    private static bool IsFloat(ReadOnlySpan<char> text)
    {
        var i = text is ['-' or '+', ..] ? 1 : 0;
        var whole = SkipDigits(text, ref i);
        var fraction = 0;
        if (i < text.Length && text[i] == '.')
        {
            i++;
            fraction = SkipDigits(text, ref i);
        }

        if (whole + fraction == 0)
        {
            return false;
        }

        if (i < text.Length && text[i] is 'e' or 'E')
        {
            i++;
            if (i < text.Length && text[i] is '-' or '+')
            {
                i++;
            }

            if (SkipDigits(text, ref i) == 0)
            {
                return false;
            }
        }

        return i == text.Length;
    }

    private static int SkipDigits(ReadOnlySpan<char> text, ref int i)
    {
        var start = i;
        while (i < text.Length && char.IsAsciiDigit(text[i]))
        {
            i++;
        }

        return i - start;
    }

    private static bool TryDouble(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static NodeKind Integer(ulong magnitude, bool negative, out long bits)
    {
        bits = negative ? unchecked(-(long)magnitude) : (long)magnitude;
        return NodeKind.Int64;
    }

    private static NodeKind Number(double value, out long bits)
    {
        bits = BitConverter.DoubleToInt64Bits(value);
        return NodeKind.Double;
    }
}
