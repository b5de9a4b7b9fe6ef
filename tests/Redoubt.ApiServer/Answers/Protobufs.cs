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

    /// <summary>Whether a kind can be written.</summary>
    public static bool Can(string kind) => kind is "ConfigMap" or "Status";

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
        if ((string?)value["kind"] == "Status")
        {
            return Status(value);
        }

        var body = new ProtobufWriter().Message(1, Metadata((JsonObject)value["metadata"]!));
        foreach (var (key, text) in (value["data"] as JsonObject ?? []).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            body.Message(2, new ProtobufWriter().Text(1, key).Text(2, (string)text!));
        }

        return Envelope((string)value["apiVersion"]!, (string)value["kind"]!, body);
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

    /// <summary>Reads an access review that <c>kubectl auth can-i</c> sends; null if the bytes are none.</summary>
    public static JsonObject? Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic))
        {
            return null;
        }

        var envelope = ProtobufReader.Read(bytes[Magic.Length..]);
        var type = ProtobufReader.Read(envelope.Bytes(1));
        var body = ProtobufReader.Read(envelope.Bytes(2));
        var value = new JsonObject { ["apiVersion"] = type.Text(1), ["kind"] = type.Text(2), ["metadata"] = new JsonObject() };
        var spec = ProtobufReader.Read(body.Bytes(2));
        value["spec"] = type.Text(2) switch
        {
            "SelfSubjectAccessReview" => Access(spec),
            "SelfSubjectRulesReview" => new JsonObject { ["namespace"] = spec.Text(1) },
            _ => [],
        };
        return value;
    }

    private static JsonObject Access(ProtobufReader spec)
    {
        var access = new JsonObject();
        if (spec.Has(1))
        {
            access["resourceAttributes"] = Fields(ProtobufReader.Read(spec.Bytes(1)), "namespace", "verb", "group", "version", "resource", "subresource", "name");
        }

        if (spec.Has(2))
        {
            access["nonResourceAttributes"] = Fields(ProtobufReader.Read(spec.Bytes(2)), "path", "verb");
        }

        return access;
    }

    private static JsonObject Fields(ProtobufReader message, params ReadOnlySpan<string> names)
    {
        var value = new JsonObject();
        for (var number = 0; number < names.Length; number++)
        {
            if (message.Text(number + 1) is { Length: > 0 } text)
            {
                value[names[number]] = text;
            }
        }

        return value;
    }

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
            var fields = new ProtobufWriter().Bytes(1, Encoding.UTF8.GetBytes(ApiAnswer.Compact((JsonObject)entry["fieldsV1"]!)));
            written.Message(17, new ProtobufWriter().Text(1, (string)entry["manager"]!).Text(2, (string)entry["operation"]!).Text(3, (string)entry["apiVersion"]!)
                .Message(4, Time((string?)entry["time"] ?? "")).Text(6, (string)entry["fieldsType"]!).Message(7, fields).Text(8, (string?)entry["subresource"] ?? ""));
        }

        return written;
    }

    private static ProtobufWriter Time(string time) => time.Length == 0 ? new ProtobufWriter()
        : new ProtobufWriter().Number(1, DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeSeconds()).Number(2, 0);
}

/// <summary>Writes a message of protobuf.</summary>
internal sealed class ProtobufWriter
{
    private readonly List<byte> _bytes = [];

    public ProtobufWriter Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public ProtobufWriter Message(int field, ProtobufWriter message) => Bytes(field, message.ToArray());

    public ProtobufWriter Number(int field, long number)
    {
        Varint((ulong)(field << 3));
        Varint((ulong)number);
        return this;
    }

    public ProtobufWriter Bytes(int field, byte[] bytes)
    {
        Varint((ulong)((field << 3) | 2));
        Varint((ulong)bytes.Length);
        _bytes.AddRange(bytes);
        return this;
    }

    public byte[] ToArray() => [.. _bytes];

    private void Varint(ulong number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            _bytes.Add((byte)(number | 0x80));
        }

        _bytes.Add((byte)number);
    }
}

/// <summary>The fields of a message of protobuf; of a field that stands twice the last.</summary>
internal sealed class ProtobufReader
{
    private readonly Dictionary<int, byte[]> _fields = [];

    public static ProtobufReader Read(ReadOnlySpan<byte> bytes)
    {
        var message = new ProtobufReader();
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            if ((tag & 7) == 2)
            {
                var length = (int)Varint(ref bytes);
                message._fields[(int)(tag >> 3)] = bytes[..length].ToArray();
                bytes = bytes[length..];
            }
            else
            {
                Varint(ref bytes);
            }
        }

        return message;
    }

    public bool Has(int field) => _fields.ContainsKey(field);

    public byte[] Bytes(int field) => _fields.GetValueOrDefault(field, []);

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var one = bytes[0];
            bytes = bytes[1..];
            number |= (ulong)(one & 0x7f) << shift;
            if (one < 0x80)
            {
                return number;
            }
        }
    }
}
