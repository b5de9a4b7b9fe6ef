using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Objects;
using Redoubt.ApiServer.Requests;
using Redoubt.ApiServer.Resources;

namespace Redoubt.ApiServer.Writes;

/// <summary>What stands in the bodies of writes.</summary>
internal static class WriteBody
{
    /// <summary>The words for a form that is not taken, before those that are.</summary>
    public const string NotTaken = "the body of the request was in an unknown format - accepted media types include: ";

    /// <summary>The object in a body; what is not known in it is refused or warned of, as the client asks.</summary>
    public static JsonObject Read(ApiResource resource, ApiRequest request, WriteOptions options, List<string> warnings)
    {
        const string Known = "application/json, application/yaml, application/vnd.kubernetes.protobuf";
        var type = request.Header("content-type").Split(';')[0].Trim();
        if (type is not ("" or "application/json" or "application/yaml" or "application/vnd.kubernetes.protobuf"))
        {
            throw RefusalException.Of(415, "UnsupportedMediaType", NotTaken + Known);
        }

        if (type == AcceptedForms.Protobuf)
        {
            return Protobufs.Read(request.Body.Span) ?? throw RefusalException.BadRequest("the object provided is unrecognized");
        }

        var read = BodyReader.Read(request.Text, type == AcceptedForms.Yaml, resource);
        if (read.Problems.Count > 0 && options.IsStrict)
        {
            throw RefusalException.BadRequest($"{resource.Kind} in version \"{resource.Version}\" cannot be handled as a {resource.Kind}: strict decoding error: {string.Join(", ", read.Problems)}");
        }

        warnings.AddRange(options.IsWarned ? read.Problems : []);
        if (read.Value["metadata"] is not JsonObject)
        {
            read.Value["metadata"] = new JsonObject();
        }

        return read.Value;
    }

    /// <summary>The body of a review, which is never kept.</summary>
    public static JsonObject Review(ApiResource resource, ApiRequest request) => Read(resource, request, WriteOptions.Read(request, "CreateOptions"), []);

    /// <summary>The JSON of a body.</summary>
    public static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            throw RefusalException.BadRequest("error decoding patch: invalid character looking for beginning of value");
        }
    }

    /// <summary>What is left of a strategic patch once its lists are merged.</summary>
    public static JsonNode? Unmerged(JsonNode? patch) => patch is not JsonObject map ? patch?.DeepClone()
        : new JsonObject(map.Where(one => one.Key[0] != '$' && one.Value is not JsonArray).Select(one => KeyValuePair.Create(one.Key, Unmerged(one.Value))));

    /// <summary>A text in quotes.</summary>
    public static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    /// <summary>A value as Go's <c>%v</c> writes it.</summary>
    public static string GoText(JsonNode? value) => value switch
    {
        null => "<nil>",
        JsonObject map => $"map[{string.Join(' ', map.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}:{GoText(one.Value)}"))}]",
        JsonArray list => $"[{string.Join(' ', list.Select(GoText))}]",
        _ => value.ToString(),
    };
}
