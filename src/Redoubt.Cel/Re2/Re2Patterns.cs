using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Redoubt.Cel.Re2;

/// <summary>
/// Patterns that were read before: definitions put the same one into many programs, where it is checked and then planned, and libraries are
/// given the same few. Patterns made of data are not kept beyond a bound. Safe for many threads.
/// </summary>
public static class Re2Patterns
{
    private const int Bound = 1_000;

    private static readonly ConcurrentDictionary<string, (Re2Regex? Regex, Re2Error Error)> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, (Re2Regex? Regex, Re2Error Error)>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The expression of a pattern, or why it has none: as <see cref="Re2Regex.TryParse"/>.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="regex">The expression.</param>
    /// <param name="error">Why RE2 refuses the pattern.</param>
    public static bool TryGet(ReadOnlySpan<char> pattern, [NotNullWhen(true)] out Re2Regex? regex, out Re2Error error)
    {
        if (!BySpan.TryGetValue(pattern, out var found))
        {
            var text = pattern.ToString();
            found = Re2Regex.TryParse(text, out var parsed, out var problem) ? (parsed, default) : (null, problem);
            if (Known.Count < Bound)
            {
                Known[text] = found;
            }
        }

        (regex, error) = found;
        return regex is not null;
    }
}
