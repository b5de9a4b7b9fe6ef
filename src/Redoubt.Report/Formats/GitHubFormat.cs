using System.Text;
using Redoubt.Catalog;
using Redoubt.Evidence.Ledger;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>
/// Workflow commands of GitHub Actions: an annotation for each place. GitHub shows ten of each kind for a step, so the first place of
/// every control comes before the second of any.
/// </summary>
internal sealed class GitHubFormat : IReportFormat
{
    public string Name => "github";

    public string Description => "annotations in GitHub Actions, on the lines of a pull request";

    public void Write(Assessment assessment, ReportOptions options, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        foreach (var error in assessment.Errors)
        {
            Annotate(writer, "error", new Location(error.File, error.Line, error.Column, ""), "could not be read or judged", error.Reason);
        }

        var seen = new Dictionary<Control, int>();
        var ranked = assessment.Findings.SelectMany(finding => finding.AtEachPlace()).Select(finding => (Finding: finding, Rank: seen[finding.Control] = seen.GetValueOrDefault(finding.Control) + 1));
        foreach (var (finding, _) in ranked.OrderByDescending(place => place.Finding.Control.Severity).ThenBy(place => place.Rank))
        {
            var message = finding.Message.Length > 0 ? finding.Message : finding.Control.Title;
            Annotate(
                writer, Command(finding.Control.Severity), finding.Location,
                $"{finding.Control.Id} ({finding.Control.Severity.Name()})", $"{finding.Subject}: {RenderedText.With(message, finding.Location)}");
        }

        foreach (var group in LedgerGroup.Of(assessment, LedgerLevel.Note))
        {
            var (first, more) = (group.Entries[0], group.Entries.Count - 1);
            Annotate(writer, "notice", new Location(first.File, first.Line, first.Column, ""), group.Code.Label(), more == 0 ? group.Reason : $"{group.Reason} (and {more.Of("place")} more)");
        }

        foreach (var gap in Gap.In(assessment, "…"))
        {
            var subjects = gap.Subjects == 0 ? "" : $"{gap.Subjects.Of("subject")}: ";
            Annotate(writer, "notice", default, $"not known: {gap.Layer.Name()}", subjects + gap.Missing);
        }
    }

    private static string Command(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "notice",
    };

    private static void Annotate(TextWriter writer, string command, Location location, string title, string message)
    {
        writer.Write($"::{command} ");
        if (!string.IsNullOrEmpty(location.File))
        {
            writer.Write($"file={Property(FileUri.Path(location.File))},");
            Write(writer, "line", location.Line);
            Write(writer, "endLine", location.EndLine);

            // Columns are only allowed within one line.
            if (location.EndLine == 0 || location.EndLine == location.Line)
            {
                Write(writer, "col", location.Column);
                Write(writer, "endColumn", location.EndColumn);
            }
        }

        writer.Write($"title={Property(title)}::{Data(message)}\n");
    }

    private static void Write(TextWriter writer, string name, int number)
    {
        if (number > 0)
        {
            writer.Write($"{name}={number},");
        }
    }

    // What is printable holds no line break; the percent sign is the only other character that the runner reads in data.
    private static string Data(string text) => Printable.Escape(text).Replace("%", "%25", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
