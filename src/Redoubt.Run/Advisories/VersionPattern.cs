using System.Globalization;
using Redoubt.Collect.Advisories;

namespace Redoubt.Run.Advisories;

/// <summary>Ranges of versions as a regular expression (RE2), since the language of controls orders no versions.</summary>
internal static class VersionPattern
{
    // No version has a number with more digits.
    private const string AnyNumber = "[0-9]+";

    /// <summary>What matches the versions 1.MINOR.PATCH of the ranges, with or without a <c>v</c> and whatever follows the patch.</summary>
    public static string Of(IEnumerable<AffectedRange> ranges) => $"^v?1[.]({string.Join('|', ranges.SelectMany(Parts).Distinct(StringComparer.Ordinal))})([^0-9]|$)";

    private static IEnumerable<string> Parts(AffectedRange range)
    {
        var (from, until) = range;
        for (var minor = from.Minor; until is { } end && minor <= end.Minor; minor++)
        {
            var first = minor == from.Minor ? from.Patch : 0;
            var patches = minor < end.Minor ? AtLeast(first) : Between(first, end.Patch);
            if (patches is not null)
            {
                yield return $"{Number(minor)}[.]{patches}";
            }
        }

        if (until is null)
        {
            yield return $"{Number(from.Minor)}[.]{AtLeast(from.Patch)}";
            yield return $"{AtLeast(from.Minor + 1)}[.]{AnyNumber}";
        }
    }

    private static string? Between(int first, int end) => first >= end ? null : $"({string.Join('|', Enumerable.Range(first, end - first).Select(Number))})";

    /// <summary>The numbers from one on: those with as many digits, each digit in turn the first that is greater, and all with more digits.</summary>
    private static string AtLeast(int number)
    {
        if (number == 0)
        {
            return AnyNumber;
        }

        var digits = Number(number);
        var parts = new List<string> { digits };
        for (var at = 0; at < digits.Length; at++)
        {
            if (digits[at] < '9')
            {
                parts.Add($"{digits[..at]}[{(char)(digits[at] + 1)}-9]{string.Concat(Enumerable.Repeat("[0-9]", digits.Length - at - 1))}");
            }
        }

        parts.Add($"[1-9]{string.Concat(Enumerable.Repeat("[0-9]", digits.Length))}[0-9]*");
        return $"({string.Join('|', parts)})";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
