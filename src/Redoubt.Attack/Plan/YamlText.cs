using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace Redoubt.Attack.Plan;

/// <summary>An object as YAML in block style; strings that could be something else are quoted as JSON has them, which is YAML too.</summary>
internal static class YamlText
{
    /// <summary>The text, with a line break at the end.</summary>
    public static string Of(JsonObject root)
    {
        var text = new StringBuilder();
        Map(text, root, "");
        return text.ToString();
    }

    private static void Map(StringBuilder text, JsonObject map, string indent)
    {
        foreach (var (name, value) in map)
        {
            text.Append(indent).Append(Scalar(name)).Append(':');
            Value(text, value, indent);
        }
    }

    private static void Value(StringBuilder text, JsonNode? value, string indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                text.Append('\n');
                Map(text, map, indent + "  ");
                break;
            case JsonArray { Count: > 0 } list:
                text.Append('\n');
                Items(text, list, indent);
                break;
            default:
                text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void Items(StringBuilder text, JsonArray list, string indent)
    {
        foreach (var item in list)
        {
            if (item is JsonObject { Count: > 0 } map)
            {
                var inner = new StringBuilder();
                Map(inner, map, indent + "  ");
                text.Append(indent).Append("- ").Append(inner, indent.Length + 2, inner.Length - indent.Length - 2);
            }
            else
            {
                text.Append(indent).Append("- ").Append(item is JsonArray ? item.ToJsonString() : Scalar(item)).Append('\n');
            }
        }
    }

    private static string Scalar(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue one when one.TryGetValue<string>(out var text) => Scalar(text),
        _ => value.ToJsonString(),
    };

    private static string Scalar(string text) => IsPlain(text) ? text : $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    // Words of letters that no reader takes for anything but text.
    private static bool IsPlain(string text) => text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '/' or '_')
        && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n");
}
