using System.Globalization;
using System.Text.Json;
using Redoubt.Catalog;
using Redoubt.Catalog.Compare;
using Redoubt.Catalog.Exceptions;
using Redoubt.Catalog.Machines;
using Redoubt.Evidence;
using Redoubt.Evidence.Ledger;
using Redoubt.Report.Reading;

namespace Redoubt.Report.Formats;

/// <summary><c>redoubt.dev/report/v1</c>, as <c>docs/schemas/report-v1.schema.json</c> describes it. Every field is always there.</summary>
internal sealed class JsonFormat : IReportFormat
{
    public string Name => "json";

    public string Description => "everything, as `redoubt.dev/report/v1`";

    public void Write(Assessment assessment, ReportOptions options, Stream output)
    {
        using var json = new Utf8JsonWriter(output, JsonLists.Writing);
        json.WriteStartObject();
        json.WriteString("apiVersion", "redoubt.dev/report/v1");
        json.WriteStartObject("tool");
        json.WriteString("name", "redoubt");
        json.WriteString("version", options.ToolVersion);
        json.WriteEndObject();
        json.WriteString("title", assessment.Title);
        json.WriteStartObject("kubernetes");
        json.WriteString("version", assessment.Kubernetes.Version);
        json.WriteString("source", assessment.Kubernetes.Source);
        json.WriteEndObject();
        if (assessment.Day is { } day)
        {
            json.WriteStartObject("day");
            json.WriteString("at", day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("source", day.Source);
            json.WriteEndObject();
        }

        WriteSummary(json, assessment);
        WriteMatrix(json, assessment.Matrix);
        JsonDepth.Write(json, assessment.Depth);
        json.WriteTexts("unowned", [.. assessment.Unowned.Select(layer => layer.Name())]);
        json.WriteNumber("ofOthers", assessment.OfOthers);
        WriteMachines(json, assessment.Machines);
        JsonFrameworks.Write(json, assessment.Frameworks);
        WriteFindings(json, assessment.Findings);
        WriteUnknowns(json, "unknowns", assessment.Unknowns);
        WriteComparison(json, assessment.Comparison);
        WritePlaces(json, "errors", assessment.Errors);
        WriteInputs(json, assessment.Inputs);

        // Last, since only a program reads it: another run knows by it what is gone, and what was not asked about.
        json.WriteTexts("asked", [.. assessment.Controls.Select(control => control.Id)]);
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    private static void WriteSummary(Utf8JsonWriter json, Assessment assessment)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("controls", assessment.Controls.Count);
        json.WriteStartObject("findings");
        foreach (var (severity, count) in assessment.Findings.CountBySeverity())
        {
            json.WriteNumber(severity.Name(), count);
        }

        json.WriteEndObject();
        json.WriteNumber("excepted", assessment.Excepted);
        json.WriteStartObject("verdicts");
        json.WriteNumber("pass", assessment.Counts.Passes);
        json.WriteNumber("fail", assessment.Counts.Fails);
        json.WriteNumber("unknown", assessment.Counts.Unknowns);
        json.WriteNumber("not-applicable", assessment.Counts.NotApplicable);
        json.WriteEndObject();
        json.WriteNumber("errors", assessment.Errors.Count);
        json.WriteEndObject();
    }

    private static void WriteMatrix(Utf8JsonWriter json, Matrix matrix)
    {
        json.WriteStartObject("matrix");
        foreach (var layer in Enum.GetValues<Layer>())
        {
            json.WriteStartObject(layer.Name());
            json.WriteBoolean("evidence", matrix.HasEvidence(layer));
            json.WriteStartObject("themes");
            foreach (var theme in Enum.GetValues<Theme>())
            {
                var cell = matrix[layer, theme];
                json.WriteStartObject(theme.Name());
                json.WriteString("verdict", matrix.Of(layer, theme)?.Name());
                json.WriteNumber("controls", cell.Controls);
                json.WriteNumber("fails", cell.Fails);
                json.WriteNumber("unknowns", cell.Unknowns);
                json.WriteNumber("passes", cell.Passes);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteMachines(Utf8JsonWriter json, IReadOnlyList<MachineClass> machines)
    {
        json.WriteStartArray("machines");
        foreach (var alike in machines)
        {
            json.WriteStartObject();
            json.WriteString("role", alike.Role);
            json.WriteTexts("names", alike.Machines);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFindings(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray("findings");
        Span<char> digits = stackalloc char[32];
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("control", finding.Control.Id);
            json.WriteString("title", finding.Control.Title);
            json.WriteString("layer", finding.Control.Layer.Name());
            json.WriteString("theme", finding.Control.Theme.Name());
            json.WriteString("severity", finding.Severity.Name());
            json.WriteString("verdict", Verdict.Fail.Name());
            WriteSubject(json, finding.Subject);
            json.WriteStartObject("location");
            json.WriteString("file", finding.Location.File);
            json.WriteNumber("line", finding.Location.Line);
            json.WriteNumber("column", finding.Location.Column);
            json.WriteString("path", finding.Location.Path);
            WriteRendered(json, finding.Location.Rendered);
            json.WriteEndObject();
            json.WriteString("message", finding.Message);
            WriteCopies(json, finding.Copies);
            json.WriteString("owner", finding.Owner);
            WriteException(json, finding.Exception);
            json.WriteString("change", finding.Change?.ToString().ToLowerInvariant());
            finding.WriteFingerprint(digits);
            json.WriteString("fingerprint", digits);
            json.WriteEndObject();
            json.FlushWhenFull();
        }

        json.WriteEndArray();
    }

    private static void WriteException(Utf8JsonWriter json, ExceptionRule? exception)
    {
        if (exception is null)
        {
            json.WriteNull("exception");
            return;
        }

        json.WriteStartObject("exception");
        json.WriteString("control", exception.Control);
        json.WriteString("scope", exception.Scope.ToString());
        json.WriteString("reason", exception.Reason);
        json.WriteString("approver", exception.Approver);
        json.WriteString("until", exception.Until is { } until ? until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "");
        json.WriteString("ticket", exception.Ticket);
        json.WriteString("origin", exception.Origin.ToString().ToLowerInvariant());
        json.WriteString("file", exception.Place.File);
        json.WriteNumber("line", exception.Place.Line);
        json.WriteEndObject();
    }

    private static void WriteCopies(Utf8JsonWriter json, IReadOnlyList<Location> copies)
    {
        json.WriteObjects("copies", copies, copy =>
        {
            json.WriteString("file", copy.File);
            json.WriteNumber("line", copy.Line);
            json.WriteNumber("column", copy.Column);
        });
    }

    private static void WriteRendered(Utf8JsonWriter json, RenderedPlace? rendered)
    {
        if (rendered is null)
        {
            json.WriteNull("rendered");
            return;
        }

        json.WriteStartObject("rendered");
        json.WriteString("renderer", rendered.Renderer);
        json.WriteTexts("inputs", rendered.Inputs);
        json.WriteNumber("line", rendered.Line);
        json.WriteObjects("values", rendered.Values, key =>
        {
            json.WriteString("file", key.File);
            json.WriteNumber("line", key.Line);
            json.WriteString("key", key.Key);
            json.WriteString("certainty", "probable");
        });
        json.WriteEndObject();
    }

    private static void WriteComparison(Utf8JsonWriter json, Comparison? comparison)
    {
        if (comparison is null)
        {
            json.WriteNull("comparison");
            return;
        }

        json.WriteStartObject("comparison");
        json.WriteString("against", comparison.Against);
        json.WriteNumber("notAsked", comparison.NotAsked);
        JsonDepth.Write(json, comparison.Depth);
        WriteUnknowns(json, "lost", comparison.Lost);
        json.WriteObjects("gone", comparison.Gone, gone =>
        {
            json.WriteString("control", gone.Control);
            json.WriteString("severity", gone.Severity.Name());
            WriteSubject(json, gone.Subject);
            json.WriteString("file", gone.Location.File);
            json.WriteString("path", gone.Location.Path);
            json.WriteString("message", gone.Message);
            json.WriteString("fingerprint", gone.Fingerprint);
        });
        json.WriteEndObject();
    }

    private static void WriteUnknowns(Utf8JsonWriter json, string name, IReadOnlyList<UnknownVerdict> unknowns)
    {
        json.WriteObjects(name, unknowns, unknown =>
        {
            json.WriteString("control", unknown.Control.Id);
            WriteSubject(json, unknown.Subject);
            WriteMissing(json, unknown.Missing);
        });
    }

    private static void WriteMissing(Utf8JsonWriter json, IReadOnlyList<MissingEvidence> missing)
    {
        json.WriteObjects("missing", missing, one =>
        {
            json.WriteString("code", one.CodeName);
            json.WriteString("what", one.What);
            json.WriteString("why", one.Why);
            json.WriteString("remedy", one.Remedy);
            json.WriteString("command", one.Command);
        });
    }

    private static void WritePlaces(Utf8JsonWriter json, string name, IReadOnlyList<AssessmentError> places)
    {
        json.WriteObjects(name, places, error =>
        {
            json.WriteString("file", error.File);
            json.WriteNumber("line", error.Line);
            json.WriteNumber("column", error.Column);
            json.WriteString("reason", error.Reason);
        });
    }

    private static void WriteInputs(Utf8JsonWriter json, AssessmentInputs inputs)
    {
        json.WriteStartObject("inputs");
        json.WriteNumber("files", inputs.Files);
        json.WriteNumber("documents", inputs.Documents);
        json.WriteObjects("rendered", inputs.Rendered, input =>
        {
            json.WriteString("renderer", input.Renderer);
            json.WriteString("input", input.Input);
            json.WriteNumber("documents", input.Documents);
        });
        WriteLedger(json, inputs.Ledger);
        WriteObjects(json, inputs.Objects);
        json.WriteEndObject();
    }

    private static void WriteLedger(Utf8JsonWriter json, IReadOnlyList<LedgerEntry> ledger)
    {
        json.WriteObjects("ledger", ledger, entry =>
        {
            json.WriteString("code", entry.Code.Name());
            json.WriteString("level", entry.Level.Name());
            json.WriteString("file", entry.File);
            json.WriteNumber("line", entry.Line);
            json.WriteNumber("column", entry.Column);
            json.WriteString("reason", entry.Reason);
        });
    }

    private static void WriteObjects(Utf8JsonWriter json, IReadOnlyList<JudgedObject> objects)
    {
        json.WriteObjects("objects", objects, judged =>
        {
            WriteSubject(json, judged.Subject);
            json.WriteString("generateName", judged.GenerateName);
            json.WriteString("file", judged.File);
            json.WriteNumber("line", judged.Line);
        });
    }

    private static void WriteSubject(Utf8JsonWriter json, SubjectName subject)
    {
        json.WriteStartObject("subject");
        json.WriteString("apiVersion", subject.ApiVersion);
        json.WriteString("kind", subject.Kind);
        json.WriteString("namespace", subject.Namespace);
        json.WriteString("name", subject.Name);
        json.WriteEndObject();
    }
}
