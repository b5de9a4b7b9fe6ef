using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redoubt.Collect.Machines;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Collect.Clusters;

/// <summary>Writes a document of a kind of our own as one line of JSON: its fields sorted, what is not known of it last.</summary>
internal static class EvidenceLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it, with its line break.</summary>
    /// <param name="draft">The document.</param>
    /// <param name="collected">When it was collected.</param>
    public static byte[] Write(EvidenceDraft draft, DateTimeOffset collected)
    {
        var time = collected.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var document = new JsonObject
        {
            ["apiVersion"] = EvidenceKinds.ApiVersion,
            ["kind"] = draft.Kind,
            ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [EvidenceKinds.CollectedAnnotation] = time }, ["name"] = draft.Name },
        };
        foreach (var (field, value) in draft.Facts.Where(fact => fact.Value is not null).OrderBy(fact => fact.Key, StringComparer.Ordinal))
        {
            document[field] = value!.DeepClone();
        }

        if (draft.Unknowns.Count > 0)
        {
            document["unknown"] = new JsonArray([.. draft.Unknowns.Select(unknown => (JsonNode)new JsonObject { ["path"] = unknown.Key, ["reason"] = unknown.Value })]);
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            document.WriteTo(json);
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
