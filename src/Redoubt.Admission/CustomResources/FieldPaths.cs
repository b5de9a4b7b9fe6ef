using System.Text;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>Paths of fields as the API server writes them, and the paths that rules name (`fieldPath`).</summary>
internal static class FieldPaths
{
    public static string Child(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    public static string Key(string path, string key) => $"{path}[{key}]";

    public static string Index(string path, int index) => Key(path, index.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>
    /// Reads `.spec.ports['a.b']` against a schema: fields by dot or in quotes and brackets, nothing that steps into a list.
    /// </summary>
    /// <param name="text">The path.</param>
    /// <param name="schema">The schema that it starts from.</param>
    /// <param name="problem">Why it is no such path; empty if it is one.</param>
    /// <returns>The path as it is appended to another one.</returns>
    public static string Normalize(string text, StructuralSchema schema, out string problem)
    {
        var path = "";
        var tokens = new Queue<string>(Tokens(text));
        while (tokens.TryDequeue(out var token))
        {
            if (token is not ("[" or "."))
            {
                problem = $"expected [ or . but got: {token}";
                return path;
            }

            problem = Step(token == "[", tokens, ref path, ref schema);
            if (problem.Length > 0)
            {
                return path;
            }
        }

        problem = "";
        return path;
    }

    /// <summary>The value that such a path leads to, as far as there is one.</summary>
    public static Node Find(Node from, string text)
    {
        foreach (var token in Tokens(text))
        {
            if (token is "." or "[" or "]")
            {
                continue;
            }

            var next = from[token[0] == '\'' ? Unquoted(token[1..^1]) ?? token : token];
            if (!next.Exists)
            {
                break;
            }

            from = next;
        }

        return from;
    }

    private static string Step(bool quoted, Queue<string> tokens, ref string path, ref StructuralSchema schema)
    {
        if (!tokens.TryDequeue(out var name))
        {
            return "unexpected end of JSON path";
        }

        if (quoted)
        {
            if (name.Length < 2 || name[0] != '\'' || name[^1] != '\'')
            {
                return $"expected single quoted string but got {name}";
            }

            if (Unquoted(name[1..^1]) is not { } unquoted)
            {
                return $"invalid string literal: {name}";
            }

            name = unquoted;
        }

        var next = schema.Properties is { } fields ? fields.GetValueOrDefault(name) : schema.Values;
        if (next is null)
        {
            return "does not refer to a valid field";
        }

        path = schema.Properties is null ? Key(path, name) : Child(path, name);
        schema = next;
        if (!quoted)
        {
            return "";
        }

        return !tokens.TryDequeue(out var close) ? "unexpected end of JSON path" : close == "]" ? "" : $"expected ] but got {close}";
    }

    /// <summary>Dots and brackets alone, quoted text with its quotes, and what stands between.</summary>
    private static IEnumerable<string> Tokens(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            if (text[at] == '\'')
            {
                while (end < text.Length && (text[end] != '\'' || text[end - 1] == '\\'))
                {
                    end++;
                }

                end = Math.Min(end + 1, text.Length);
            }
            else if (text[at] is not ('.' or '[' or ']'))
            {
                var delimiter = text.AsSpan(end).IndexOfAny('.', '[', ']');
                end = delimiter < 0 ? text.Length : end + delimiter;
            }

            yield return text[at..end];
            at = end;
        }
    }

    private static string? Unquoted(string text)
    {
        const string Escapes = "abfnrtv'\\";
        const string Meanings = "\a\b\f\n\r\t\v'\\";
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                plain.Append(text[at]);
                continue;
            }

            var meaning = Escapes.IndexOf(text[++at], StringComparison.Ordinal);
            if (meaning < 0)
            {
                return null;
            }

            plain.Append(Meanings[meaning]);
        }

        return plain.ToString();
    }
}
