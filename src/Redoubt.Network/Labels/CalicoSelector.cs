using System.Text.RegularExpressions;

namespace Redoubt.Network.Labels;

/// <summary>
/// Calico's language of selectors, as far as it asks several things that must all hold: <c>app == 'db' &amp;&amp; has(tier)</c>. Its other words are not read.
/// </summary>
internal static partial class CalicoSelector
{
    // Longer ones are told as not read.
    private const int Longest = 16 * 1024;

    /// <summary>What a selector asks.</summary>
    /// <param name="text">The selector.</param>
    /// <returns>Null for words that are not read here.</returns>
    public static IReadOnlyList<Requirement>? Read(string text)
    {
        var requirements = new List<Requirement>();
        if (text.Length > Longest)
        {
            return null;
        }

        for (var rest = text.Trim(); ;)
        {
            var match = Atom().Match(rest);
            if (!match.Success)
            {
                return rest.Length == 0 && requirements.Count == 0 ? requirements : null;
            }

            if (!match.Groups["all"].Success)
            {
                requirements.Add(RequirementOf(match));
            }

            rest = rest[match.Length..].TrimStart();
            if (rest.Length == 0)
            {
                return requirements;
            }

            if (!rest.StartsWith("&&", StringComparison.Ordinal))
            {
                return null;
            }

            rest = rest[2..].TrimStart();
            if (rest.Length == 0)
            {
                return null;
            }
        }
    }

    private static Requirement RequirementOf(System.Text.RegularExpressions.Match match)
    {
        var values = match.Groups["value"].Captures.Select(capture => capture.Value[1..^1]).ToHashSet(StringComparer.Ordinal);
        var isNot = match.Groups["not"].Success || match.Groups["is"].Value == "!=" || match.Groups["out"].Success;
        return new Requirement(match.Groups["key"].Value, match.Groups["has"].Success ? null : values, isNot);
    }

    [GeneratedRegex(
        """
        ^(?:(?<all>all\(\s*\))
          |(?<not>!)?\s*(?<has>has)\(\s*(?<key>[A-Za-z0-9_./-]+)\s*\)
          |(?<key>[A-Za-z0-9_./-]+)\s*(?<is>==|!=)\s*(?<value>'[^']*'|"[^"]*")
          |(?<key>[A-Za-z0-9_./-]+)\s+(?<out>not\s+)?in\s*\{\s*(?<value>'[^']*'|"[^"]*")(?:\s*,\s*(?<value>'[^']*'|"[^"]*"))*\s*\})
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Atom();
}
