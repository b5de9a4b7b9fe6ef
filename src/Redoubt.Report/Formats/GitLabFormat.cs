using System.Text.Json;
using Redoubt.Catalog;
using Redoubt.Evidence.Ledger;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>
/// GitLab's code quality report. GitLab keeps one entry of each fingerprint, so the second place with the same one gets an ordinal;
/// it wants a line, so a place without one is at line 1.
/// </summary>
internal sealed class GitLabFormat : IReportFormat
{
    private const int ShownReasons = 5;

    private static readonly Location Nowhere = new("", 0, 0, "");

    public string Name => "gitlab";

    public string Description => "GitLab code quality, for merge requests";

    public void Write(Assessment assessment, ReportOptions options, Stream output)
    {
        using var json = new Utf8JsonWriter(output, JsonLists.Writing);
        var files = new FileUri(options.Folder);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        json.WriteStartArray();
        foreach (var error in assessment.Errors)
        {
            var fingerprint = Unique(seen, $"input:{error.File}:{error.Reason}");
            Write(json, "redoubt/input", error.Reason, fingerprint, "major", new Location(error.File, error.Line, error.Column, ""), files);
        }

        // What was given and is not judged as it was written is no finding: one entry a file says so.
        foreach (var file in assessment.Inputs.Ledger.Where(entry => entry.Level == LedgerLevel.Note).GroupBy(entry => entry.File, StringComparer.Ordinal))
        {
            var first = file.First();
            var reasons = string.Join("; ", file.Select(entry => entry.Reason).Distinct(StringComparer.Ordinal).Take(ShownReasons));
            Write(json, "redoubt/note", reasons, Unique(seen, $"note:{file.Key}"), "info", new Location(first.File, first.Line, first.Column, ""), files);
        }

        foreach (var lost in assessment.Comparison?.Lost ?? [])
        {
            Write(json, lost.Control.Id, FindingText.Lost(lost), Unique(seen, $"lost:{lost.Control.Id}:{lost.Subject}"), Severity(lost.Control.Severity), lost.Location, files);
        }

        if (assessment.Comparison?.Gone is { Count: > 0 } gone)
        {
            Write(json, "redoubt/gone", FindingText.Gone(gone), Unique(seen, "gone"), "info", gone[0].Location, files);
        }

        foreach (var change in assessment.Comparison?.Depth?.Changes ?? [])
        {
            var (check, severity) = change.IsNearer ? ("nearer", "major") : ("farther", "info");
            Write(json, $"redoubt/{check}", DepthText.Whole(change), Unique(seen, $"{check}:{change.Jewel}:{change.Entry}"), severity, change.Turn?.Location ?? Nowhere, files);
        }

        foreach (var note in assessment.Comparison?.Depth?.Notes ?? [])
        {
            Write(json, "redoubt/note", note, Unique(seen, $"note:{note}"), "info", Nowhere, files);
        }

        foreach (var finding in assessment.Fresh.SelectMany(finding => finding.AtEachPlace()))
        {
            Write(
                json, finding.Control.Id, $"{finding.Subject}: {FindingText.WithOwner(finding)}", Unique(seen, finding.Fingerprint),
                Severity(finding.Severity), finding.Location, files);
            json.FlushWhenFull();
        }

        json.WriteEndArray();
        json.Flush();
        output.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, string check, string description, string fingerprint, string severity, Location location, FileUri files)
    {
        json.WriteStartObject();
        json.WriteString("description", Printable.Escape(description));
        json.WriteString("check_name", check);
        json.WriteString("fingerprint", fingerprint);
        json.WriteString("severity", severity);
        json.WriteStartObject("location");
        json.WriteString("path", files.Path(location.File));
        json.WriteStartObject("lines");
        json.WriteNumber("begin", Math.Max(1, location.Line));
        if (location.EndLine > location.Line)
        {
            json.WriteNumber("end", location.EndLine);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Unique(Dictionary<string, int> seen, string fingerprint)
    {
        var ordinal = seen[fingerprint] = seen.GetValueOrDefault(fingerprint) + 1;
        return ordinal == 1 ? fingerprint : $"{fingerprint}-{ordinal}";
    }

    private static string Severity(Severity severity) => severity switch
    {
        Catalog.Severity.Critical => "blocker",
        Catalog.Severity.High => "critical",
        Catalog.Severity.Medium => "major",
        Catalog.Severity.Low => "minor",
        _ => "info",
    };
}
