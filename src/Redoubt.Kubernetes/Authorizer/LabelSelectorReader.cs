using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Authorizer;

/// <summary>Reads a label selector as <c>labels.ParseToRequirements</c> does, and says in its words why it cannot.</summary>
internal sealed class LabelSelectorReader
{
    private const string Symbols = "=!(),><";
    private static readonly string[] Binary = ["in", "notin", "=", "==", "!=", ">", "<"];
    private readonly List<string> _tokens;
    private int _next;

    private LabelSelectorReader(string text) => _tokens = Tokens(text);

    /// <summary>The requirements of a selector.</summary>
    public static SelectorText Read(string text)
    {
        var requirements = new List<SelectorRequirement>();
        return new LabelSelectorReader(text).Requirements(requirements) is { } problem
            ? SelectorText.Wrong(problem)
            : new SelectorText([.. requirements.OrderBy(one => one.Key, StringComparer.Ordinal)], null);
    }

    private string Next => _next < _tokens.Count ? _tokens[_next] : "";

    private bool AtEnd => _next >= _tokens.Count;

    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (text[i] is ' ' or '\t' or '\r' or '\n')
            {
                i++;
                continue;
            }

            if (Symbols.Contains(text[i]))
            {
                i += i + 1 < text.Length && text[i] is '=' or '!' && text[i + 1] == '=' ? 2 : 1;
            }
            else
            {
                while (i < text.Length && !Symbols.Contains(text[i]) && text[i] is not (' ' or '\t' or '\r' or '\n'))
                {
                    i++;
                }
            }

            tokens.Add(text[start..i]);
        }

        return tokens;
    }

    private static bool IsWord(string token) => token.Length > 0 && !Symbols.Contains(token[0]);

    private string Take() => AtEnd ? "" : _tokens[_next++];

    private string? Requirements(List<SelectorRequirement> into)
    {
        while (!AtEnd)
        {
            if (!IsWord(Next) && Next != "!")
            {
                return $"found '{Next}', expected: !, identifier, or 'end of string'";
            }

            if (Requirement(into) is { } problem)
            {
                return $"unable to parse requirement: {problem}";
            }

            if (AtEnd)
            {
                break;
            }

            if (Next != ",")
            {
                return $"found '{Next}', expected: ',' or 'end of string'";
            }

            Take();
            if (!IsWord(Next) && Next != "!")
            {
                return $"found '{Next}', expected: identifier after ','";
            }
        }

        return null;
    }

    private string? Requirement(List<SelectorRequirement> into)
    {
        var isAbsent = Next == "!";
        var key = isAbsent && Take().Length > 0 ? Take() : Take();
        if (!IsWord(key))
        {
            return $"found '{key}', expected: identifier";
        }

        if (NameRules.QualifiedName(key) is { Count: > 0 } wrong)
        {
            return $"<nil>: Invalid value: {GoText.Quote(key)}: {string.Join("; ", wrong)}";
        }

        if (isAbsent || AtEnd || Next == ",")
        {
            into.Add(new SelectorRequirement(key, isAbsent ? "!" : "exists", []));
            return null;
        }

        var relation = Take();
        if (!Binary.Contains(relation))
        {
            return $"found '{relation}', expected: in, notin, =, ==, !=, gt, lt";
        }

        var values = new SortedSet<string>(StringComparer.Ordinal);
        var problem = relation is "in" or "notin" ? Set(values) : Exact(values);
        into.Add(new SelectorRequirement(key, relation, [.. values]));
        return problem ?? Refused(relation, values);
    }

    private static string? Refused(string relation, SortedSet<string> values)
    {
        var index = 0;
        foreach (var value in values)
        {
            if (relation is ">" or "<" && !long.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _))
            {
                return $"values[{index}]: Invalid value: {GoText.Quote(value)}: for 'Gt', 'Lt' operators, the value must be an integer";
            }

            if (NameRules.LabelValue(value) is { Count: > 0 } wrong)
            {
                return $"values[{index}]: Invalid value: {GoText.Quote(value)}: {string.Join("; ", wrong)}";
            }

            index++;
        }

        return null;
    }

    private string? Exact(SortedSet<string> values)
    {
        if (AtEnd || Next == ",")
        {
            values.Add("");
            return null;
        }

        var value = Take();
        values.Add(value);
        return IsWord(value) ? null : $"found '{value}', expected: identifier";
    }

    /// <summary>Values in parentheses; nothing between two commas is the empty value.</summary>
    private string? Set(SortedSet<string> values)
    {
        if (Next != "(")
        {
            return $"found '{Next}' expected: '('";
        }

        Take();
        while (true)
        {
            values.Add(IsWord(Next) ? Take() : "");
            var end = Take();
            if (end == ")")
            {
                return null;
            }

            if (end != ",")
            {
                return $"found '{end}', expected: ',' or ')'";
            }
        }
    }
}
