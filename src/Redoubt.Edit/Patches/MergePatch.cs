using System.Text.Json.Nodes;
using Redoubt.Evidence;

namespace Redoubt.Edit.Patches;

/// <summary>
/// What changed between two states of an object, as a patch that <c>kubectl patch</c> and Kustomize take: for built-in kinds a strategic merge, in which
/// lists of a pod are merged by name or path; for others a merge, which replaces lists.
/// </summary>
public static class MergePatch
{
    private static readonly Dictionary<string, string> MergeKeys = new(StringComparer.Ordinal)
    {
        ["containers"] = "name",
        ["initContainers"] = "name",
        ["ephemeralContainers"] = "name",
        ["volumes"] = "name",
        ["volumeMounts"] = "mountPath",
    };

    /// <summary>Whether objects of a kind are merged as their lists want it.</summary>
    /// <param name="kind">The kind.</param>
    public static bool IsStrategic(GroupKind kind) => kind.Group is "" or "apps" or "batch" || kind.Group.EndsWith(".k8s.io", StringComparison.Ordinal);

    /// <summary>The patch.</summary>
    /// <param name="before">The object as it is.</param>
    /// <param name="after">The object as it is to be.</param>
    /// <param name="isStrategic">Whether lists are merged.</param>
    public static JsonObject Of(JsonObject before, JsonObject after, bool isStrategic)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var patch = new JsonObject();
        foreach (var (name, value) in after.Where(field => !JsonNode.DeepEquals(before[field.Key], field.Value)))
        {
            patch[name] = (before[name], value) switch
            {
                (JsonObject old, JsonObject now) => Of(old, now, isStrategic),
                (JsonArray old, JsonArray now) when isStrategic && MergeKeys.TryGetValue(name, out var key) => Elements(old, now, key),
                _ => value?.DeepClone(),
            };
        }

        foreach (var (name, _) in before.Where(field => !after.ContainsKey(field.Key)))
        {
            patch[name] = null;
        }

        return patch;
    }

    private static JsonArray Elements(JsonArray before, JsonArray after, string key)
    {
        var patch = new JsonArray();
        foreach (var now in after.OfType<JsonObject>())
        {
            var old = Find(before, key, now);
            if (old is null || !JsonNode.DeepEquals(old, now))
            {
                var element = old is null ? (JsonObject)now.DeepClone() : Of(old, now, isStrategic: true);
                element.Remove(key);
                element.Insert(0, key, now[key]?.DeepClone());
                patch.Add((JsonNode)element);
            }
        }

        foreach (var gone in before.OfType<JsonObject>().Where(old => Find(after, key, old) is null))
        {
            patch.Add((JsonNode)new JsonObject { [key] = gone[key]?.DeepClone(), ["$patch"] = "delete" });
        }

        return patch;
    }

    private static JsonObject? Find(JsonArray list, string key, JsonObject like) => list.OfType<JsonObject>().FirstOrDefault(one => JsonNode.DeepEquals(one[key], like[key]));
}
