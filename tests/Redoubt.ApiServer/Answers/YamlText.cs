using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.ApiServer.Answers;

/// <summary>Objects as <c>sigs.k8s.io/yaml</c> writes them: fields in the order of their names, two spaces a level, lists not indented.</summary>
internal static class YamlText
{
    private const int LineWidth = 80;

    public static string Of(JsonObject value)
    {
        var text = new StringBuilder();
        Map(value, 0, text, isInList: false);
        return text.ToString();
    }

    private static void Map(JsonObject map, int depth, StringBuilder text, bool isInList)
    {
        foreach (var (name, value) in map.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            text.Append(isInList ? "" : new string(' ', depth * 2)).Append(Scalar(name, 0));
            isInList = false;
            Value(value, depth, text, name.Length + 2 + (depth * 2));
        }
    }

    private static void Value(JsonNode? value, int depth, StringBuilder text, int column)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                text.Append(":\n");
                Map(map, depth + 1, text, isInList: false);
                break;
            case JsonArray { Count: > 0 } list:
                text.Append(":\n");
                foreach (var item in list)
                {
                    text.Append(' ', depth * 2).Append("- ");
                    if (item is JsonObject { Count: > 0 } one)
                    {
                        Map(one, depth + 1, text, isInList: true);
                    }
                    else
                    {
                        text.Append(Leaf(item, depth, 0)).Append('\n');
                    }
                }

                break;
            default:
                text.Append(": ").Append(Leaf(value, depth, column)).Append('\n');
                break;
        }
    }

    private static string Leaf(JsonNode? value, int depth, int column) => value switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        _ when value.GetValueKind() == JsonValueKind.String => Folded(Scalar((string)value!, depth), depth, column),
        _ => value.ToJsonString(),
    };

    private static string Scalar(string text, int depth)
    {
        if (text.Contains('\n', StringComparison.Ordinal))
        {
            var lines = text.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? "" : new string(' ', (depth + 1) * 2) + line);
            return (text.EndsWith('\n') ? "|\n" : "|-\n") + string.Join('\n', lines);
        }

        var isOther = text.Length == 0 || text is "null" or "true" or "false" or "~" or "yes" or "no" or "on" or "off" || double.TryParse(text, out _) || (char.IsDigit(text[0]) && text.Contains(':', StringComparison.Ordinal));
        if (isOther)
        {
            return $"\"{text}\"";
        }

        var isPlain = !"&*!|>'\"%@`{}[]#,?-:".Contains(text[0], StringComparison.Ordinal) && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal) && text[^1] is not (' ' or ':');
        return isPlain || (text.Length > 1 && text[0] is '-' or '.' && text[1] is not ' ' && !text.Contains(": ", StringComparison.Ordinal)) ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    // Long texts go on at the next line.
    private static string Folded(string text, int depth, int column)
    {
        if (text.Contains('\n', StringComparison.Ordinal))
        {
            return text;
        }

        var folded = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (folded.Length > 0 && column > LineWidth)
            {
                folded.Append('\n').Append(' ', (depth + 1) * 2);
                column = (depth + 1) * 2;
            }
            else if (folded.Length > 0)
            {
                folded.Append(' ');
                column++;
            }

            folded.Append(word);
            column += word.Length;
        }

        return folded.ToString();
    }
}
