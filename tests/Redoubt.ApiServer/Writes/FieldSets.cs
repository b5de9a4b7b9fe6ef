using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.ApiServer.Writes;

/// <summary>Sets of paths in the form of <c>FieldsV1</c>: <c>f:name</c> is a field, <c>k:{…}</c> an item by its keys, <c>.</c> the thing itself.</summary>
internal static class FieldSets
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Takes the part of a new set whose values are other than before.</summary>
    public static void Changed(JsonNode? value, JsonNode? before, JsonObject set, JsonObject into)
    {
        foreach (var (step, inside) in set)
        {
            if (step == ".")
            {
                if (before is null)
                {
                    into["."] = new JsonObject();
                }

                continue;
            }

            var (after, was) = (Step(value, step), Step(before, step));
            var tree = (JsonObject)inside!;
            if (tree.Count == 0)
            {
                if (!JsonNode.DeepEquals(after, was) || before is null)
                {
                    into[step] = new JsonObject();
                }

                continue;
            }

            var part = new JsonObject();
            Changed(after, was, tree, part);
            if (part.Count > 0)
            {
                into[step] = part;
            }
        }
    }

    /// <summary>The value that a step of a path leads to.</summary>
    public static JsonNode? Step(JsonNode? value, string step)
    {
        if (step.StartsWith("f:", StringComparison.Ordinal))
        {
            return (value as JsonObject)?[step[2..]];
        }

        var key = JsonNode.Parse(step[2..])!.AsObject();
        return (value as JsonArray)?.OfType<JsonObject>().FirstOrDefault(item => key.All(part => JsonNode.DeepEquals(item[part.Key] ?? (part.Key == "protocol" ? "TCP" : null), part.Value)));
    }

    /// <summary>Adds the paths of another set.</summary>
    public static void Union(JsonObject into, JsonObject other)
    {
        foreach (var (step, inside) in other)
        {
            if (into[step] is JsonObject own)
            {
                Union(own, (JsonObject)inside!);
            }
            else
            {
                into[step] = inside!.DeepClone();
            }
        }
    }

    /// <summary>Takes the paths of another set away.</summary>
    public static void Subtract(JsonObject from, JsonObject other)
    {
        foreach (var (step, inside) in other)
        {
            if (from[step] is not JsonObject own)
            {
                continue;
            }

            Subtract(own, (JsonObject)inside!);
            if (own.Count == 0)
            {
                from.Remove(step);
            }
        }
    }

    /// <summary>Keeps the paths that another set has too.</summary>
    public static void Intersect(JsonObject fields, JsonObject with)
    {
        foreach (var step in fields.Select(one => one.Key).ToArray())
        {
            if (with[step] is not JsonObject other)
            {
                fields.Remove(step);
            }
            else if (fields[step] is JsonObject { Count: > 0 } own)
            {
                Intersect(own, other);
                if (own.Count == 0)
                {
                    fields.Remove(step);
                }
            }
        }
    }

    /// <summary>The paths of both sets whose values differ.</summary>
    public static IEnumerable<string> Common(JsonObject set, JsonObject other, string path, JsonNode? applied, JsonNode? live)
    {
        foreach (var (step, inside) in set.Where(one => one.Key != "." && other[one.Key] is JsonObject))
        {
            var (mine, theirs) = (Step(applied, step), Step(live, step));
            var at = step.StartsWith("f:", StringComparison.Ordinal) ? $"{path}.{step[2..]}"
                : $"{path}[{string.Join(',', JsonNode.Parse(step[2..])!.AsObject().Select(part => $"{part.Key}={part.Value!.ToJsonString(Plain)}"))}]";
            if (inside!.AsObject().Count == 0)
            {
                if (!JsonNode.DeepEquals(mine, theirs))
                {
                    yield return at;
                }

                continue;
            }

            foreach (var below in Common((JsonObject)inside, (JsonObject)other[step]!, at, mine, theirs))
            {
                yield return below;
            }
        }
    }

    /// <summary>Takes away what is applied with another value.</summary>
    public static void Differing(JsonObject fields, JsonObject set, JsonNode? applied, JsonNode? live)
    {
        foreach (var (step, inside) in set.Where(one => one.Key != ".").ToArray())
        {
            if (fields[step] is not JsonObject theirs)
            {
                continue;
            }

            if (inside!.AsObject().Count == 0)
            {
                if (!JsonNode.DeepEquals(Step(applied, step), Step(live, step)))
                {
                    fields.Remove(step);
                }

                continue;
            }

            Differing(theirs, (JsonObject)inside, Step(applied, step), Step(live, step));
            if (theirs.Count == 0 || theirs is { Count: 1 } && theirs.ContainsKey("."))
            {
                fields.Remove(step);
            }
        }
    }
}
