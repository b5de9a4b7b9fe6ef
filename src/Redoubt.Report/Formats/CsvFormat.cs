using System.Globalization;
using System.Text;
using Redoubt.Catalog;
using Redoubt.Catalog.Compare;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>
/// For a spreadsheet: a row a requirement of the frameworks that were asked for, in their order, and their totals; where none was, a row a finding.
/// What could not be read is a row of its own in both, and what a change brings nearer to an attacker or puts farther in the second.
/// </summary>
internal sealed class CsvFormat : IReportFormat
{
    public string Name => "csv";

    public string Description => "a row a requirement of `--framework`, else a row a finding";

    public void Write(Assessment assessment, ReportOptions options, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        if (assessment.Frameworks.Count > 0)
        {
            WriteFrameworks(writer, assessment);
        }
        else
        {
            WriteFindings(writer, assessment);
        }
    }

    private static void WriteFrameworks(TextWriter writer, Assessment assessment)
    {
        CsvText.Line(writer, ["framework", "item", "title", "verdict", "reason", "place", "controls"]);
        foreach (var framework in assessment.Frameworks)
        {
            var id = framework.Framework.Id;
            foreach (var result in framework.Requirements)
            {
                CsvText.Line(writer, [id, result.Requirement.Id, Printable.Escape(result.Requirement.Title), result.Verdict.Name(), Printable.Prose(result.Reason()), result.Place(), string.Join(' ', result.Controls.Select(control => control.Id))]);
            }

            foreach (var (verdict, count) in framework.Totals)
            {
                CsvText.Line(writer, [id, "total", "", verdict.Name(), count.ToString(CultureInfo.InvariantCulture), "", ""]);
            }
        }

        foreach (var error in assessment.Errors)
        {
            CsvText.Line(writer, ["", "error", "", "", Printable.Prose(error.Reason), Place(error), ""]);
        }
    }

    private static void WriteFindings(TextWriter writer, Assessment assessment)
    {
        CsvText.Line(writer, ["verdict", "severity", "control", "subject", "place", "message"]);
        var lost = (assessment.Comparison?.Lost ?? []).ToHashSet();
        foreach (var finding in assessment.Findings.SelectMany(finding => finding.AtEachPlace()))
        {
            CsvText.Line(writer, ["fail", finding.Severity.Name(), finding.Control.Id, Printable.Escape(finding.Subject.ToString()), PlaceText.Of(finding.Location), Printable.Prose($"{FindingText.Of(finding)}{(finding.IsFresh ? "" : "; known before")}")]);
        }

        foreach (var unknown in assessment.Unknowns)
        {
            CsvText.Line(writer, [lost.Contains(unknown) ? "lost" : "unknown", unknown.Control.Severity.Name(), unknown.Control.Id, Printable.Escape(unknown.Subject.ToString()), PlaceText.Of(unknown.Location), Printable.Prose(string.Join("; ", unknown.Missing))]);
        }

        foreach (var gone in assessment.Comparison?.Gone ?? [])
        {
            CsvText.Line(writer, ["gone", gone.Severity.Name(), gone.Control, Printable.Escape(gone.Subject.ToString()), PlaceText.Of(gone.Location), Printable.Prose(gone.Message)]);
        }

        WriteDepth(writer, assessment.Comparison?.Depth);
        foreach (var error in assessment.Errors)
        {
            CsvText.Line(writer, ["error", "", "", "", Place(error), Printable.Prose(error.Reason)]);
        }
    }

    // What must not be lost is the subject; it is of no control.
    private static void WriteDepth(TextWriter writer, DepthComparison? depth)
    {
        foreach (var change in depth?.Changes ?? [])
        {
            CsvText.Line(writer, [change.IsNearer ? "nearer" : "farther", "", "", Printable.Escape(change.Jewel), change.Turn is { } turn ? PlaceText.Of(turn.Location) : "", Printable.Prose(DepthText.Whole(change))]);
        }

        foreach (var note in depth?.Notes ?? [])
        {
            CsvText.Line(writer, ["note", "", "", "", "", Printable.Prose(note)]);
        }
    }

    private static string Place(AssessmentError error) => PlaceText.Of(new Location(error.File, error.Line, error.Column, ""));
}
