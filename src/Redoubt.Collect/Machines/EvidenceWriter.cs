using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines;

/// <summary>Writes documents as YAML: keys sorted, every text that could be read otherwise in quotes, the same bytes for the same facts.</summary>
internal static class EvidenceWriter
{
    private const int MostOfSimpleKey = 1_000;

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "true", "false", "yes", "no", "on", "off", "null", "y", "n" };

    /// <summary>Writes documents.</summary>
    /// <param name="drafts">The documents, in the order in which they are written.</param>
    /// <param name="collected">When they were collected; the only clock in them.</param>
    public static string Write(IEnumerable<EvidenceDraft> drafts, DateTimeOffset collected)
    {
        var text = new StringBuilder();
        foreach (var draft in drafts)
        {
            text.Append(text.Length == 0 ? "" : "---\n");
            text.Append("apiVersion: evidence.redoubt.dev/v1\n");
            text.Append("kind: ").Append(draft.Kind).Append('\n');
            text.Append("metadata:\n  annotations:\n    redoubt.dev/collected: ");
            text.Append(Quoted(collected.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
            text.Append("\n  name: ").Append(Scalar(draft.Name)).Append('\n');
            Map(draft.Facts, 0, text);
            Unknowns(draft, text);
        }
        return text.ToString();
    }

    private static void Unknowns(EvidenceDraft draft, StringBuilder text)
    {
        if (draft.Unknowns.Count > 0)
        {
            text.Append("unknown:\n");
        }

        foreach (var (path, reason) in draft.Unknowns)
        {
            text.Append("- path: ").Append(Scalar(path)).Append("\n  reason: ").Append(Scalar(reason)).Append('\n');
        }
    }

    private static void Map(JsonObject map, int indent, StringBuilder text)
    {
        foreach (var (key, value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (value is not null)
            {
                Key(Scalar(key), indent, text);
                Value(value, indent, text);
            }
        }
    }

    // A key of more than 1,024 characters has a mark of its own (YAML 1.2, 7.4.2).
    private static void Key(string key, int indent, StringBuilder text)
    {
        text.Append(' ', indent);
        _ = key.Length < MostOfSimpleKey ? text.Append(key).Append(':') : text.Append("? ").Append(key).Append('\n').Append(' ', indent).Append(':');
    }

    private static void Value(JsonNode value, int indent, StringBuilder text)
    {
        switch (value)
        {
            case JsonObject map when HasFacts(map):
                text.Append('\n');
                Map(map, indent + 2, text);
                break;
            case JsonArray { Count: > 0 } list:
                text.Append('\n');
                List(list, indent, text);
                break;
            case JsonObject:
                text.Append(" {}\n");
                break;
            case JsonArray:
                text.Append(" []\n");
                break;
            default:
                text.Append(' ').Append(Leaf(value)).Append('\n');
                break;
        }
    }

    /// <summary>A list; the first key of an element that is a map stands behind the dash.</summary>
    private static void List(JsonArray list, int indent, StringBuilder text)
    {
        foreach (var item in list)
        {
            var start = text.Length;
            if (item is JsonObject map && HasFacts(map))
            {
                Map(map, indent + 2, text);
                text[start + indent] = '-';
            }
            else
            {
                text.Append(' ', indent).Append("- ").Append(item is null ? "null" : Leaf(item)).Append('\n');
            }
        }
    }

    // What is null is not written.
    private static bool HasFacts(JsonObject map) => map.Any(field => field.Value is not null);

    private static string Leaf(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => Scalar(value.GetValue<string>()),
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => "[]",
        _ => value.ToJsonString(),
    };

    private static string Scalar(string value) => IsPlain(value) ? value : Quoted(value);

    /// <summary>Whether a text needs no quotes in any version of YAML: it begins with a letter or a slash and is no word that stands for something else.</summary>
    private static bool IsPlain(string value) => value.Length > 0
        && (char.IsAsciiLetter(value[0]) || value[0] == '/')
        && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '.' or '-' or '+' or '@')
        && !Words.Contains(value);

    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var rune in value.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\t' => text.Append("\\t"),
                < 0x20 or (>= 0x7f and < 0xa0) or 0x2028 or 0x2029 or 0xfeff => text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => text.Append(rune.ToString()),
            };
        }
        return text.Append('"').ToString();
    }
}
