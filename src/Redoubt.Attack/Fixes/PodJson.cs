using System.Text.Json.Nodes;

namespace Redoubt.Attack.Fixes;

/// <summary>The parts of a pod in an object that makes pods, to be edited.</summary>
internal static class PodJson
{
    private static readonly string[] Lists = ["containers", "initContainers", "ephemeralContainers"];

    /// <summary>A map in a map, made where it is not there.</summary>
    public static JsonObject Child(this JsonObject map, string name)
    {
        if (map[name] is not JsonObject child)
        {
            map[name] = child = [];
        }

        return child;
    }

    /// <summary>The pod's specification; null where the object has none in the usual place.</summary>
    public static JsonObject? Spec(JsonObject root) => Template(root)?["spec"] as JsonObject;

    /// <summary>A container by its name; null if there is none.</summary>
    public static JsonObject? Container(JsonObject root, string name) =>
        Lists.Select(list => Spec(root)?[list] as JsonArray).OfType<JsonArray>().SelectMany(list => list).OfType<JsonObject>().FirstOrDefault(container => Text(container["name"]) == name);

    /// <summary>A text; empty for anything else.</summary>
    public static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static JsonObject? Template(JsonObject root) => Text(root["kind"]) switch
    {
        "Pod" => root,
        "CronJob" => root["spec"]?["jobTemplate"]?["spec"]?["template"] as JsonObject,
        "PodTemplate" => root["template"] as JsonObject,
        _ => root["spec"]?["template"] as JsonObject,
    };
}
