using System.Collections.Concurrent;
using Redoubt.Cel.Re2;

namespace Redoubt.Cel.Libraries.Standard;

/// <summary>RE2 patterns as `matches` uses them: the one seam to <see cref="Re2Regex"/>.</summary>
internal static class Matches
{
    private const int Kept = 256;
    private static readonly ConcurrentDictionary<string, Re2Regex> Known = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, Re2Regex>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A pattern that is not constant; some are kept, since a loop asks for the same again and again.</summary>
    public static CelValue Test(in CelValue text, in CelValue pattern)
    {
        if (!BySpan.TryGetValue(pattern.AsSpan(), out var regex))
        {
            if (!Re2Regex.TryParse(pattern.AsString(), out regex, out var error))
            {
                return CelValue.Error(ReferenceText.InvalidPattern(error.ToString()));
            }

            if (Known.Count >= Kept)
            {
                Known.Clear();
            }

            Known[regex.Pattern] = regex;
        }
        return CelValue.Bool(regex.IsMatch(text.AsSpan()));
    }
}
