using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.Catalog.Tests.Export;

/// <summary>Makes of an object ones as large as etcd takes: one list, map or text of it is grown, each in turn.</summary>
internal static class LargeObjects
{
    /// <summary>What of an object can be grown: the steps to it.</summary>
    public static IEnumerable<string[]> Places(JsonNode? node) => Places(node, []);

    /// <summary>The object with what stands at a place grown to a number of bytes.</summary>
    public static byte[] Grown(JsonNode root, string[] place, int bytes)
    {
        var copy = root.DeepClone();
        var holder = place[..^1].Aggregate(copy, Step);
        Set(holder, place[^1], Step(holder, place[^1]) switch
        {
            JsonArray list => List(list, bytes),
            JsonObject map => Map(map, bytes),
            var text => Text(text.GetValue<string>(), bytes),
        });
        return Encoding.UTF8.GetBytes(copy.ToJsonString());
    }

    private static IEnumerable<string[]> Places(JsonNode? node, string[] place) => node switch
    {
        JsonObject map => [.. IsTable(place) ? new[] { place } : [], .. map.SelectMany(field => Places(field.Value, [.. place, field.Key]))],
        JsonArray { Count: > 0 } list => [place, .. Places(list[0], [.. place, "0"])],
        JsonValue value when value.GetValueKind() == JsonValueKind.String && place[^1] is not ("kind" or "apiVersion") => [place],
        _ => [],
    };

    // Maps with names of the user's own.
    private static bool IsTable(string[] place) => place is [.., "data" or "labels" or "annotations" or "matchLabels"];

    private static JsonNode Step(JsonNode at, string step) => at is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : at[step]!;

    private static void Set(JsonNode at, string step, JsonNode value)
    {
        if (at is JsonArray list)
        {
            list[int.Parse(step, CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            at[step] = value;
        }
    }

    // The items in turn, each with a name of its own.
    private static JsonArray List(JsonArray list, int bytes)
    {
        var grown = new JsonArray();
        for (var size = 0; size < bytes;)
        {
            var item = list[grown.Count % list.Count]?.DeepClone();
            if (item is JsonObject one && one["name"] is JsonValue name && name.GetValueKind() == JsonValueKind.String)
            {
                one["name"] = $"{name.GetValue<string>()}{grown.Count}";
            }

            size += (item?.ToJsonString().Length ?? 4) + 1;
            grown.Add(item);
        }

        return grown;
    }

    private static JsonObject Map(JsonObject map, int bytes)
    {
        var (grown, source) = (new JsonObject(), map.ToArray());
        for (var size = 0; source.Length > 0 && size < bytes;)
        {
            var (key, value) = source[grown.Count % source.Length];
            grown[$"{key}{grown.Count}"] = value?.DeepClone();
            size += key.Length + 12 + (value?.ToJsonString().Length ?? 4);
        }

        return grown;
    }

    private static JsonValue Text(string text, int bytes)
    {
        var grown = new StringBuilder();
        while (grown.Length < bytes)
        {
            grown.Append(text.Length == 0 ? "a" : text);
        }

        return JsonValue.Create(grown.ToString());
    }
}
