using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Redoubt.Cel.Re2;

namespace Redoubt.Kubernetes.Values;

/// <summary>Patterns that were read before. Rules hold a few; patterns made of data are not kept beyond a bound.</summary>
internal static class Re2Cache
{
    private const int Bound = 1_000;

    private static readonly ConcurrentDictionary<string, (Re2Regex? Regex, string Error)> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, (Re2Regex? Regex, string Error)>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The expression of a pattern, or why it has none.</summary>
    public static bool TryGet(ReadOnlySpan<char> pattern, [NotNullWhen(true)] out Re2Regex? regex, out string error)
    {
        if (!BySpan.TryGetValue(pattern, out var found))
        {
            var text = pattern.ToString();
            found = Re2Regex.TryParse(text, out var parsed, out var problem) ? (parsed, "") : (null, problem.ToString());
            if (Known.Count < Bound)
            {
                Known[text] = found;
            }
        }

        (regex, error) = found;
        return regex is not null;
    }
}
