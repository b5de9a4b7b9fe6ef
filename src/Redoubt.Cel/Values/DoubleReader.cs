using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace Redoubt.Cel.Values;

/// <summary>
/// Reads a double as Go's <c>strconv.ParseFloat</c> does: decimal, or hexadecimal with a binary exponent (`0x1p-2`), with underscores between digits,
/// or infinity and NaN by name. What is too large is none.
/// </summary>
internal static class DoubleReader
{
    private static readonly SearchValues<char> Decimal = SearchValues.Create("0123456789.eE+-");
    private const int Precision = 53;
    private const int LowestExponent = -1074;

    /// <summary>An exponent beyond which no digits bring a number back.</summary>
    private const int LargestExponent = 1 << 24;

    public static bool TryRead(ReadOnlySpan<char> text, out double number)
    {
        var isNegative = text is ['-', ..];
        var unsigned = text is ['+' or '-', ..] ? text[1..] : text;
        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            number = isNegative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        number = double.NaN;
        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var isHexadecimal = unsigned is ['0', 'x' or 'X', ..];
        var digits = isHexadecimal ? unsigned[2..] : unsigned;
        if (!HasGoodUnderscores(digits, isHexadecimal))
        {
            return false;
        }

        var plain = digits.Contains('_') ? digits.ToString().Replace("_", "", StringComparison.Ordinal) : digits;
        var isRead = isHexadecimal ? TryHexadecimal(plain, out number) : TryDecimal(plain, out number);
        number = isNegative ? -number : number;
        return isRead && double.IsFinite(number);
    }

    /// <summary>Whether each underscore stands between two digits, or between the prefix and one.</summary>
    private static bool HasGoodUnderscores(ReadOnlySpan<char> text, bool isHexadecimal)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '_' && !(IsDigit(text, i - 1, isHexadecimal) && IsDigit(text, i + 1, isHexadecimal)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDigit(ReadOnlySpan<char> text, int at, bool isHexadecimal) =>
        at < 0 ? isHexadecimal : at < text.Length && (isHexadecimal ? char.IsAsciiHexDigit(text[at]) : char.IsAsciiDigit(text[at]));

    private static bool TryDecimal(ReadOnlySpan<char> text, out double number)
    {
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        number = 0;
        return !text.ContainsAnyExcept(Decimal) && double.TryParse(text, Style, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Digits, with a point among them or not, and after `p` the power of two.</summary>
    private static bool TryHexadecimal(ReadOnlySpan<char> text, out double number)
    {
        number = 0;
        var at = text.IndexOfAny('p', 'P');
        if (at < 0 || !TryExponent(text[(at + 1)..], out var exponent))
        {
            return false;
        }

        var point = text[..at].IndexOf('.');
        var digits = point < 0 ? text[..at].ToString() : $"{text[..point]}{text[(point + 1)..at]}";
        if (digits.Length == 0 || !BigInteger.TryParse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var mantissa))
        {
            return false;
        }

        number = Round(mantissa, exponent - (point < 0 ? 0 : 4 * (at - point - 1)));
        return true;
    }

    private static bool TryExponent(ReadOnlySpan<char> text, out int exponent)
    {
        var digits = text is ['+' or '-', ..] ? text[1..] : text;
        exponent = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            exponent = Math.Min(LargestExponent, (exponent * 10) + digit - '0');
        }

        exponent = text is ['-', ..] ? -exponent : exponent;
        return digits.Length > 0;
    }

    /// <summary>The double that is nearest, of two the even one.</summary>
    private static double Round(BigInteger mantissa, int exponent)
    {
        var cut = (int)Math.Max(mantissa.GetBitLength() - Precision, (long)LowestExponent - exponent);
        if (cut > mantissa.GetBitLength() + 1)
        {
            return 0;
        }

        if (cut > 0)
        {
            var rest = mantissa & ((BigInteger.One << cut) - 1);
            var half = BigInteger.One << (cut - 1);
            mantissa >>= cut;
            exponent += cut;
            mantissa += rest > half || (rest == half && !mantissa.IsEven) ? 1 : 0;
        }

        return Math.ScaleB((double)mantissa, exponent);
    }
}
