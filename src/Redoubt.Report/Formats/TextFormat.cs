using System.Text;
using Redoubt.Catalog;
using Redoubt.Evidence.Ledger;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>
/// One line for each place, as compilers write: <c>file:line:column: severity control message</c>, so that <c>grep</c>, editors and
/// scripts read it. What could not be read, what was read otherwise than written and what is not known stand in lines of the same form.
/// </summary>
internal sealed class TextFormat : IReportFormat
{
    public string Name => "text";

    public string Description => "one line a finding, for grep and editors";

    public void Write(Assessment assessment, ReportOptions options, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        foreach (var lost in assessment.Comparison?.Lost ?? [])
        {
            WriteLine(writer, lost.Location, "lost", lost.Control.Id, FindingText.Lost(lost));
        }

        foreach (var finding in assessment.Fresh.SelectMany(finding => finding.AtEachPlace()))
        {
            WriteLine(writer, finding.Location, finding.Severity.Name(), finding.Control.Id, FindingText.WithOwner(finding));
        }

        foreach (var change in assessment.Comparison?.Depth?.Changes ?? [])
        {
            WriteLine(writer, change.Turn?.Location ?? default, DepthText.Name(change.Effect), "depth", DepthText.Whole(change));
        }

        foreach (var note in assessment.Comparison?.Depth?.Notes ?? [])
        {
            WriteLine(writer, default, "unknown", "depth", note);
        }

        foreach (var gone in assessment.Comparison?.Gone ?? [])
        {
            WriteLine(writer, gone.Location, "gone", gone.Control, $"{gone.Subject}: {gone.Message}");
        }

        foreach (var error in assessment.Errors)
        {
            WriteLine(writer, new Location(error.File, error.Line, error.Column, ""), "error", "input", error.Reason);
        }

        foreach (var entry in assessment.Inputs.Ledger.Where(entry => entry.Level == LedgerLevel.Note))
        {
            WriteLine(writer, new Location(entry.File, entry.Line, entry.Column, ""), "note", entry.Code.Name(), entry.Reason);
        }

        if (Unowned.Of(assessment) is { Length: > 0 } unowned)
        {
            WriteLine(writer, default, "note", "no-owner", unowned);
        }

        foreach (var unknown in assessment.Unknowns.Where(unknown => unknown.Missing.Count > 0))
        {
            WriteLine(writer, unknown.Location, "unknown", unknown.Control.Id, $"{unknown.Subject}: {string.Join("; ", unknown.Missing)}");
        }
    }

    // Standard input is `-`, as it was given; what is in no file has no place.
    private static void WriteLine(TextWriter writer, Location location, string kind, string what, string message)
    {
        var file = string.IsNullOrEmpty(location.File) ? "" : Printable.Escape(location.File);
        var within = PlaceText.Within(location);
        writer.Write($"{file}{(within.Length > 0 ? ":" + within : "")}: {kind} {what} {Printable.Prose(message)}\n");
    }
}
