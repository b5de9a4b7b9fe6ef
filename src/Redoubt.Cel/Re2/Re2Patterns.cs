using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Redoubt.Cel.Re2;

/// <summary>
/// The patterns of programs, each read once: definitions put the same pattern into many programs, where it is checked and then planned.
/// Beyond a bound no more are kept.
/// </summary>
internal static class Re2Patterns
{
    private const int Bound = 1_000;

    private static readonly ConcurrentDictionary<string, Re2Regex> Known = new(StringComparer.Ordinal);

    /// <summary>As <see cref="Re2Regex.TryParse"/>.</summary>
    internal static bool TryGet(string pattern, [NotNullWhen(true)] out Re2Regex? regex, out Re2Error error)
    {
        error = default;
        if (Known.TryGetValue(pattern, out regex))
        {
            return true;
        }

        if (!Re2Regex.TryParse(pattern, out regex, out error))
        {
            return false;
        }

        if (Known.Count < Bound)
        {
            regex = Known.GetOrAdd(pattern, regex);
        }

        return true;
    }
}
