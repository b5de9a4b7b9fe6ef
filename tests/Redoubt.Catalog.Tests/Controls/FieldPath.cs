using System.Text.Json.Nodes;

namespace Redoubt.Catalog.Tests.Controls;

/// <summary>A field of a document in JSON: the map that holds it, its path as paths are written, and the pattern in which items have no number.</summary>
internal sealed record FieldPath(JsonObject Parent, string Name, string Path, string Pattern, JsonNode? Value)
{
    /// <summary>All fields below a value.</summary>
    public static IEnumerable<FieldPath> Below(JsonNode root) => Below(root, "", "");

    /// <summary>The fields that a map lacks and that are known to be possible there.</summary>
    public static IEnumerable<FieldPath> Absent(JsonNode root, string kind, IEnumerable<(string Kind, string Path)> known)
    {
        var patterns = known.Where(one => one.Kind == kind).Select(one => one.Path).ToArray();
        IEnumerable<(JsonObject? Map, string Path, string Pattern)> maps =
            [(root as JsonObject, "", ""), .. Below(root).Select(field => (field.Value as JsonObject, field.Path, field.Pattern)), .. Items(root, "", "")];
        foreach (var (map, path, pattern) in maps.Where(one => one.Map is not null))
        {
            foreach (var other in patterns)
            {
                if (Split(other) is { } step && step.Parent == pattern && step.Name is var name && !map!.ContainsKey(name))
                {
                    yield return new FieldPath(map, name, path + Step(name, path), other, null);
                }
            }
        }
    }

    private static IEnumerable<FieldPath> Below(JsonNode? node, string path, string pattern)
    {
        if (node is JsonObject map)
        {
            foreach (var (name, value) in map.ToList())
            {
                var (own, general) = (path + Step(name, path), pattern + Step(name, pattern));
                yield return new FieldPath(map, name, own, general, value);
                foreach (var field in Below(value, own, general))
                {
                    yield return field;
                }
            }
        }
        else if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                foreach (var field in Below(list[i], $"{path}[{i}]", pattern + "[]"))
                {
                    yield return field;
                }
            }
        }
    }

    private static IEnumerable<(JsonObject? Map, string Path, string Pattern)> Items(JsonNode? node, string path, string pattern) => node switch
    {
        JsonObject map => map.SelectMany(field => Items(field.Value, path + Step(field.Key, path), pattern + Step(field.Key, pattern))),
        JsonArray list => list.SelectMany((item, i) => Items(item, $"{path}[{i}]", pattern + "[]").Prepend((item as JsonObject, $"{path}[{i}]", pattern + "[]"))),
        _ => [],
    };

    private static string Step(string name, string before) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') && !char.IsAsciiDigit(name[0])
            ? before.Length == 0 ? name : "." + name
            : $"['{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']";

    private static (string Parent, string Name)? Split(string pattern)
    {
        if (pattern.EndsWith("']", StringComparison.Ordinal))
        {
            var open = pattern.LastIndexOf("['", StringComparison.Ordinal);
            return (pattern[..open], pattern[(open + 2)..^2]);
        }

        var dot = pattern.LastIndexOf('.');
        return pattern.EndsWith(']') ? null : dot < 0 ? ("", pattern) : (pattern[..dot], pattern[(dot + 1)..]);
    }
}
