using System.Text;

namespace Redoubt.Kubernetes.Authorizer;

/// <summary>Reads a field selector as <c>fields.ParseSelector</c> does: terms of <c>=</c>, <c>==</c> or <c>!=</c>, with backslashes.</summary>
internal static class FieldSelectorReader
{
    private static readonly string[] Operators = ["!=", "==", "="];

    public static SelectorText Read(string text)
    {
        var requirements = new List<SelectorRequirement>();
        foreach (var term in Terms(text).Where(term => term.Length > 0).Order(StringComparer.Ordinal))
        {
            if (!Split(term, out var key, out var found, out var value))
            {
                return SelectorText.Wrong($"invalid selector: '{text}'; can't understand '{term}'");
            }

            if (!Unescape(value, out var plain, out var problem))
            {
                return SelectorText.Wrong(problem);
            }

            requirements.Add(new SelectorRequirement(key, found == "!=" ? "!=" : "=", [plain]));
        }

        return new SelectorText(requirements, null);
    }

    private static List<string> Terms(string text)
    {
        var terms = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == ',')
            {
                terms.Add(text[start..i]);
                start = i + 1;
            }
        }

        terms.Add(text[start..]);
        return terms;
    }

    private static bool Split(string term, out string key, out string found, out string value)
    {
        for (var i = 0; i < term.Length; i++)
        {
            if (Array.Find(Operators, one => string.CompareOrdinal(term, i, one, 0, one.Length) == 0) is { } match)
            {
                (key, found, value) = (term[..i], match, term[(i + match.Length)..]);
                return true;
            }
        }

        (key, found, value) = ("", "", "");
        return false;
    }

    private static bool Unescape(string value, out string plain, out string problem)
    {
        problem = "";
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            var unit = value[i];
            if (unit == '\\' && i + 1 < value.Length && value[i + 1] is '\\' or ',' or '=')
            {
                unit = value[++i];
            }
            else if (unit == '\\')
            {
                problem = $"invalid field selector: invalid escape sequence: {value[i..Math.Min(i + 2, value.Length)]}";
            }
            else if (unit is ',' or '=')
            {
                problem = $"invalid field selector: unescaped character in value: {unit}";
            }

            text.Append(unit);
        }

        plain = text.ToString();
        return problem.Length == 0;
    }
}
