using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Redoubt.ApiServer.Answers;

/// <summary>
/// Kubernetes' protobuf (<c>k8s\0</c> and an envelope) for the kinds that tests meet: ConfigMap, Status and access reviews. Field numbers are those of the
/// <c>generated.proto</c> files of <c>k8s.io/api</c> and <c>k8s.io/apimachinery</c>.
/// </summary>
internal static class Protobufs
{
    private static readonly byte[] Magic = "k8s\0"u8.ToArray();

    /// <summary>Whether an object can be written: of a kind that is known, or a list without items.</summary>
    public static bool Can(JsonObject value) =>
        (string?)value["kind"] is "ConfigMap" or "Status" or "SelfSubjectAccessReview" or "SelfSubjectRulesReview" or "SelfSubjectReview" || value["items"] is JsonArray { Count: 0 };

    /// <summary>A Status in its envelope.</summary>
    public static byte[] Status(JsonObject status)
    {
        var details = status["details"] as JsonObject;
        var body = new ProtobufWriter()
            .Message(1, new ProtobufWriter().Text(1, "").Text(2, "").Text(3, (string?)status["metadata"]?["continue"] ?? ""))
            .Text(2, (string?)status["status"] ?? "").Text(3, (string?)status["message"] ?? "").Text(4, (string?)status["reason"] ?? "");
        if (details is not null)
        {
            body.Message(5, new ProtobufWriter().Text(1, (string?)details["name"] ?? "").Text(2, (string?)details["group"] ?? "").Text(3, (string?)details["kind"] ?? ""));
        }

        return Envelope("v1", "Status", body.Number(6, Objects.Number.Of(status["code"]) ?? 0));
    }

    /// <summary>An object in its envelope.</summary>
    public static byte[] Object(JsonObject value)
    {
        var kind = (string)value["kind"]!;
        if (kind == "Status")
        {
            return Status(value);
        }

        if (value["items"] is not null)
        {
            var list = new ProtobufWriter().Text(1, "").Text(2, (string?)value["metadata"]?["resourceVersion"] ?? "").Text(3, "");
            return Envelope((string)value["apiVersion"]!, kind, new ProtobufWriter().Message(1, list));
        }

        var body = new ProtobufWriter().Message(1, Metadata((JsonObject)value["metadata"]!));
        return Envelope((string)value["apiVersion"]!, kind, kind == "ConfigMap" ? Data(body, value) : ProtobufReviews.Write(body, value));
    }

    private static ProtobufWriter Data(ProtobufWriter body, JsonObject value)
    {
        foreach (var (key, text) in (value["data"] as JsonObject ?? []).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            body.Message(2, new ProtobufWriter().Text(1, key).Text(2, (string)text!));
        }

        return body;
    }

    /// <summary>An event: a frame with its length before it.</summary>
    public static byte[] Event(JsonObject one)
    {
        var body = new ProtobufWriter().Text(1, (string)one["type"]!).Message(2, new ProtobufWriter().Bytes(1, Object((JsonObject)one["object"]!))).ToArray();
        var frame = new byte[body.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(frame, body.Length);
        body.CopyTo(frame, 4);
        return frame;
    }

    /// <summary>Reads a review that <c>kubectl auth</c> sends; null if the bytes are none.</summary>
    public static JsonObject? Read(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic) ? ProtobufReviews.Read(ProtobufReader.Read(bytes[Magic.Length..])) : null;

    private static byte[] Envelope(string apiVersion, string kind, ProtobufWriter body)
    {
        var envelope = new ProtobufWriter().Message(1, new ProtobufWriter().Text(1, apiVersion).Text(2, kind)).Message(2, body).Text(3, "").Text(4, "").ToArray();
        return [.. Magic, .. envelope];
    }

    private static ProtobufWriter Metadata(JsonObject metadata)
    {
        string Text(string field) => (string?)metadata[field] ?? "";
        var written = new ProtobufWriter().Text(1, Text("name")).Text(2, Text("generateName")).Text(3, Text("namespace")).Text(4, "").Text(5, Text("uid")).Text(6, Text("resourceVersion"))
            .Number(7, Objects.Number.Of(metadata["generation"]) ?? 0).Message(8, Time(Text("creationTimestamp")));
        foreach (var (number, field) in ((int, string)[])[(11, "labels"), (12, "annotations")])
        {
            foreach (var (key, value) in (metadata[field] as JsonObject ?? []).OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                written.Message(number, new ProtobufWriter().Text(1, key).Text(2, (string)value!));
            }
        }

        foreach (var entry in (metadata["managedFields"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var fields = new ProtobufWriter().Bytes(1, Encoding.UTF8.GetBytes(ApiAnswer.Compact(Sorted((JsonObject)entry["fieldsV1"]!))));
            written.Message(17, new ProtobufWriter().Text(1, (string)entry["manager"]!).Text(2, (string)entry["operation"]!).Text(3, (string)entry["apiVersion"]!)
                .Message(4, Time((string?)entry["time"] ?? "")).Text(6, (string)entry["fieldsType"]!).Message(7, fields).Text(8, (string?)entry["subresource"] ?? ""));
        }

        return written;
    }

    private static JsonObject Sorted(JsonObject fields) =>
        new(fields.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => KeyValuePair.Create(one.Key, (JsonNode?)Sorted((JsonObject)one.Value!))));

    private static ProtobufWriter Time(string time) => time.Length == 0 ? new ProtobufWriter()
        : new ProtobufWriter().Number(1, DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeSeconds()).Number(2, 0);
}
