using System.Globalization;

namespace Redoubt.Cel.Values;

/// <summary>Doubles with a fixed number of digits: the exact value, rounded half to even, as C's <c>%f</c> and <c>%e</c>.</summary>
internal static class DoubleText
{
    /// <summary>More digits than a tie between two roundings can have, beyond those that are shown.</summary>
    private const int Guard = 60;

    public static string Fixed(double value, int precision)
    {
        if (!double.IsFinite(value))
        {
            return Text.ShowPlain(value);
        }

        var exact = Math.Abs(value).ToString("F" + (precision + Guard), CultureInfo.InvariantCulture);
        var sign = double.IsNegative(value) ? "-" : "";
        return sign + Round(exact, exact.Length - Guard);
    }

    public static string Scientific(double value, int precision)
    {
        if (!double.IsFinite(value))
        {
            return Text.ShowPlain(value);
        }

        var exact = Math.Abs(value).ToString("E" + (precision + Guard), CultureInfo.InvariantCulture);
        var at = exact.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(exact.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var digits = Round(exact[..at], at - Guard);
        if (digits.StartsWith("10", StringComparison.Ordinal))
        {
            digits = precision == 0 ? "1" : "1." + new string('0', precision);
            exponent++;
        }
        var sign = double.IsNegative(value) ? "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):D2}");
    }

    /// <summary>The first characters of a decimal number, rounded by those that are cut off.</summary>
    private static string Round(string exact, int length)
    {
        var kept = exact[..length].TrimEnd('.').ToCharArray();
        var cut = exact.AsSpan(length);
        var above = cut[0] > '5' || (cut[0] == '5' && cut[1..].ContainsAnyExcept('0'));
        var tie = cut[0] == '5' && !above;
        if (!above && !(tie && (kept[^1] - '0') % 2 == 1))
        {
            return new string(kept);
        }

        for (var i = kept.Length - 1; i >= 0; i--)
        {
            if (kept[i] == '.')
            {
                continue;
            }

            if (kept[i] != '9')
            {
                kept[i]++;
                return new string(kept);
            }
            kept[i] = '0';
        }
        return "1" + new string(kept);
    }
}
