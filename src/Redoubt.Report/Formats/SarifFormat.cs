using System.Text.Json;
using Redoubt.Catalog;
using Redoubt.Catalog.Compare;
using Redoubt.Catalog.Exceptions;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>
/// SARIF 2.1.0 (OASIS) for code scanning. A result is a failing place, the worst first; what could not be read or judged is a notification of the
/// invocation, since viewers show every result as an alert.
/// </summary>
internal sealed class SarifFormat : IReportFormat
{
    /// <summary>What GitHub takes of a run; it refuses an upload with more.</summary>
    public const int MostResults = 25_000;

    /// <summary>What GitHub shows of a run, by severity.</summary>
    public const int ShownResults = 5_000;

    public string Name => "sarif";

    public string Description => "SARIF 2.1.0, for GitHub code scanning and other viewers";

    public void Write(Assessment assessment, ReportOptions options, Stream output)
    {
        using var json = new Utf8JsonWriter(output, JsonLists.Writing);
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        var locations = new SarifLocations(json, new FileUri(options.Folder));
        List<Finding> results = [.. assessment.Findings.SelectMany(finding => finding.AtEachPlace())];
        var rules = Rules(assessment);
        WriteTool(json, rules.Keys, options);
        json.WriteStartArray("invocations");
        new SarifNotifications(json, locations).Write(assessment, rules, results.Count);
        json.WriteEndArray();
        json.WriteString("columnKind", "unicodeCodePoints");
        json.WriteStartArray("results");
        var suppresses = results.Exists(finding => finding.Exception is not null);
        foreach (var finding in results.Take(MostResults))
        {
            WriteResult(json, locations, finding, rules[finding.Control], suppresses, assessment.Depth?.Reached.GetValueOrDefault(finding.Subject));
            json.FlushWhenFull();
        }

        foreach (var gone in (assessment.Comparison?.Gone ?? []).Take(Math.Max(0, MostResults - results.Count)))
        {
            WriteGone(json, locations, gone, suppresses);
            json.FlushWhenFull();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    // Only rules that something is said of, in the order of the assessment.
    private static Dictionary<Control, int> Rules(Assessment assessment)
    {
        var rules = new Dictionary<Control, int>();
        foreach (var finding in assessment.Findings)
        {
            rules.TryAdd(finding.Control, rules.Count);
        }

        foreach (var unknown in assessment.Unknowns)
        {
            rules.TryAdd(unknown.Control, rules.Count);
        }

        return rules;
    }

    private static void WriteTool(Utf8JsonWriter json, IEnumerable<Control> rules, ReportOptions options)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "redoubt");
        if (options.ToolVersion.Length > 0)
        {
            json.WriteString("version", options.ToolVersion);
        }

        json.WriteStartArray("rules");
        foreach (var control in rules)
        {
            WriteRule(json, control);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, Control control)
    {
        var text = control.Text;
        var why = Printable.Prose(text.Why.Length > 0 ? text.Why : control.Title);
        var fix = Printable.Prose(text.Fix);
        var references = ReferenceText.Of(text);
        json.WriteStartObject();
        json.WriteString("id", control.Id);
        WriteText(json, "shortDescription", control.Title);
        WriteText(json, "fullDescription", why);
        json.WriteStartObject("help");
        json.WriteString("text", Paragraphs(why, Labelled("Fix: ", fix), Labelled("References: ", references)));
        json.WriteString("markdown", Paragraphs(
            MarkdownText.Prose(why, inTable: false), Labelled("**Fix**: ", MarkdownText.Prose(fix, inTable: false)),
            Labelled("**References**: ", MarkdownText.Prose(references, inTable: false))));
        json.WriteEndObject();
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(control.Severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        json.WriteStringValue("security");
        json.WriteStringValue(control.Layer.Name());
        json.WriteStringValue(control.Theme.Name());
        json.WriteEndArray();
        json.WriteString("severity", control.Severity.Name());
        if (Score(control.Severity) is { } score)
        {
            json.WriteString("security-severity", score);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, SarifLocations locations, Finding finding, int rule, bool suppresses, DepthWay? way)
    {
        var location = finding.Location;
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Control.Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", Level(finding.Severity));
        WriteText(json, "message", Literal(RenderedText.With(finding.Message.Length > 0 ? finding.Message : finding.Control.Title, location)));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        locations.Write(location.File, location.Line, location.Column, location.EndLine, location.EndColumn, location.Source);
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("name", finding.Subject.Name);
        json.WriteString("fullyQualifiedName", finding.Subject.ToString());
        json.WriteString("kind", "resource");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        WriteValues(json, locations, location);
        WriteFix(json, locations, finding);
        SarifFlows.Write(json, locations, way);
        if (suppresses)
        {
            WriteSuppressions(json, locations, finding.Exception);
        }

        if (finding.Change is { } change)
        {
            json.WriteString("baselineState", change switch { FindingChange.New => "new", FindingChange.Worse => "updated", _ => "unchanged" });
        }

        json.WriteStartObject("partialFingerprints");

        // The first name is the one by which GitHub knows an alert again; the second is ours.
        json.WriteString("primaryLocationLineHash", finding.Fingerprint);
        json.WriteString("redoubt/v1", finding.Fingerprint);
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("path", location.Path);
        json.WriteString("owner", finding.Owner);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFix(Utf8JsonWriter json, SarifLocations locations, Finding finding)
    {
        if (finding.Fix is not { Changes.Count: > 0 } fix)
        {
            return;
        }

        json.WriteStartArray("fixes");
        json.WriteStartObject();
        WriteText(json, "description", Printable.Prose(finding.Control.Text.Fix));
        json.WriteObjects("artifactChanges", fix.Changes.GroupBy(change => change.File), file =>
        {
            locations.WriteArtifact(file.Key);
            json.WriteObjects("replacements", file, change =>
            {
                json.WriteStartObject("deletedRegion");
                json.WriteNumber("startLine", change.Line);
                json.WriteNumber("startColumn", change.Column);
                json.WriteNumber("endLine", change.EndLine);
                json.WriteNumber("endColumn", change.EndColumn);
                json.WriteEndObject();
                WriteText(json, "insertedContent", change.Text);
            });
        });
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteGone(Utf8JsonWriter json, SarifLocations locations, PastFinding gone, bool suppresses)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", gone.Control);
        json.WriteString("level", Level(gone.Severity));
        WriteText(json, "message", Literal($"{gone.Subject}: {gone.Message}"));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        locations.Write(gone.Location.File, gone.Location.Line, gone.Location.Column);
        json.WriteEndObject();
        json.WriteEndArray();
        if (suppresses)
        {
            json.WriteStartArray("suppressions");
            json.WriteEndArray();
        }

        json.WriteString("baselineState", "absent");
        json.WriteStartObject("partialFingerprints");
        json.WriteString("redoubt/v1", gone.Fingerprint);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // All results of a run have the list, or none has (3.27.23).
    private static void WriteSuppressions(Utf8JsonWriter json, SarifLocations locations, ExceptionRule? exception)
    {
        json.WriteStartArray("suppressions");
        if (exception is not null)
        {
            json.WriteStartObject();
            json.WriteString("kind", exception.Origin == ExceptionOrigin.Configuration ? "external" : "inSource");
            json.WriteString("status", "accepted");
            json.WriteString("justification", Printable.Escape(FindingText.Of(exception)));
            json.WriteStartObject("location");
            locations.Write(exception.Place.File, exception.Place.Line, exception.Place.Column);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter json, SarifLocations locations, Location location)
    {
        if (location.Rendered is not { Values.Count: > 0 } rendered)
        {
            return;
        }

        json.WriteObjects("relatedLocations", rendered.Values, key =>
        {
            locations.Write(key.File, key.Line, 0);
            WriteText(json, "message", Literal($"probably from {key.Key}"));
        });
    }

    // A message may hold links, `[text](target)`: a name from outside must not (SARIF 3.11.6).
    internal static string Literal(string message) => Printable.Escape(message).Replace("](", "\\](", StringComparison.Ordinal);

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Labelled(string label, string text) => text.Length == 0 ? "" : label + text;

    private static string Paragraphs(params string[] texts) => string.Join("\n\n", texts.Where(text => text.Length > 0));

    private static string Level(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    // GitHub's bands: above 9 critical, from 7 high, from 4 medium, above 0 low.
    private static string? Score(Severity severity) => severity switch
    {
        Severity.Critical => "9.5",
        Severity.High => "8.0",
        Severity.Medium => "5.5",
        Severity.Low => "2.0",
        _ => null,
    };
}
