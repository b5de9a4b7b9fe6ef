using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Read;

namespace Redoubt.Catalog.Exceptions;

/// <summary>
/// Exceptions as evidence: what became of each in a run is a document of kind <c>Exception</c>, so that controls judge them as they judge
/// everything else. What they find is told at the place at which the exception is written.
/// </summary>
public static class ExceptionEvidence
{
    /// <summary>What the controls of exceptions say of the exceptions of a run.</summary>
    /// <param name="book">The exceptions, after they were laid beside what was found.</param>
    /// <param name="judge">A judge for the same controls; its day is the one that exceptions are held against.</param>
    public static Judgement Judge(ExceptionBook book, PlatformJudge judge)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(judge);
        var names = new Dictionary<string, ExceptionUse>(StringComparer.Ordinal);
        var written = Write(book, names);
        var platform = new PlatformBuilder().AddRange(DocumentReader.Read("exceptions", written.WrittenSpan).Documents).Build();
        var judgement = judge.Judge(platform);
        return judgement with
        {
            Findings = [.. judgement.Findings.Select(finding => Placed(finding, names[finding.Subject.Name].Rule))],
            Unknowns = [.. judgement.Unknowns.Select(unknown => unknown with { Location = Location(names[unknown.Subject.Name].Rule) })],
        };
    }

    private static Finding Placed(Finding finding, ExceptionRule rule) => finding with { Location = Location(rule), OwnDocument = null };

    private static Location Location(ExceptionRule rule) => new(rule.Place.File, rule.Place.Line, rule.Place.Column, "");

    private static ArrayBufferWriter<byte> Write(ExceptionBook book, Dictionary<string, ExceptionUse> names)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteString("apiVersion", "v1");
        json.WriteString("kind", "List");
        json.WriteStartArray("items");
        foreach (var use in book.Uses)
        {
            Write(json, use, NameOf(use, names), book.IsSeen(use));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return bytes;
    }

    // Two that say the same are two.
    private static string NameOf(ExceptionUse use, Dictionary<string, ExceptionUse> names)
    {
        var name = use.Document is null ? use.Rule.Name : $"{use.Rule.Control} in {Subjects.Subject.NameOf(use.Document)}";
        var free = name;
        for (var ordinal = 2; !names.TryAdd(free, use); ordinal++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name} ({ordinal})");
        }

        return free;
    }

    private static void Write(Utf8JsonWriter json, ExceptionUse use, string name, bool isSeen)
    {
        var rule = use.Rule;
        json.WriteStartObject();
        json.WriteString("apiVersion", EvidenceKinds.ApiVersion);
        json.WriteString("kind", EvidenceKinds.Exception);
        json.WriteStartObject("metadata");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteString("control", rule.Control);
        json.WriteNumber("controls", use.Controls);
        json.WriteBoolean("everywhere", rule.Origin == ExceptionOrigin.Configuration && rule.Scope.IsEverywhere);
        json.WriteNumber("findings", use.Findings);
        json.WriteBoolean("seen", isSeen);
        json.WriteString("origin", rule.Origin.ToString().ToLowerInvariant());
        WriteFilled(json, "misspelt", use.Misspelt ?? "");
        WriteFilled(json, "objection", use.Objection);
        WriteFilled(json, "approver", rule.Approver);
        WriteFilled(json, "ticket", rule.Ticket);
        WriteFilled(json, "until", rule.Until is { } until ? until.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture) : "");
        json.WriteEndObject();
    }

    private static void WriteFilled(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }
}
