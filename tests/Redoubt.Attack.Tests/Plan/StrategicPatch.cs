using System.Text.Json.Nodes;

namespace Redoubt.Attack.Tests.Plan;

/// <summary>What <c>kubectl patch</c> does with a strategic merge: maps are merged, null takes away, lists of a pod are merged by name or by mount path, others replaced.</summary>
internal static class StrategicPatch
{
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        switch (patch)
        {
            case JsonObject changes:
                var map = target as JsonObject ?? [];
                foreach (var (name, value) in changes.ToArray())
                {
                    if (value is null)
                    {
                        map.Remove(name);
                    }
                    else
                    {
                        map[name] = Apply(map[name], value)?.DeepClone();
                    }
                }

                return map;
            case JsonArray changes when target is JsonArray list && KeyOf(list, changes) is { } key:
                foreach (var change in changes.Cast<JsonObject>())
                {
                    var old = list.Single(one => JsonNode.DeepEquals(one![key], change[key]));
                    if ($"{change["$patch"]}" == "delete")
                    {
                        list.Remove(old);
                    }
                    else
                    {
                        Apply(old, change);
                    }
                }

                return list;
            default:
                return patch?.DeepClone();
        }
    }

    // Subjects and rules have names too, and are replaced.
    private static string? KeyOf(JsonArray list, JsonArray changes)
    {
        var all = list.Concat(changes).Select(one => one as JsonObject).ToArray();
        return all.Length == 0 || changes.Count == 0 || all.Any(one => one is null) ? null
            : all.All(one => one!.ContainsKey("mountPath")) ? "mountPath"
            : all.All(one => one!.ContainsKey("name") && !one.ContainsKey("kind")) ? "name" : null;
    }
}
