using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Redoubt.Collect.Clusters.Discovery;
using Redoubt.Collect.Clusters.Lists;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Collect.Clusters;

/// <summary>
/// The last document of a collection: what was listed completely, and what was not with the reason. A file that breaks off lacks it, so that nothing
/// in it counts as complete.
/// </summary>
internal static class CollectionDocument
{
    /// <summary>Writes it as one line of JSON.</summary>
    /// <param name="name">The cluster's name.</param>
    /// <param name="version">The server's version; null if it is not known.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="served">What the server serves.</param>
    /// <param name="lists">What became of each list.</param>
    public static byte[] Write(string name, string? version, ClusterRequest request, Discovered served, IReadOnlyList<ListedKind> lists)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", EvidenceKinds.ApiVersion);
            json.WriteString("kind", EvidenceKinds.Collection);
            Metadata(json, name, request.Collected);
            if (version is not null)
            {
                json.WriteString("kubernetes", version);
            }

            json.WriteStartArray("listed");
            foreach (var kind in served.Absent)
            {
                Entry(json, kind.Group, kind.Kind, ["*"], null, null);
            }

            foreach (var list in lists.Where(list => list.Fault is null))
            {
                Entry(json, list.Kind.Kind.Group, list.Kind.Kind.Kind, Namespaces(list), null, list.Note);
            }

            json.WriteEndArray();
            json.WriteStartArray("refused");
            foreach (var list in lists.Where(list => list.Fault is not null))
            {
                Entry(json, list.Kind.Kind.Group, list.Kind.Kind.Kind, Namespaces(list), list.Fault, list.Note);
            }

            foreach (var (group, reason) in Unseen(served))
            {
                Entry(json, group, "*", ["*"], reason, null);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>What was not listed, a line each.</summary>
    public static IReadOnlyList<string> Refusals(Discovered served, IReadOnlyList<ListedKind> lists) =>
    [
        .. lists.Where(list => list.Fault is not null).Select(list => $"{list.Kind.Kind}{(list.Namespace is { } ns ? $" of namespace {ns}" : "")}: {list.Fault}"),
        .. Unseen(served).Select(one => $"{one.Group}/*: {one.Reason}"),
    ];

    // Where no group could be seen each that would have been asked for is named: the core group was.
    private static IEnumerable<(string Group, string Reason)> Unseen(Discovered served) =>
        served.Unseen.SelectMany(one => one.Group == "*" ? ClusterKinds.Groups.Where(group => group.Length > 0).Select(group => (group, one.Reason)) : [one]);

    private static string[] Namespaces(ListedKind list) => list.Namespace is { } ns ? [ns] : list.Kind.IsNamespaced ? ["*"] : [];

    private static void Metadata(Utf8JsonWriter json, string name, DateTimeOffset collected)
    {
        json.WriteStartObject("metadata");
        json.WriteStartObject("annotations");
        json.WriteString("redoubt.dev/collected", collected.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteString("name", name);
        json.WriteEndObject();
    }

    private static void Entry(Utf8JsonWriter json, string group, string kind, string[] namespaces, string? reason, string? note)
    {
        json.WriteStartObject();
        json.WriteString("group", group);
        json.WriteString("kind", kind);
        if (namespaces.Length > 0)
        {
            json.WriteStartArray("namespaces");
            Array.ForEach(namespaces, json.WriteStringValue);
            json.WriteEndArray();
        }

        if (reason is not null)
        {
            json.WriteString("reason", reason);
        }

        if (note is not null)
        {
            json.WriteString("note", note);
        }

        json.WriteEndObject();
    }
}
