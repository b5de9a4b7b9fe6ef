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

    /// <summary>Each field and each item in turn with a value of every other type; what makes a document an object stays: its version, its kind, and that its metadata is a map.</summary>
    public static IEnumerable<(string What, string Manifests)> EachValueOfAnotherType(string manifests)
    {
        var documents = Documents(manifests);
        foreach (var document in documents)
        {
            foreach (var (parent, name, old, path) in Fields(document).Where(field => field.Path is not ("$.apiVersion" or "$.kind" or "$.metadata")))
            {
                foreach (var other in Others(old))
                {
                    parent[name] = JsonNode.Parse(other);
                    yield return ($"{path} = {other}", Text(documents));
                }

                parent[name] = old;
                for (var at = 0; old is JsonArray list && at < list.Count; at++)
                {
                    var item = list[at];
                    foreach (var other in Others(item))
                    {
                        list[at] = JsonNode.Parse(other);
                        yield return ($"{path}[{at}] = {other}", Text(documents));
                    }

                    list[at] = item;
                }
            }
        }
    }

    /// <summary>Values of every type but one.</summary>
    private static IEnumerable<string> Others(JsonNode? old) => OfTypes.Where(one => one.Of != TypeOf(old)).SelectMany(one => one.Values);

    private static readonly (string Of, string[] Values)[] OfTypes =
    [
        ("text", ["\"a\""]), ("number", ["5", "-1.5"]), ("truth", ["true"]), ("list", ["[\"a\"]", "[5]", "[{}]", "[null]"]), ("map", ["{\"a\": \"b\"}", "{\"a\": 5}", "{\"a\": {}}"]),
    ];

    private static string TypeOf(JsonNode? node) => node switch
    {
        JsonObject => "map",
        JsonArray => "list",
        JsonValue value when value.TryGetValue<string>(out _) => "text",
        JsonValue value when value.TryGetValue<bool>(out _) => "truth",
        JsonValue => "number",
        _ => "",
    };

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
