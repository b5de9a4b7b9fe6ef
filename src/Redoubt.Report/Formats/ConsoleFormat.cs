using System.Text;
using Redoubt.Catalog;
using Redoubt.Report.Reading;
using Redoubt.Report.Terminal;

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
        Closing.DrawFirst(screen, assessment, places, withFix: options.Detail == ReportDetail.Summary || !options.GroupBy.IsByControl());
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

        var blocks = new CauseBlocks(screen, places, options.Detail == ReportDetail.All);
        foreach (var (name, causes) in Grouping.Sections(assessment.Findings, options))
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

    private static void WriteBySubject(Screen screen, Assessment assessment, Places places, ReportOptions options)
    {
        var byFile = options.GroupBy == ReportGrouping.File;
        var blocks = new FindingBlocks(screen, places, byFile, options.Detail == ReportDetail.All);
        foreach (var (name, findings) in Grouping.Subjects(assessment.Findings, options))
        {
            blocks.Draw(name, findings);
        }
    }
}
