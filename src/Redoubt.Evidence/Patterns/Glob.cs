using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Redoubt.Evidence.Patterns;

/// <summary>
/// A pattern of names with slashes: the one dialect that paths, control ids and namespaces are chosen by, on the command line and in
/// <c>redoubt.yaml</c> (docs/sources.md). <c>*</c> and <c>?</c> stay within a name, <c>**</c> crosses folders, <c>[a-z]</c> is one character of
/// several and <c>[!a-z]</c> one of the others. All else stands for itself. Matching takes time in proportion to the name.
/// </summary>
public sealed class Glob
{
    // One character: a pair of surrogates is one.
    private const string AnyCharacter = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^/])";

    // A plain name needs none.
    private readonly Regex? _regex;

    /// <summary>Reads a pattern. Every text is one.</summary>
    /// <param name="pattern">The pattern, with forward slashes.</param>
    public Glob(string pattern)
    {
        Pattern = pattern;
        _regex = FirstWild(pattern) < 0 ? null : new Regex(Translate(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    /// <summary>The pattern as it was written.</summary>
    public string Pattern { get; }

    /// <summary>Where the first character stands that is more than itself; -1 where the pattern is a plain name.</summary>
    /// <param name="pattern">The pattern.</param>
    public static int FirstWild(string pattern) => pattern.AsSpan().IndexOfAny('*', '?', '[');

    /// <summary>Whether a whole name fits.</summary>
    /// <param name="name">The name, with forward slashes.</param>
    public bool Fits(string name) => _regex?.IsMatch(name) ?? name == Pattern;

    /// <inheritdoc/>
    public override string ToString() => Pattern;

    private static string Translate(string pattern)
    {
        var regex = new StringBuilder(@"\A");
        var at = 0;
        while (at < pattern.Length)
        {
            at += pattern[at] switch
            {
                '*' => AppendStars(regex, pattern, at),
                '?' => Append(regex, AnyCharacter),
                '[' => AppendSet(regex, pattern, at),
                _ => Append(regex, Regex.Escape(pattern[at].ToString())),
            };
        }

        return regex.Append(@"\z").ToString();
    }

    private static int Append(StringBuilder regex, string text)
    {
        regex.Append(text);
        return 1;
    }

    // `**/` is any number of folders, none among them; two stars elsewhere are anything at all.
    private static int AppendStars(StringBuilder regex, string pattern, int at)
    {
        if (at + 1 == pattern.Length || pattern[at + 1] != '*')
        {
            return Append(regex, "[^/]*");
        }

        var isWholeName = (at == 0 || pattern[at - 1] == '/') && at + 2 < pattern.Length && pattern[at + 2] == '/';
        regex.Append(isWholeName ? "(?:.*/)?" : ".*");
        return isWholeName ? 3 : 2;
    }

    // A bracket that nothing closes is a bracket; one that comes first in a set is part of it.
    private static int AppendSet(StringBuilder regex, string pattern, int at)
    {
        var isOthers = at + 1 < pattern.Length && pattern[at + 1] == '!';
        var first = at + (isOthers ? 2 : 1);
        var close = first < pattern.Length ? pattern.IndexOf(']', first + 1) : -1;
        if (close < 0)
        {
            return Append(regex, @"\[");
        }

        var members = Members(pattern.AsSpan(first..close));
        regex.Append(isOthers ? $@"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^/{members}])" : $"[{members}-[/]]");
        return close + 1 - at;
    }

    // Each member as a range of code units; one whose ends are in the wrong order has none.
    private static string Members(ReadOnlySpan<char> members)
    {
        var ranges = new StringBuilder();
        for (var at = 0; at < members.Length; at++)
        {
            var low = members[at];
            if (at + 2 < members.Length && members[at + 1] == '-')
            {
                at += 2;
            }

            if (low <= members[at])
            {
                ranges.Append(CultureInfo.InvariantCulture, $@"\u{(int)low:x4}-\u{(int)members[at]:x4}");
            }
        }

        return ranges.Length == 0 ? "/" : ranges.ToString();
    }
}
