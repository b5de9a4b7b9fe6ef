using System.Text;
using Redoubt.Catalog;
using Redoubt.Evidence.Ledger;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>
/// Workflow commands of GitHub Actions: an annotation for each place. GitHub shows ten of each kind for a step: the ten worst are written,
/// the first place of every control before the second of any, and a last line says how many are not.
/// </summary>
internal sealed class GitHubFormat : IReportFormat
{
    private const int ShownOfEach = 10;

    private static readonly string[] Commands = ["error", "warning", "notice"];

    private readonly record struct Annotation(string Command, Location Location, string Title, string Message);

    public string Name => "github";

    public string Description => "annotations in GitHub Actions, on the lines of a pull request";

    public void Write(Assessment assessment, ReportOptions options, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        var left = new List<string>();
        foreach (var kind in Annotations(assessment).GroupBy(annotation => annotation.Command).OrderBy(kind => Array.IndexOf(Commands, kind.Key)))
        {
            var all = kind.ToList();
            foreach (var annotation in all.Take(ShownOfEach))
            {
                Annotate(writer, annotation, new FileUri(options.Folder));
            }

            if (all.Count > ShownOfEach)
            {
                left.Add((all.Count - ShownOfEach).Of(kind.Key));
            }
        }

        if (left.Count > 0)
        {
            writer.Write($"redoubt: {string.Join(", ", left)} not shown, since GitHub shows {ShownOfEach} of each kind; `--format github-summary=\"$GITHUB_STEP_SUMMARY\"` has all\n");
        }
    }

    // The worst first, and the first place of every control before the second of any; what was not judged before what is only a habit.
    private static IEnumerable<Annotation> Annotations(Assessment assessment)
    {
        var errors = assessment.Errors.Select(error =>
            new Annotation("error", new Location(error.File, error.Line, error.Column, ""), "could not be read or judged", error.Reason));
        var lost = (assessment.Comparison?.Lost ?? []).Select(verdict =>
            new Annotation(Command(verdict.Control.Severity), verdict.Location, $"{verdict.Control.Id} ({verdict.Control.Severity.Name()})", FindingText.Lost(verdict)));
        var nearer = (assessment.Comparison?.Depth?.Changes ?? []).Where(change => change.IsNearer)
            .Select(change => new Annotation("warning", change.Turn?.Location ?? default, "nearer to an attacker", DepthText.Whole(change)));
        return errors.Concat(lost).Concat(nearer).Concat(Notes(assessment)).Concat(Findings(assessment));
    }

    private static IEnumerable<Annotation> Findings(Assessment assessment)
    {
        var seen = new Dictionary<Control, int>();
        return assessment.Fresh.SelectMany(finding => finding.AtEachPlace())
            .Select(finding => (Finding: finding, Rank: seen[finding.Control] = seen.GetValueOrDefault(finding.Control) + 1))
            .OrderByDescending(place => place.Finding.Severity).ThenBy(place => place.Rank)
            .Select(place => Of(place.Finding, assessment.Numbers(place.Finding.Control)));
    }

    private static Annotation Of(Finding finding, string numbers)
    {
        return new Annotation(
            finding.Exception is null ? Command(finding.Severity) : "notice", finding.Location,
            $"{(numbers.Length > 0 ? $"{numbers}: " : "")}{finding.Control.Id} ({finding.Severity.Name()})", $"{finding.Subject}: {FindingText.WithOwner(finding)}");
    }

    private static IEnumerable<Annotation> Notes(Assessment assessment)
    {
        foreach (var group in LedgerGroup.Of(assessment, LedgerLevel.Note))
        {
            var (first, more) = (group.Entries[0], group.Entries.Count - 1);
            yield return new Annotation(
                "notice", new Location(first.File, first.Line, first.Column, ""), group.Code.Label(),
                more == 0 ? group.Reason : $"{group.Reason} (and {more.Of("place")} more)");
        }

        if (Unowned.Of(assessment) is { Length: > 0 } unowned)
        {
            yield return new Annotation("notice", default, "owners", unowned);
        }

        if (assessment.Comparison?.Gone is { Count: > 0 } gone)
        {
            yield return new Annotation("notice", default, "gone", FindingText.Gone(gone));
        }

        foreach (var gap in Gap.In(assessment, "…"))
        {
            var subjects = gap.Subjects == 0 ? "" : $"{gap.Subjects.Of("subject")}: ";
            yield return new Annotation("notice", default, $"not known: {gap.Layer.Name()}", subjects + gap.Missing);
        }
    }

    private static string Command(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "notice",
    };

    private static void Annotate(TextWriter writer, Annotation annotation, FileUri files)
    {
        var (command, location, title, message) = annotation;
        writer.Write($"::{command} ");
        if (!string.IsNullOrEmpty(location.File))
        {
            writer.Write($"file={Property(files.Path(location.File))},");
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
