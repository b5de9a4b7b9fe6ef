namespace Redoubt.Cel;

/// <summary>Writes problems as cel-go and so the API server does: place, message, the line, and a mark below it.</summary>
public static class ReferenceText
{
    /// <summary>How Go begins to say that a pattern is not valid; what follows keeps its marks.</summary>
    internal const string BrokenPattern = "error parsing regexp";

    private const string NoConversion = "type conversion error";

    /// <summary>The error of a text that is no value of a type.</summary>
    internal static string InvalidConversion(string text, string type) => $"{NoConversion} from 'string' to '{type}': `{text}`";

    /// <summary>The error of a pattern that is not valid.</summary>
    internal static string InvalidPattern(string reason) => $"{BrokenPattern}: {reason}";

    private const string NoSuchOverload = "no such overload";

    /// <summary>All problems, each as <c>ERROR: &lt;input&gt;:1:5: undefined field 'x'</c> with the line and its mark.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="problems">What is wrong with it.</param>
    public static string Show(string text, IEnumerable<CelProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(problems);
        return string.Join('\n', problems.Select(problem => (Problem: problem, At: Offset(text, problem))).OrderBy(one => one.At).Select(one => Show(text, one.Problem, one.At)));
    }

    /// <summary>An evaluation error as cel-go says it: without the marks around the user's own text, a wrong overload without its types.</summary>
    public static string Show(CelError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.Message.StartsWith(NoSuchOverload, StringComparison.Ordinal) ? NoSuchOverload
            : error.Message.Contains(BrokenPattern, StringComparison.Ordinal) ? error.Message
            : error.Message.StartsWith(NoConversion, StringComparison.Ordinal) ? error.Message[..error.Message.IndexOf(": `", StringComparison.Ordinal)]
            : error.Message.Replace("`", "", StringComparison.Ordinal);
    }

    private static string Show(string text, CelProblem problem, int at)
    {
        var start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        var end = text.IndexOf('\n', start);
        var line = text[start..(end < 0 ? text.Length : end)].Replace('\t', ' ');
        var number = text.AsSpan(0, start).Count('\n') + 1;
        var column = Runes(text.AsSpan(start, at - start));
        var message = problem.Reference.Length > 0 ? problem.Reference : problem.Message;
        return $"ERROR: <input>:{number}:{column + 1}: {message}\n | {line}\n | {new string('.', column)}^";
    }

    /// <summary>Where cel-go puts it: a selection is at its dot, a call and <c>has</c> at their parenthesis.</summary>
    private static int Offset(string text, CelProblem problem)
    {
        var at = Math.Clamp(problem.Span.Start, 0, text.Length);
        switch (problem.Code)
        {
            case "undeclared-field" or "no-selection":
                return HasAround(text, problem.Span) is >= 0 and var has ? has : Dot(text, at);
            case "not-iterable" when at > 0 && text[at - 1] == '.':
                return at - 1;
            case "undeclared-function" or "no-overload" when at < text.Length && (char.IsAsciiLetter(text[at]) || text[at] == '_'):
                var open = text.IndexOf('(', at);
                return open < 0 || text.AsSpan(at, 2) is "in" && problem.Span.Length == 2 ? at : open;
            default:
                return at;
        }
    }

    private static int Dot(string text, int at)
    {
        var dot = at == 0 ? -1 : text.LastIndexOf('.', at - 1);
        return dot < 0 ? at : dot;
    }

    /// <summary>The parenthesis of the <c>has</c> that asks for a field; -1 for a field that is read.</summary>
    private static int HasAround(string text, CelSpan field)
    {
        var after = field.Start + field.Length;
        while (after < text.Length && char.IsWhiteSpace(text[after]))
        {
            after++;
        }

        if (after >= text.Length || text[after] != ')')
        {
            return -1;
        }

        var depth = 0;
        for (var at = Math.Min(field.Start, text.Length) - 1; at >= 0; at--)
        {
            if (text[at] is ')' or ']' or '}')
            {
                depth++;
            }
            else if (text[at] is '(' or '[' or '{' && depth == 0)
            {
                var word = text.AsSpan(0, at).TrimEnd();
                var isHas = text[at] == '(' && word.EndsWith("has", StringComparison.Ordinal) && (word.Length == 3 || !(char.IsAsciiLetterOrDigit(word[^4]) || word[^4] is '_' or '.'));
                return isHas ? at : -1;
            }
            else if (text[at] is '(' or '[' or '{')
            {
                depth--;
            }
        }

        return -1;
    }

    private static int Runes(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
