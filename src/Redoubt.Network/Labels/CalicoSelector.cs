using System.Text.RegularExpressions;

namespace Redoubt.Network.Labels;

/// <summary>
/// Calico's language of selectors: <c>app == 'db' &amp;&amp; (has(tier) || !(env in {'a', 'b'}))</c>.
/// </summary>
internal static partial class CalicoSelector
{
    // Longer ones, deeper ones and those that come to more alternatives are told as not read.
    private const int Longest = 16 * 1024;
    private const int Deepest = 50;
    private const int MostAlternatives = 64;

    private static readonly Requirement[][] Everything = [[]];
    private static readonly Requirement[][] Nothing = [];

    /// <summary>What a selector asks: one of these lists, whose parts must all hold. None fits nothing.</summary>
    /// <param name="text">The selector.</param>
    /// <returns>Null for words that are not read here.</returns>
    public static IReadOnlyList<IReadOnlyList<Requirement>>? Read(string text)
    {
        if (text.Length > Longest)
        {
            return null;
        }

        var rest = text.AsSpan().Trim();
        return rest.IsEmpty ? Everything : Either(ref rest, isNot: false, depth: 0) is { } found && rest.IsEmpty ? found : null;
    }

    private static Requirement[][]? Either(ref ReadOnlySpan<char> rest, bool isNot, int depth) => Joined(ref rest, isNot, depth, "||", static (ref left, no, deep) => Both(ref left, no, deep), isAny: !isNot);

    private static Requirement[][]? Both(ref ReadOnlySpan<char> rest, bool isNot, int depth) => Joined(ref rest, isNot, depth, "&&", static (ref left, no, deep) => One(ref left, no, deep), isAny: isNot);

    private delegate Requirement[][]? Part(ref ReadOnlySpan<char> rest, bool isNot, int depth);

    // What is denied turns: neither one nor the other is both not.
    private static Requirement[][]? Joined(ref ReadOnlySpan<char> rest, bool isNot, int depth, string word, Part part, bool isAny)
    {
        var all = part(ref rest, isNot, depth);
        while (all is not null && rest.StartsWith(word))
        {
            rest = rest[word.Length..].TrimStart();
            all = part(ref rest, isNot, depth) is not { } more || (isAny ? all.Length + more.Length : (long)all.Length * more.Length) > MostAlternatives ? null
                : isAny ? [.. all, .. more]
                : [.. from left in all from right in more select (Requirement[])[.. left, .. right]];
        }

        return all;
    }

    private static Requirement[][]? One(ref ReadOnlySpan<char> rest, bool isNot, int depth)
    {
        if (depth > Deepest || rest.IsEmpty)
        {
            return null;
        }

        if (rest[0] is '!' or '(')
        {
            var isGroup = rest[0] == '(';
            rest = rest[1..].TrimStart();
            var inner = isGroup ? Either(ref rest, isNot, depth + 1) : One(ref rest, !isNot, depth + 1);
            if (isGroup && inner is not null)
            {
                inner = rest.StartsWith(")") ? inner : null;
                rest = inner is null ? rest : rest[1..].TrimStart();
            }

            return inner;
        }

        var match = Atom().Match(rest.ToString());
        rest = rest[match.Length..].TrimStart();
        return !match.Success ? null
            : match.Groups["all"].Success ? isNot ? Nothing : Everything
            : match.Groups["global"].Success ? [[isNot ? Requirement.OutsideNamespaces with { IsNot = true } : Requirement.OutsideNamespaces]]
            : [[RequirementOf(match) is var asked && isNot ? asked with { IsNot = !asked.IsNot } : asked]];
    }

    private static Requirement RequirementOf(System.Text.RegularExpressions.Match match)
    {
        var values = match.Groups["value"].Captures.Select(capture => capture.Value[1..^1]).ToHashSet(StringComparer.Ordinal);
        var isNot = match.Groups["is"].Value == "!=" || match.Groups["out"].Success;
        var test = match.Groups["part"].Value switch { "" => LabelTest.Is, "contains" => LabelTest.Contains, ['s', ..] => LabelTest.StartsWith, _ => LabelTest.EndsWith };
        return new Requirement(match.Groups["key"].Value, match.Groups["has"].Success ? null : values, isNot, test);
    }

    [GeneratedRegex(
        """
        ^(?:(?<all>all\(\s*\))
          |(?<global>global\(\s*\))
          |(?<has>has)\(\s*(?<key>[A-Za-z0-9_./-]+)\s*\)
          |(?<key>[A-Za-z0-9_./-]+)\s*(?<is>==|!=)\s*(?<value>'[^']*'|"[^"]*")
          |(?<key>[A-Za-z0-9_./-]+)\s+(?<part>contains|starts\s+with|ends\s+with)\s*(?<value>'[^']*'|"[^"]*")
          |(?<key>[A-Za-z0-9_./-]+)\s+(?<out>not\s+)?in\s*\{\s*(?<value>'[^']*'|"[^"]*")(?:\s*,\s*(?<value>'[^']*'|"[^"]*"))*\s*\})
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Atom();
}
