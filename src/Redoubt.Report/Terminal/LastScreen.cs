using Redoubt.Catalog;

namespace Redoubt.Report.Terminal;

/// <summary>
/// The end of the report, which is what a terminal shows: where we stand, what is not known, whether it passed, and what to do first. It
/// fits the terminal with a line left for the prompt: else themes in which nothing was found are told in one line, then blank lines go, then all that must fail but for the first.
/// </summary>
internal static class LastScreen
{
    private static readonly (bool Folded, bool Spaced, bool Short)[] Forms = [(false, true, false), (true, true, false), (true, false, false), (true, false, true)];

    public static void Draw(TextWriter writer, Assessment assessment, Places places, ReportOptions options)
    {
        var text = "";
        foreach (var (folded, spaced, isShort) in Forms)
        {
            text = Form(assessment, places, options, folded, spaced, isShort);
            if (options.Height == 0 || text.Count(unit => unit == '\n') < options.Height)
            {
                break;
            }
        }

        writer.Write(text);
    }

    private static string Form(Assessment assessment, Places places, ReportOptions options, bool folded, bool spaced, bool isShort)
    {
        using var text = new StringWriter();
        var screen = new Screen(text, options);
        Heading.Draw(screen, assessment);
        Blank(screen, spaced);
        MatrixTable.Draw(screen, assessment.Matrix, folded);
        NotKnown.DrawLine(screen, assessment);
        NotKnown.DrawUnowned(screen, assessment);
        DepthTable.Draw(screen, assessment.Depth, isShort);
        Blank(screen, spaced);
        Closing.DrawCounts(screen, assessment);
        Closing.DrawOutcome(screen, assessment, options.Gate);
        Blank(screen, spaced && assessment.Fresh.Count > 0);
        Closing.DrawFirst(screen, assessment, places);
        return text.ToString();
    }

    private static void Blank(Screen screen, bool wanted)
    {
        if (wanted)
        {
            screen.End();
        }
    }
}
