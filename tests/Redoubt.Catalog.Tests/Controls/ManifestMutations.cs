using System.Text.Json.Nodes;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Tests.Controls;

/// <summary>Manifests with one field changed at a time, as JSON documents.</summary>
internal static class ManifestMutations
{
    /// <summary>The documents of a manifest as JSON.</summary>
    public static JsonNode[] Documents(string manifests) =>
        [.. ValueReader.Read("example.yaml", manifests, []).Select(root => JsonNode.Parse(NodeJson.Text(root))!)];

    /// <summary>Documents as one text again.</summary>
    public static string Text(IEnumerable<JsonNode> documents) => string.Join("\n---\n", documents.Select(document => document.ToJsonString()));

    /// <summary>Each field in turn absent, null and empty; what makes a document an object stays.</summary>
    public static IEnumerable<(string What, string Manifests)> EachFieldAbsentNullAndEmpty(string manifests)
    {
        var documents = Documents(manifests);
        foreach (var document in documents)
        {
            foreach (var field in Fields(document).Where(field => field.Path is not ("$.apiVersion" or "$.kind")))
            {
                var (parent, name, old, path) = field;
                parent.Remove(name);
                yield return ($"{path} absent", Text(documents));
                parent[name] = null;
                yield return ($"{path} null", Text(documents));
                parent[name] = Empty(old);
                yield return ($"{path} empty", Text(documents));
                parent[name] = old;
            }
        }
    }

    private static List<(JsonObject Parent, string Name, JsonNode? Old, string Path)> Fields(JsonNode node)
    {
        var fields = new List<(JsonObject, string, JsonNode?, string)>();
        if (node is JsonObject map)
        {
            foreach (var (name, value) in map)
            {
                fields.Add((map, name, value, $"{map.GetPath()}.{name}"));
                if (value is not null)
                {
                    fields.AddRange(Fields(value));
                }
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list.OfType<JsonNode>())
            {
                fields.AddRange(Fields(item));
            }
        }

        return fields;
    }

    private static JsonNode? Empty(JsonNode? old) => old switch
    {
        JsonObject => new JsonObject(),
        JsonArray => new JsonArray(),
        JsonValue value when value.TryGetValue<string>(out _) => "",
        JsonValue value when value.TryGetValue<bool>(out _) => false,
        JsonValue => 0,
        _ => null,
    };
}
