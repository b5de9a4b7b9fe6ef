using System.Text;
using Redoubt.Catalog;
using Redoubt.Report.Reading;
using Redoubt.Report.Terminal;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>For people at a terminal: where we stand, what is not known, what is wrong and why, what to do first.</summary>
internal sealed class ConsoleFormat : IReportFormat
{
    public string Name => "console";

    public string Description => "for people at a terminal";

    public void Write(Assessment assessment, ReportOptions options, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        var screen = new Screen(writer, options);
        var all = options.Detail == ReportDetail.All;
        if (options.Detail == ReportDetail.Quiet)
        {
            WriteQuiet(screen, assessment);
            return;
        }

        Heading.Draw(screen, assessment);
        screen.End();
        MatrixTable.Draw(screen, assessment.Matrix);
        NotKnown.DrawGaps(screen, assessment, all);
        NotKnown.DrawErrors(screen, assessment.Errors, all);
        var places = Places.Whole;
        if (options.Detail != ReportDetail.Summary)
        {
            places = Places.For(assessment.Findings, screen);
            WriteFindings(screen, assessment, places, options);
            Closing.DrawPassed(screen, assessment);
        }

        Closing.DrawCounts(screen, assessment);
        Closing.DrawFirst(screen, assessment, places, withFix: options.Detail == ReportDetail.Summary || !ByControl(options.GroupBy));
        screen.End();
    }

    private static void WriteQuiet(Screen screen, Assessment assessment)
    {
        if (assessment.Errors.Count == 0 && assessment.Findings.Count == 0)
        {
            return;
        }

        NotKnown.DrawErrors(screen, assessment.Errors, all: false);
        Closing.DrawCounts(screen, assessment);
    }

    private static bool ByControl(ReportGrouping grouping) => grouping is not (ReportGrouping.Object or ReportGrouping.File);

    private static void WriteFindings(Screen screen, Assessment assessment, Places places, ReportOptions options)
    {
        if (places.Folder.Length > 0)
        {
            screen.End();
            screen.Prose(1, $"places are under {places.Folder}", Ink.Faint);
        }

        if (!ByControl(options.GroupBy))
        {
            WriteBySubject(screen, assessment, places, options);
            return;
        }

        var sections = Sections(assessment.Findings, options.GroupBy)
            .Select(section => (section.Name, Causes: Cause.Of(section.Findings, options.Order))).ToList();
        var blocks = new CauseBlocks(screen, places, options.Detail == ReportDetail.All);
        foreach (var (name, causes) in sections)
        {
            if (name.Length > 0)
            {
                screen.Section(name);
            }

            foreach (var cause in causes)
            {
                blocks.Draw(cause);
            }
        }
    }

    private static IEnumerable<(string Name, IEnumerable<Finding> Findings)> Sections(
        IReadOnlyList<Finding> findings, ReportGrouping grouping) => grouping switch
        {
            ReportGrouping.Layer => findings.GroupBy(finding => finding.Control.Layer).OrderBy(group => group.Key)
                .Select(group => (group.Key.Name(), group.AsEnumerable())),
            ReportGrouping.Owner => findings.GroupBy(finding => finding.Owner).OrderBy(group => group.Key.Length == 0)
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key.Length == 0 ? "nobody answers for these" : group.Key, group.AsEnumerable())),
            _ => [("", findings)],
        };

    private static void WriteBySubject(Screen screen, Assessment assessment, Places places, ReportOptions options)
    {
        var byFile = options.GroupBy == ReportGrouping.File;
        var groups = assessment.Findings
            .GroupBy(finding => byFile ? PlaceText.Of(finding.Location.File, 0, 0) : finding.Subject.ToString())
            .Select(group => (Name: group.Key, Findings: byFile ? ByLine(group) : [.. group]))
            .OrderBy(group => group.Name, StringComparer.Ordinal);
        var ordered = options.Order switch
        {
            ReportOrder.Name => groups,
            ReportOrder.Count => groups.OrderByDescending(group => group.Findings.Count),
            _ => groups.OrderByDescending(group => group.Findings.Max(finding => finding.Control.Severity))
                .ThenByDescending(group => group.Findings.Count),
        };
        var blocks = new FindingBlocks(screen, places, byFile, options.Detail == ReportDetail.All);
        foreach (var (name, findings) in ordered)
        {
            blocks.Draw(name, findings);
        }
    }

    private static List<Finding> ByLine(IEnumerable<Finding> findings) =>
        [.. findings.OrderBy(finding => finding.Location.Line).ThenBy(finding => finding.Location.Column)];
}
