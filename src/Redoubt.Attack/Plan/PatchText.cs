using System.Text.Json.Nodes;
using Redoubt.Attack.Fixes;

namespace Redoubt.Attack.Plan;

/// <summary>
/// What an edit changes, as a patch that <c>kubectl patch</c> takes: for built-in kinds a strategic merge, in which lists of a pod are merged by name or path; for
/// others a merge, which replaces lists.
/// </summary>
internal static class PatchText
{
    private static readonly Dictionary<string, string> MergeKeys = new(StringComparer.Ordinal)
    {
        ["containers"] = "name",
        ["initContainers"] = "name",
        ["ephemeralContainers"] = "name",
        ["volumes"] = "name",
        ["volumeMounts"] = "mountPath",
    };

    /// <summary>The patch of an object.</summary>
    public static PlanPatch Of(FixedObject one, FixEdit edit)
    {
        var isStrategic = one.Key.Kind.Group is "" or "apps" or "batch" || one.Key.Kind.Group.EndsWith(".k8s.io", StringComparison.Ordinal);
        var name = $"{(one.Key.Namespace.Length > 0 ? $"-n {one.Key.Namespace} " : "")}{one.Key.Kind.Kind.ToLowerInvariant()} {one.Key.Name}";
        var command = one.Key.Kind.Group == "evidence.redoubt.dev" ? ""
            : one.Before is null ? "kubectl apply -f -"
            : $"kubectl patch {name} --type {(isStrategic ? "strategic" : "merge")} --patch-file /dev/stdin";
        return new PlanPatch($"{one.Key}", one.Source, edit.At, command, YamlText.Of(one.Before is { } before ? Changed(before, one.After, isStrategic) : one.After));
    }

    private static JsonObject Changed(JsonObject before, JsonObject after, bool isStrategic)
    {
        var patch = new JsonObject();
        foreach (var (name, value) in after.Where(field => !JsonNode.DeepEquals(before[field.Key], field.Value)))
        {
            patch[name] = (before[name], value) switch
            {
                (JsonObject old, JsonObject now) => Changed(old, now, isStrategic),
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
                var element = old is null ? (JsonObject)now.DeepClone() : Changed(old, now, isStrategic: true);
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
