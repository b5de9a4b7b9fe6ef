using System.Text.Json.Nodes;
using Redoubt.Evidence;

namespace Redoubt.Collect.Machines.Components;

/// <summary>Values of files as evidence.</summary>
internal static class NodeJson
{
    /// <summary>A value whole. Only of what holds no secret.</summary>
    public static JsonNode? ToJson(this Node value) => value.Kind switch
    {
        NodeKind.Map => new JsonObject(value.AllFields().Select(field => KeyValuePair.Create(field.Key.ToString(), field.ToJson()))),
        NodeKind.List => new JsonArray([.. value.AllItems().Select(item => item.ToJson())]),
        NodeKind.Bool => JsonValue.Create(value.IsTrue),
        NodeKind.Int => JsonValue.Create(value.Int),
        _ => value.ScalarText() is { } text ? JsonValue.Create(text) : null,
    };

    /// <summary>Some fields of a map.</summary>
    public static JsonObject Only(this Node map, params IEnumerable<string> fields)
    {
        var json = new JsonObject();
        foreach (var field in fields)
        {
            if (map[field].HasValue)
            {
                json[field] = map[field].ToJson();
            }
        }
        return json;
    }
}
