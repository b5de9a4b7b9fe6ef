using System.Text;
using Redoubt.Catalog;
using Redoubt.Report.Reading;
using Redoubt.Report.Terminal;

namespace Redoubt.Report.Formats;

/// <summary>
/// For people at a terminal, which shows the end: first what is wrong and why, then what is not known, and last, on one screen, where we
/// stand, whether it passed and what to do first.
/// </summary>
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
            WriteQuiet(screen, assessment, options.Gate);
            return;
        }

        var places = options.Detail == ReportDetail.Summary ? Places.Whole : Places.For(assessment.Fresh, screen);
        if (options.Detail != ReportDetail.Summary)
        {
            ChangeBlocks.DrawLost(screen, assessment.Comparison, all);
            WriteFindings(screen, assessment, places, options);
            DepthChangeBlock.Draw(screen, assessment.Comparison, places, all);
            ChangeBlocks.DrawGone(screen, assessment.Comparison, all);
            Closing.DrawPassed(screen, assessment);
            FrameworkTable.Draw(screen, assessment);
        }

        NotKnown.DrawGaps(screen, assessment, all);
        NotKnown.DrawErrors(screen, assessment.Errors, all);
        screen.End();
        LastScreen.Draw(writer, assessment, places, options);
    }

    private static void WriteQuiet(Screen screen, Assessment assessment, Gate gate)
    {
        var isWorse = assessment.Comparison is { } comparison && (comparison.Lost.Count > 0 || comparison.Depth?.Changes.Any(change => change.IsNearer) == true);
        if (assessment.Errors.Count == 0 && assessment.Fresh.Count == 0 && !isWorse && !gate.IsFailedBy(assessment))
        {
            return;
        }

        NotKnown.DrawErrors(screen, assessment.Errors, all: false);
        screen.End();
        Closing.DrawCounts(screen, assessment);
        Closing.DrawOutcome(screen, assessment, gate);
    }

    private static void WriteFindings(Screen screen, Assessment assessment, Places places, ReportOptions options)
    {
        if (places.Folder.Length > 0)
        {
            screen.End();
            screen.Prose(1, $"places are under {places.Folder}", TextStyle.Faint);
        }

        if (!options.GroupBy.IsByControl())
        {
            WriteBySubject(screen, assessment, places, options);
            return;
        }

        foreach (var (name, findings) in Grouping.Sections(assessment, options))
        {
            if (name.Length > 0)
            {
                screen.Section(name);
            }

            WriteCauses(screen, findings, places, options);
        }
    }

    // What leads somewhere in full, what is only hygiene in one line a control.
    private static void WriteCauses(Screen screen, IReadOnlyList<Finding> findings, Places places, ReportOptions options)
    {
        var all = options.Detail == ReportDetail.All;
        var (absent, others) = AbsentFields.In(findings);
        var causes = Cause.Of(others, options.Order);
        var blocks = new CauseBlocks(screen, places, all);
        foreach (var cause in causes.Where(cause => all || cause.Severity >= Severity.Medium))
        {
            blocks.Draw(cause);
        }

        if (absent is not null)
        {
            new AbsentFieldsBlock(screen, places, all).Draw(absent);
        }

        Hygiene.Draw(screen, all ? [] : [.. causes.Where(cause => cause.Severity < Severity.Medium)]);
    }

    private static void WriteBySubject(Screen screen, Assessment assessment, Places places, ReportOptions options)
    {
        var byFile = options.GroupBy == ReportGrouping.File;
        var blocks = new FindingBlocks(screen, places, byFile, options.Detail == ReportDetail.All);
        foreach (var (name, findings) in Grouping.Subjects(assessment.Fresh, options))
        {
            blocks.Draw(name, findings);
        }
    }
}
