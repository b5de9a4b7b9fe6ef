using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Resources;
using Redoubt.Evidence.Schema;
using Redoubt.Kubernetes.Files;
using Redoubt.Yaml;

namespace Redoubt.ApiServer.Objects;

/// <summary>What was read of a body: the object without the fields that nobody knows, and what a strict reader would not take.</summary>
internal sealed record ReadBody(JsonObject Value, IReadOnlyList<string> Problems);

/// <summary>Reads objects as an API server decodes them, by the types of the field index or of a definition.</summary>
internal sealed class BodyReader
{
    private readonly List<string> _problems = [];
    private readonly string _kind;
    private readonly bool _isCustom;

    // The types of custom kinds are a matter of validation.
    private BodyReader(ApiResource resource) => (_kind, _isCustom) = (resource.Kind, resource.Custom is not null);

    /// <summary>Reads a body.</summary>
    /// <param name="text">The text, JSON or YAML.</param>
    /// <param name="isYaml">Which of the two.</param>
    /// <param name="resource">The resource of the path.</param>
    public static ReadBody Read(string text, bool isYaml, ApiResource resource)
    {
        List<string> yamlProblems = [];
        var json = isYaml ? FromYaml(text, yamlProblems) : text;
        var bytes = Encoding.UTF8.GetBytes(json);
        var (apiVersion, kind) = KindOf(bytes, resource);
        var reader = new BodyReader(resource);
        var value = reader.Whole(bytes, resource);
        if (kind != resource.Kind || apiVersion != resource.ApiVersion)
        {
            throw OtherKind(apiVersion, kind, resource);
        }

        (value["kind"], value["apiVersion"]) = (kind, apiVersion);
        return new ReadBody(value, isYaml && yamlProblems.Count > 0 ? [$"yaml: unmarshal errors:\n  {string.Join("\n  ", yamlProblems)}", .. reader._problems] : reader._problems);
    }

    /// <summary>An object without fields that nobody knows, and which they were.</summary>
    public static ReadBody Prune(JsonObject value, ApiResource resource)
    {
        var reader = new BodyReader(resource);
        return new ReadBody(reader.Whole(Encoding.UTF8.GetBytes(value.ToJsonString()), resource), reader._problems);
    }

    /// <summary>The types of a resource's objects.</summary>
    public static TypeInfo? TypeOf(ApiResource resource) => resource.Definition is { } definition
        ? ObjectRules.KindOf(definition, resource.Version)?.Type
        : FieldIndex.Default.TryKind(resource.ApiVersion, resource.Kind, out var known) ? known.Type : null;

    private static string FromYaml(string text, List<string> problems)
    {
        var read = Redoubt.Evidence.Read.ValueReader.Read("body.yaml", text, []);
        foreach (var ambiguity in Redoubt.Evidence.Read.DocumentReader.Read("body.yaml", text).Documents.SelectMany(document => document.Ambiguities).Where(one => one.Kind == AmbiguityKind.DuplicateKey))
        {
            var line = text.AsSpan(0, ambiguity.Offset).Count('\n') + 1;
            var key = text[ambiguity.Offset..].Split(':')[0].Trim();
            problems.Add($"line {line}: key \"{key}\" already set in map");
        }

        return read.Count == 0 ? "" : NodeJson.Text(read[0]);
    }

