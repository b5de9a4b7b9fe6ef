using System.Buffers;
using System.Globalization;

namespace Redoubt.Evidence.Schema;

/// <summary>
/// A resource quantity in the one form that the API server writes it: the largest suffix that leaves a whole number,
/// `1000m` as `1`, `0.5` as `500m`, `1024Mi` as `1Gi`; what is below a nano is rounded up, and what no suffix is large enough for loses it.
/// </summary>
internal static class QuantityText
{
    // 2^63 - 1 in nanos: a larger amount with a binary suffix is held at this, as the server does.
    private static readonly Int128 Most = (Int128)long.MaxValue * Nano;
    private const long Nano = 1_000_000_000;
    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("0123456789.");
    private const string Binary = "KMGTPE";
    private const string Decimal = "num kMGTPE";

    /// <summary>Whether the text is surely in the canonical form; false where only <see cref="Canonical"/> can say.</summary>
    public static bool IsCanonical(ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        var number = digits < 0 ? text : text[..digits];
        if (number.Length is 0 or > 9 || number[0] == '0')
        {
            return text is "0";
        }

        var value = int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture);
        return text[number.Length..] switch
        {
            [] => value % 1000 != 0,
            [var suffix] => value % 1000 != 0 && "mkMGT".Contains(suffix, StringComparison.Ordinal),
            [var suffix, 'i'] => value % 1024 != 0 && "KMGT".Contains(suffix, StringComparison.Ordinal),
            _ => false,
        };
    }

    /// <summary>Reads a quantity; null if it is none.</summary>
    public static string? Canonical(ReadOnlySpan<char> text)
    {
        var rest = text is ['-' or '+', ..] ? text[1..] : text;
        var digits = rest.IndexOfAnyExcept(NumberLetters);
        var number = digits < 0 ? rest : rest[..digits];
        if (!TryFormat(rest[number.Length..], out var format, out var exponent) || !TryNanos(number, format, exponent, out var nanos))
        {
            return null;
        }

        if (nanos == 0)
        {
            return "0";
        }

        var written = nanos >= Most && format != Format.Binary ? WriteLarge(number, format, exponent) : Write(Int128.Min(nanos, Most), format);
        return text[0] == '-' ? "-" + written : written;
    }

    private enum Format { Decimal, Binary, Exponent }

    private static bool TryFormat(ReadOnlySpan<char> suffix, out Format format, out int exponent)
    {
        (format, exponent) = (Format.Decimal, 0);
        if (suffix is [] or [_] && (suffix.IsEmpty || suffix[0] != ' '))
        {
            exponent = suffix.IsEmpty ? 0 : Decimal.IndexOf(suffix[0], StringComparison.Ordinal) * 3 - 9;
            return exponent >= -9;
        }
        if (suffix is [var letter, 'i'] && Binary.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var power)
        {
            (format, exponent) = (Format.Binary, (power + 1) * 10);
            return true;
        }
        format = Format.Exponent;
        return suffix is ['e' or 'E', ..]
            && int.TryParse(suffix[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent);
    }

    // The amount in nanos, rounded up. False if the number has no digit or two points.
    private static bool TryNanos(ReadOnlySpan<char> number, Format format, int exponent, out Int128 nanos)
    {
        var point = number.IndexOf('.');
        var fraction = point < 0 ? default : number[(point + 1)..];
        var whole = point < 0 ? number : number[..point];
        nanos = 0;
        if (whole.IsEmpty && fraction.IsEmpty || fraction.Contains('.'))
        {
            return false;
        }

        var scale = format == Format.Binary ? 0 : Math.Clamp(exponent, -400, 400);
        var factor = format == Format.Binary ? (Int128)1 << exponent : 1;
        var lost = false;
        Add(whole, whole.Length - 1 + 9 + scale, factor, ref nanos, ref lost);
        if (format == Format.Binary)
        {
            AddBinaryFraction(fraction, factor, ref nanos, ref lost);
        }
        else
        {
            Add(fraction, 8 + scale, factor, ref nanos, ref lost);
        }

        nanos += lost ? 1 : 0;
        return true;
    }

    // Adds digits of which the first counts 10^power nanos.
    private static void Add(ReadOnlySpan<char> digits, int power, Int128 factor, ref Int128 nanos, ref bool lost)
    {
        foreach (var digit in digits)
        {
            if (digit != '0' && power < 0)
            {
                lost = true;
            }
            else if (digit != '0')
            {
                nanos = power > 27 ? Most : Int128.Min(Most, nanos + Int128.Min(Most / factor, (digit - '0') * Power(power)) * factor);
            }

            power--;
        }
    }

    private static void AddBinaryFraction(ReadOnlySpan<char> digits, Int128 factor, ref Int128 nanos, ref bool lost)
    {
        // At most 18 digits are exact: 10^18 * 2^60 still fits.
        var used = digits[..Math.Min(18, digits.Length)];
        lost |= digits[used.Length..].IndexOfAnyExcept('0') >= 0;
        if (used.IsEmpty)
        {
            return;
        }

        var (amount, divisor) = (Int128.Parse(used, NumberStyles.None, CultureInfo.InvariantCulture), Power(used.Length));
        var units = amount * factor;
        var part = Int128.DivRem(units, divisor);
        var below = Int128.DivRem(part.Remainder * Nano, divisor);
        nanos = Int128.Min(Most, nanos + part.Quotient * Nano + below.Quotient);
        lost |= below.Remainder != 0;
    }

    private static Int128 Power(int exponent)
    {
        Int128 power = 1;
        while (exponent-- > 0)
        {
            power *= 10;
        }

        return power;
    }

    private static string Write(Int128 nanos, Format format)
    {
        if (format == Format.Binary && nanos >= (Int128)1024 * Nano)
        {
            return WriteBinary((nanos + Nano - 1) / Nano);
        }

        var exponent = -9;
        while (nanos % 1000 == 0 && (exponent < 18 || format == Format.Exponent))
        {
            (nanos, exponent) = (nanos / 1000, exponent + 3);
        }

        var number = nanos.ToString(CultureInfo.InvariantCulture);
        return exponent == 0 ? number
            : format == Format.Exponent ? number + "e" + exponent.ToString(CultureInfo.InvariantCulture)
            : number + Decimal[exponent / 3 + 3];
    }

    // As digits alone: the amount fits no number. What is below a nano adds nothing to one that is so large but in the last digit, which rounds up.
    private static string WriteLarge(ReadOnlySpan<char> number, Format format, int exponent)
    {
        var point = number.IndexOf('.');
        var digits = (point < 0 ? number.ToString() : string.Concat(number[..point], number[(point + 1)..])).TrimStart('0');
        var power = (long)exponent - (point < 0 ? 0 : number.Length - point - 1);
        if (power < -9 && digits[^(int)(-9 - power)..].AsSpan().IndexOfAnyExcept('0') >= 0)
        {
            digits = Next(digits[..^(int)(-9 - power)]);
            power = -9;
        }

        var kept = digits.TrimEnd('0');
        power += digits.Length - kept.Length;
        var zeros = (int)(((power % 3) + 3) % 3);
        (kept, power) = (kept + new string('0', zeros), power - zeros);
        return power == 0 ? kept
            : format == Format.Exponent ? kept + "e" + power.ToString(CultureInfo.InvariantCulture)
            : power > 18 ? kept : kept + Decimal[(int)(power / 3) + 3];
    }

    private static string Next(string digits)
    {
        var nines = digits.Length - digits.TrimEnd('9').Length;
        var head = digits[..^nines];
        return (head.Length == 0 ? "1" : head[..^1] + (char)(head[^1] + 1)) + new string('0', nines);
    }

    private static string WriteBinary(Int128 units)
    {
        var power = 0;
        while (units % 1024 == 0 && power < Binary.Length)
        {
            (units, power) = (units / 1024, power + 1);
        }

        var number = units.ToString(CultureInfo.InvariantCulture);
        return power == 0 ? number : number + Binary[power - 1] + "i";
    }
}
