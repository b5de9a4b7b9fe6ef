using System.Globalization;
using System.Numerics;

namespace Redoubt.Evidence.Quantities;

/// <summary>Reads a quantity as <c>resource.ParseQuantity</c> does, with its oddities: <c>-</c>, <c>.</c> and <c>Mi</c> are zero.</summary>
internal static class QuantityReader
{
    private const int SmallDigits = 18;
    private const string Suffixes = "eEinumkKMGTP";
    private const string FormatWrong = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    private const string NumberWrong = "unable to parse numeric part of quantity";
    private const string SuffixWrong = "unable to parse quantity's suffix";

    /// <summary>The quantity, or null and why.</summary>
    public static Quantity? Read(string text, out string reason)
    {
        reason = "";
        if (!Split(text, out var whole, out var fraction, out var suffix))
        {
            reason = FormatWrong;
            return null;
        }

        if (!Suffix(suffix, out var exponent, out var format))
        {
            reason = SuffixWrong;
            return null;
        }

        var negative = text[0] == '-';
        if (Small(whole, fraction, exponent, format, out var small, out var scale))
        {
            return Quantity.Small(negative ? -small : small, scale, format);
        }

        // Only where 64 bits are not enough must there be a digit.
        if (!text.AsSpan(0, text.Length - suffix.Length).ContainsAnyInRange('0', '9'))
        {
            reason = NumberWrong;
            return null;
        }

        return Large(BigInteger.Parse(whole + fraction, CultureInfo.InvariantCulture), fraction.Length, exponent, format, negative);
    }

    /// <summary>Sign, digits, digits after a point, suffix; leading zeros fall away.</summary>
    private static bool Split(string text, out string whole, out string fraction, out string suffix)
    {
        (whole, fraction, suffix) = ("0", "", "");
        if (text.Length == 0)
        {
            return false;
        }

        var at = text[0] is '-' or '+' ? 1 : 0;
        while (at < text.Length && text[at] == '0')
        {
            at++;
        }

        var start = at;
        at = SkipDigits(text, at);
        whole = at > start ? text[start..at] : "0";
        if (at < text.Length && text[at] == '.')
        {
            start = ++at;
            at = SkipDigits(text, at);
            fraction = text[start..at];
        }

        suffix = text[at..];
        while (at < text.Length && Suffixes.Contains(text[at]))
        {
            at++;
        }

        if (at < text.Length && text[at] is '-' or '+')
        {
            at++;
        }

        return SkipDigits(text, at) == text.Length;
    }

    private static int SkipDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool Suffix(string suffix, out int exponent, out QuantityFormat format)
    {
        var power = Array.IndexOf(QuantityText.Decimal, suffix);
        format = QuantityFormat.Decimal;
        exponent = (power * 3) + Quantity.Finest;
        if (power >= 0)
        {
            return true;
        }

        power = Array.IndexOf(QuantityText.Binary, suffix);
        format = QuantityFormat.Binary;
        exponent = power * 10;
        if (power > 0)
        {
            return true;
        }

        format = QuantityFormat.Exponent;
        return suffix.Length > 1 && suffix[0] is 'e' or 'E'
            && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            && exponent is >= -Quantity.LargestExponent and <= Quantity.LargestExponent;
    }

    /// <summary>Whether 64 bits hold it, by the number of its digits.</summary>
    private static bool Small(string whole, string fraction, int exponent, QuantityFormat format, out long number, out int scale)
    {
        var isBinary = format == QuantityFormat.Binary;
        var room = isBinary
            ? (fraction.Length == 0 ? 15 - whole.Length - (int)((float)exponent * 3 / 10) - 1 : -1)
            : SmallDigits - whole.Length - fraction.Length;
        number = 0;
        scale = (isBinary ? 0 : exponent) - fraction.Length;
        if (room < 0 || scale < Quantity.Finest)
        {
            return false;
        }

        var shifted = (Int128)long.Parse(whole + fraction, CultureInfo.InvariantCulture) << (isBinary ? exponent : 0);
        number = (long)shifted;
        return shifted <= long.MaxValue;
    }

    /// <summary>Rounded away from zero to a billionth; binary ones end at 2^63-1.</summary>
    private static Quantity Large(BigInteger number, int fraction, int exponent, QuantityFormat format, bool negative)
    {
        var scale = -fraction;
        if (format == QuantityFormat.Binary)
        {
            number <<= exponent;
        }
        else
        {
            scale += exponent;
        }

        if (!number.IsZero)
        {
            number = scale >= Quantity.Finest
                ? number * BigInteger.Pow(10, scale - Quantity.Finest)
                : Up(number, BigInteger.Pow(10, Quantity.Finest - scale));
            scale = Quantity.Finest;
        }

        var one = BigInteger.Pow(10, -scale is > 0 and var places ? places : 0);
        if (format == QuantityFormat.Binary && number > long.MaxValue * one)
        {
            (number, scale) = (long.MaxValue, 0);
        }
        else if (format == QuantityFormat.Binary && number < one && !number.IsZero)
        {
            format = QuantityFormat.Decimal;
        }

        return Quantity.Large(negative ? -number : number, scale, format);
    }

    private static BigInteger Up(BigInteger number, BigInteger by)
    {
        var quotient = BigInteger.DivRem(number, by, out var rest);
        return rest.IsZero ? quotient : quotient + 1;
    }
}