    private static (string ApiVersion, string Kind) KindOf(byte[] bytes, ApiResource resource)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            string Text(string name, string otherwise) =>
                document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : otherwise;
            return (Text("apiVersion", resource.ApiVersion), Text("kind", resource.Kind));
        }
        catch (JsonException)
        {
            var text = Encoding.UTF8.GetString(bytes);
            var why = text.Length == 0 || text.TrimStart() is ['{', ..] ? "unexpected end of JSON input" : $"invalid character '{text[0]}' looking for beginning of value";
            throw RefusalException.BadRequest($"the object provided is unrecognized (must be of type {resource.Kind}): couldn't get version/kind; json parse error: {why} ({(text.Length == 0 ? "<empty>" : text)})");
        }
    }

    private static RefusalException OtherKind(string apiVersion, string kind, ApiResource resource)
    {
        var version = apiVersion[(apiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..];
        if (resource.Custom is not null)
        {
            return RefusalException.BadRequest($"the object provided is unrecognized (must be of type {resource.Kind}): {kind} is not {resource.Kind}");
        }

        var inside = resource.Group.Length == 0 ? "core" : resource.Group.Split('.')[0];
        return RefusalException.BadRequest($"{kind} in version \"{version}\" cannot be handled as a {resource.Kind}: converting ({version}.{kind}) to ({inside}.{resource.Kind}): unknown conversion");
    }

    private JsonObject Whole(byte[] bytes, ApiResource resource)
    {
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        var type = TypeOf(resource) is { } known ? FieldType.ObjectOf(() => known) : FieldType.Any;
        return Value(ref reader, type, "", resource.Kind) as JsonObject ?? throw RefusalException.BadRequest($"{_kind} in version \"{resource.Version}\" cannot be handled as a {_kind}: json: cannot unmarshal");
    }

    private JsonNode? Value(ref Utf8JsonReader reader, FieldType type, string path, string goPath)
    {
        if (!_isCustom)
        {
            Check(reader.TokenType, type, goPath);
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Object(ref reader, type, path, goPath);
            case JsonTokenType.StartArray:
                var list = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Add(Value(ref reader, type.Kind == FieldKind.List ? type.Element! : FieldType.Any, $"{path}[{list.Count}]", goPath));
                }

                return list;
            default:
                return JsonNode.Parse(ref reader);
        }
    }

    private JsonObject Object(ref Utf8JsonReader reader, FieldType type, string path, string goPath)
    {
        var map = new JsonObject();
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var at = path.Length == 0 ? name : $"{path}.{name}";
            reader.Read();
            var (isKnown, inside) = type.Kind switch
            {
                FieldKind.Object => type.Object!.TryField(name, out var field) ? (true, field.Type) : (type.Object.Open || (path.Length == 0 && name is "kind" or "apiVersion"), FieldType.Any),
                FieldKind.Map => (true, type.Element!),
                _ => (true, FieldType.Any),
            };
            if (!isKnown)
            {
                reader.Skip();
                if (unknown.Add(name))
                {
                    _problems.Add($"unknown field \"{at}\"");
                }

                continue;
            }

            if (map.ContainsKey(name))
            {
                _problems.Add($"duplicate field \"{at}\"");
            }

            map[name] = Value(ref reader, inside, at, type.Kind == FieldKind.Map ? goPath : $"{goPath}.{name}");
        }

        return map;
    }

    private void Check(JsonTokenType token, FieldType type, string goPath)
    {
        var (found, wanted) = (Name(token), Wanted(type));
        if (found.Length == 0 || wanted.Json.Length == 0 || wanted.Json.Split('|').Contains(found))
        {
            return;
        }

        throw RefusalException.BadRequest($"{_kind} in version \"{"v1"}\" cannot be handled as a {_kind}: json: cannot unmarshal {found} into Go struct field {goPath} of type {wanted.Go}");
    }

    private static string Name(JsonTokenType token) => token switch
    {
        JsonTokenType.String => "string",
        JsonTokenType.Number => "number",
        JsonTokenType.True or JsonTokenType.False => "bool",
        JsonTokenType.StartArray => "array",
        JsonTokenType.StartObject => "object",
        _ => "",
    };

    private static (string Json, string Go) Wanted(FieldType type) => type.Kind switch
    {
        FieldKind.String => ("string", "string"),
        FieldKind.Int32 => ("number", "int32"),
        FieldKind.Int64 => ("number", "int64"),
        FieldKind.Bool => ("bool", "bool"),
        FieldKind.List => ("array", $"[]{Wanted(type.Element!).Go}"),
        FieldKind.Map => ("object", $"map[string]{Wanted(type.Element!).Go}"),
        FieldKind.Object => ("object", type.Object!.Name.StartsWith("V1", StringComparison.Ordinal) ? $"v1.{type.Object.Name[2..]}" : type.Object.Name),
        _ => ("", ""),
    };
}
