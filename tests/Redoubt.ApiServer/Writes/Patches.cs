using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;
using Redoubt.Evidence.Schema;

namespace Redoubt.ApiServer.Writes;

/// <summary>The kinds of patches: JSON Patch (RFC 6902), JSON Merge Patch (RFC 7386) and Kubernetes' strategic merge patch.</summary>
internal static class Patches
{
    /// <summary>An object with a merge patch.</summary>
    public static JsonNode? Merge(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var merged = target as JsonObject is { } map ? (JsonObject)map.DeepClone() : [];
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = Merge(merged[name], value);
            }
        }

        return merged;
    }

    /// <summary>An object with a JSON patch; null if it cannot be applied.</summary>
    public static JsonObject? Operations(JsonObject target, JsonNode? patch)
    {
        if (patch is not JsonArray operations)
        {
            throw RefusalException.BadRequest($"error decoding patch: json: cannot unmarshal {(patch is JsonObject ? "object" : "value")} into Go value of type []handlers.jsonPatchOp");
        }

        var root = new JsonObject { ["root"] = target.DeepClone() };
        foreach (var operation in operations.OfType<JsonObject>())
        {
            var (path, value) = (Steps((string?)operation["path"]), operation["value"]);
            var done = (string?)operation["op"] switch
            {
                "add" => Add(root, path, value),
                "remove" => Remove(root, path),
                "replace" => At(root, path, out _) && Remove(root, path) && Add(root, path, value),
                "test" => (At(root, path, out var found) || value is null) && JsonNode.DeepEquals(found, value),
                "copy" => At(root, Steps((string?)operation["from"]), out var copied) && Add(root, path, copied),
                "move" => At(root, Steps((string?)operation["from"]), out var moved) && Remove(root, Steps((string?)operation["from"])) && Add(root, path, moved),
                _ => false,
            };
            if (!done)
            {
                return null;
            }
        }

        return root["root"] as JsonObject;
    }

    /// <summary>An object with a strategic merge patch: lists of objects are merged by the key that their type has.</summary>
    public static JsonObject Strategic(JsonObject target, JsonObject patch, FieldType type)
    {
        var merged = (JsonObject)target.DeepClone();
        if ((string?)patch["$patch"] == "replace")
        {
            var whole = (JsonObject)patch.DeepClone();
            whole.Remove("$patch");
            return whole;
        }

        foreach (var (name, value) in patch.Where(one => one.Key[0] != '$'))
        {
            var field = Field(type, name);
            if (value is null || (value is JsonObject gone && (string?)gone["$patch"] == "delete"))
            {
                merged.Remove(name);
            }
            else if (value is JsonObject inside)
            {
                merged[name] = Strategic(merged[name] as JsonObject ?? [], inside, field);
            }
            else if (value is JsonArray items && field.Kind == FieldKind.List && MergeKey(field, name) is { } key)
            {
                merged[name] = List(merged[name] as JsonArray ?? [], items, patch[$"$setElementOrder/{name}"] as JsonArray, key, field.Element!);
            }
            else
            {
                merged[name] = value.DeepClone();
            }
        }

        foreach (var (name, value) in patch.Where(one => one.Key.StartsWith("$deleteFromPrimitiveList/", StringComparison.Ordinal)))
        {
            var list = name["$deleteFromPrimitiveList/".Length..];
            merged[list] = new JsonArray([.. (merged[list] as JsonArray ?? []).Where(one => !((JsonArray)value!).Any(other => JsonNode.DeepEquals(one, other))).Select(one => one?.DeepClone())]);
        }

        if (patch["$retainKeys"] is JsonArray kept)
        {
            foreach (var name in merged.Select(one => one.Key).Where(name => !kept.Any(one => (string?)one == name)).ToArray())
            {
                merged.Remove(name);
            }
        }

        return merged;
    }

    private static JsonArray List(JsonArray target, JsonArray patch, JsonArray? order, string key, FieldType element)
    {
        var merged = target.OfType<JsonObject>().Select(one => (JsonObject)one.DeepClone()).ToList();
        foreach (var item in patch.OfType<JsonObject>())
        {
            var at = merged.FindIndex(one => JsonNode.DeepEquals(one[key], item[key]));
            if ((string?)item["$patch"] == "delete")
            {
                if (at >= 0)
                {
                    merged.RemoveAt(at);
                }
            }
            else if (at >= 0)
            {
                merged[at] = Strategic(merged[at], item, element);
            }
            else
            {
                merged.Add(Strategic([], item, element));
            }
        }

        if (order is not null)
        {
            var places = order.Select(one => one?[key]?.ToJsonString()).ToList();
            merged = [.. merged.OrderBy(one => places.IndexOf(one[key]?.ToJsonString()) is >= 0 and var place ? place : int.MaxValue)];
        }

        return new JsonArray([.. merged]);
    }

    private static FieldType Field(FieldType type, string name) =>
        type.Kind == FieldKind.Object && type.Object!.TryField(name, out var field) ? field.Type : type.Kind == FieldKind.Map ? type.Element! : FieldType.Any;

    private static string? MergeKey(FieldType list, string name) => list.Element!.Kind != FieldKind.Object ? null : list.Element.Object!.Name switch
    {
        "V1Container" or "V1EphemeralContainer" or "V1EnvVar" or "V1Volume" or "V1LocalObjectReference" => "name",
        "V1ContainerPort" => "containerPort",
        "V1VolumeMount" => "mountPath",
        "V1VolumeDevice" => "devicePath",
        "V1ServicePort" => "port",
        "V1HostAlias" => "ip",
        "V1OwnerReference" => "uid",
        "V1TopologySpreadConstraint" => "topologyKey",
        _ => name == "conditions" ? "type" : null,
    };

    private static string[] Steps(string? path) => ["root", .. (path ?? "").Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private static bool At(JsonNode? root, ReadOnlySpan<string> path, out JsonNode? found)
    {
        found = root;
        foreach (var step in path)
        {
            if (found is JsonObject map && map.ContainsKey(step))
            {
                found = map[step];
            }
            else if (found is JsonArray list && int.TryParse(step, out var index) && index >= 0 && index < list.Count)
            {
                found = list[index];
            }
            else
            {
                found = null;
                return false;
            }
        }

        return true;
    }

    private static bool Add(JsonObject root, string[] path, JsonNode? value)
    {
        if (!At(root, path.AsSpan(0, path.Length - 1), out var parent))
        {
            return false;
        }

        switch (parent)
        {
            case JsonObject map:
                map[path[^1]] = value?.DeepClone();
                return true;
            case JsonArray list when path[^1] == "-":
                list.Add(value?.DeepClone());
                return true;
            case JsonArray list when int.TryParse(path[^1], out var index) && index >= 0 && index <= list.Count:
                list.Insert(index, value?.DeepClone());
                return true;
            default:
                return false;
        }
    }

    private static bool Remove(JsonObject root, string[] path)
    {
        if (!At(root, path, out _) || !At(root, path.AsSpan(0, path.Length - 1), out var parent))
        {
            return false;
        }

        if (parent is JsonArray list)
        {
            list.RemoveAt(int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture));
            return true;
        }

        return parent is JsonObject map && map.Remove(path[^1]);
    }
}
