using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Redoubt.ApiServer.Recordings;

/// <summary>
/// Answers without what differs in every run: times, ids, versions, ages, names that a server makes up, addresses; and without the prose of
/// table columns, which no client reads.
/// </summary>
internal static partial class Normal
{
    private static readonly HashSet<string> Times = new(["creationTimestamp", "deletionTimestamp", "time", "lastTransitionTime"], StringComparer.Ordinal);

    /// <summary>A body: JSON by value, anything else as it is.</summary>
    public static string Body(string text)
    {
        var trimmed = text.TrimEnd('\n');
        if (trimmed.StartsWith('{') && !trimmed.Contains('\n', StringComparison.Ordinal) || trimmed.StartsWith("{\n", StringComparison.Ordinal))
        {
            return Text(Value(JsonNode.Parse(trimmed), "")!);
        }

        return string.Join('\n', trimmed.Split('\n').Select(line => line.StartsWith('{') ? Text(Value(JsonNode.Parse(line), "")!) : Plain(line)).Distinct());
    }

    /// <summary>Bytes of protobuf, without times and versions.</summary>
    public static string Protobuf(byte[] bytes) => Credential().Replace(Versions().Replace(Seconds().Replace(Encoding.Latin1.GetString(bytes), "<time>"), "<version>"), "<credential>");

    private static string Text(JsonNode value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(JsonNode? value, StringBuilder text)
    {
        switch (value)
        {
            case JsonObject map:
                text.Append('{').AppendJoin(',', map.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"\"{one.Key}\":{Text(one.Value ?? "null")}")).Append('}');
                break;
            case JsonArray list:
                text.Append('[').AppendJoin(',', list.Select(one => Text(one ?? "null"))).Append(']');
                break;
            default:
                text.Append(value?.ToJsonString() ?? "null");
                break;
        }
    }

    private static JsonNode? Value(JsonNode? value, string name)
    {
        switch (value)
        {
            case JsonObject map:
                var ages = map["columnDefinitions"] is JsonArray columns ? columns.Select((column, index) => ((string?)column!["name"], index)).Where(one => one.Item1 == "Age").Select(one => one.index).ToArray() : [];
                foreach (var row in map["rows"] as JsonArray ?? [])
                {
                    foreach (var age in ages)
                    {
                        row!["cells"]![age] = "<age>";
                    }
                }

                return new JsonObject([.. map.Select(one => KeyValuePair.Create(one.Key, Value(one.Value, one.Key)))]);
            case JsonArray list:
                return new JsonArray([.. list.Select(one => Value(one, name))]);
            case null:
                return null;
            default:
                return Scalar(value, name);
        }
    }

    private static JsonNode Scalar(JsonNode value, string name) => name switch
    {
        _ when Times.Contains(name) => "<time>",
        "uid" => "<uid>",
        "resourceVersion" => "<version>",
        "serverAddress" or "jwks_uri" => "<address>",
        "description" => "",
        "continue" when (string?)value is { Length: > 0 } token => Lists.ContinueToken.Read(token).After,
        _ when value.GetValueKind() == System.Text.Json.JsonValueKind.String => Plain((string)value!),
        _ => value.DeepClone(),
    };

    private static string Plain(string text) => Age().Replace(Token().Replace(Newest().Replace(Oldest().Replace(Id().Replace(text, "<uid>"), "too old resource version: $1 (<version>)"), "current: <version>"), "kube-api-access-<name>"), "<age>");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"too old resource version: (\d+) \(\d+\)")]
    private static partial Regex Oldest();

    [GeneratedRegex(@"current: \d+")]
    private static partial Regex Newest();

    [GeneratedRegex("kube-api-access-[a-z0-9]{5}")]
    private static partial Regex Token();

    [GeneratedRegex(@"^\d+[smhd](\d+[smhd])?$")]
    private static partial Regex Age();

    // Seconds since 1970 in five bytes, and no nanoseconds.
    [GeneratedRegex(@"\x08[\x80-\xff]{4}[\x00-\x7f]\x10\x00")]
    private static partial Regex Seconds();

    // The digest of a client's certificate.
    [GeneratedRegex("X509SHA256=[0-9a-f]{64}")]
    private static partial Regex Credential();

    // The version of a list.
    [GeneratedRegex(@"\x12\x03\d{3}")]
    private static partial Regex Versions();
}
