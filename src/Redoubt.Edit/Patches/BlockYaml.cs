using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Redoubt.Evidence.Write;

namespace Redoubt.Edit.Patches;

/// <summary>
/// JSON as YAML in block style; strings that could be something else are quoted as JSON has them, which is YAML too. A text of several lines in a field is a literal block.
/// </summary>
/// <param name="newLine">What ends a line.</param>
/// <param name="step">By how much a map in a map is indented.</param>
/// <param name="listIndent">By how much the dash of a list is indented from its key.</param>
public sealed class BlockYaml(string newLine = "\n", int step = 2, int listIndent = 0)
{
    /// <summary>An object, with a line break at the end.</summary>
    /// <param name="root">The object.</param>
    public static string Of(JsonObject root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var text = new StringBuilder();
        new BlockYaml().Map(text, root, 0);
        return text.ToString();
    }

    /// <summary>A field of a map, with a line break at the end.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="indent">By how much the map is indented.</param>
    public string Field(string name, JsonNode? value, int indent)
    {
        var text = new StringBuilder();
        Field(text, name, value, indent);
        return text.ToString();
    }

    /// <summary>An item of a list, with a line break at the end.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="indent">By how much the dash is indented.</param>
    public string Item(JsonNode? value, int indent)
    {
        var text = new StringBuilder();
        Item(text, value, indent);
        return text.ToString();
    }

    /// <summary>What stands below a key, from the next line on, with a line break at the end.</summary>
    /// <param name="value">A map or list that is not empty.</param>
    /// <param name="indent">By how much the key is indented.</param>
    public string Below(JsonNode value, int indent)
    {
        var text = new StringBuilder();
        if (value is JsonObject map)
        {
            Map(text, map, indent + step);
        }
        else
        {
            Items(text, (JsonArray)value, indent + listIndent);
        }

        return text.ToString();
    }

    /// <summary>Whether a value takes lines of its own.</summary>
    /// <param name="value">The value.</param>
    public static bool TakesLines(JsonNode? value) => value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 };

    /// <summary>A value on one line, as it stands in a flow or after a key.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isJson">Whether it has to be JSON.</param>
    public static string Flow(JsonNode? value, bool isJson) => value switch
    {
        JsonObject map => map.Count == 0 ? "{}" : $"{{{string.Join(", ", map.Select(field => $"{Word(field.Key, isJson)}: {Flow(field.Value, isJson)}"))}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(item => Flow(item, isJson)))}]",
        JsonValue one when one.TryGetValue<string>(out var text) => Word(text, isJson),
        null => "null",
        _ => value.ToJsonString(),
    };

    /// <summary>A text as a scalar.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isJson">Whether it has to be JSON.</param>
    public static string Word(string text, bool isJson = false) =>
        !isJson ? YamlScalar.Of(text) : $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private void Map(StringBuilder text, JsonObject map, int indent)
    {
        foreach (var (name, value) in map)
        {
            Field(text, name, value, indent);
        }
    }

    private void Field(StringBuilder text, string name, JsonNode? value, int indent)
    {
        text.Append(' ', indent).Append(Word(name)).Append(':');
        if (TakesLines(value))
        {
            text.Append(newLine).Append(Below(value!, indent));
        }
        else if (value is JsonValue one && one.TryGetValue<string>(out var lines) && IsLiteral(lines))
        {
            Literal(text, lines, indent + step);
        }
        else
        {
            text.Append(' ').Append(Flow(value, isJson: false)).Append(newLine);
        }
    }

    // What a literal block gives back as it is, without an indicator of its indentation: lines without blanks at their ends, the first not indented, one line break at the end or none.
    private static bool IsLiteral(string text) =>
        text.Contains('\n') && text[0] is not (' ' or '\n' or '\t') && !text.EndsWith("\n\n", StringComparison.Ordinal)
        && text.All(letter => letter == '\n' || !(char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u2028' or '\u2029' or '\uFEFF'))
        && Array.TrueForAll(text.Split('\n'), line => line.Length == 0 || line[^1] != ' ');

    private void Literal(StringBuilder text, string lines, int indent)
    {
        var isEnded = lines[^1] == '\n';
        text.Append(isEnded ? " |" : " |-").Append(newLine);
        foreach (var line in (isEnded ? lines[..^1] : lines).Split('\n'))
        {
            text.Append(' ', line.Length > 0 ? indent : 0).Append(line).Append(newLine);
        }
    }

    private void Items(StringBuilder text, JsonArray list, int indent)
    {
        foreach (var item in list)
        {
            Item(text, item, indent);
        }
    }

    private void Item(StringBuilder text, JsonNode? item, int indent)
    {
        text.Append(' ', indent).Append("- ");
        if (item is JsonObject { Count: > 0 } map)
        {
            var inner = new StringBuilder();
            Map(inner, map, indent + 2);
            text.Append(inner, indent + 2, inner.Length - indent - 2);
        }
        else
        {
            text.Append(Flow(item, isJson: false)).Append(newLine);
        }
    }
}
