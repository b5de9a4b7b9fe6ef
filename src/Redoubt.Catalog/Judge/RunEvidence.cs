using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Read;

namespace Redoubt.Catalog.Judge;

/// <summary>
/// What a run finds out about itself, as evidence: documents of one kind of ours, so that controls judge it as they judge everything else. What
/// they find is told at a place of the user's.
/// </summary>
/// <param name="kind">The kind.</param>
internal sealed class RunEvidence(string kind)
{
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Location Place, Action<Utf8JsonWriter> Fields)> _documents = new(StringComparer.Ordinal);

    /// <summary>Adds a document.</summary>
    /// <param name="name">Its name; two that say the same are two.</param>
    /// <param name="place">Where a finding about it is told.</param>
    /// <param name="fields">Writes its fields.</param>
    public void Add(string name, Location place, Action<Utf8JsonWriter> fields)
    {
        var free = name;
        while (!_documents.TryAdd(free, (place, fields)))
        {
            var ordinal = _names[name] = _names.GetValueOrDefault(name, 1) + 1;
            free = string.Create(CultureInfo.InvariantCulture, $"{name} ({ordinal})");
        }
    }

    /// <summary>What the controls of the kind say of the documents.</summary>
    /// <param name="judge">A judge for these controls.</param>
    public Judgement Judge(PlatformJudge judge)
    {
        var judgement = judge.Judge(new PlatformBuilder().AddRange(DocumentReader.Read(kind, Write().WrittenSpan).Documents).Build());
        return judgement with
        {
            Findings = [.. judgement.Findings.Select(finding => finding with { Location = _documents[finding.Subject.Name].Place, OwnDocument = null })],
            Unknowns = [.. judgement.Unknowns.Select(unknown => unknown with { Location = _documents[unknown.Subject.Name].Place })],
        };
    }

    private ArrayBufferWriter<byte> Write()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteString("apiVersion", "v1");
        json.WriteString("kind", "List");
        json.WriteStartArray("items");
        foreach (var (name, (_, fields)) in _documents)
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", EvidenceKinds.ApiVersion);
            json.WriteString("kind", kind);
            json.WriteStartObject("metadata");
            json.WriteString("name", name);
            json.WriteEndObject();
            fields(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return bytes;
    }
}
