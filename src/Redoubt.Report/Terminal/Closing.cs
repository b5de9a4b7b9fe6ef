using Redoubt.Catalog;
using Redoubt.Evidence.Ledger;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Terminal;

/// <summary>The last lines, which stay on the screen: what it comes to, and what to do first.</summary>
internal static class Closing
{
    private const int Indent = 3;
    private const int TextColumn = 8;

    private static readonly string[] Labels = ["first", "then", "third"];

    /// <summary>What passed, by control: there only when everything was asked for.</summary>
    public static void DrawPassed(Screen screen, Assessment assessment)
    {
        if (assessment.Passed.Count == 0)
        {
            return;
        }

        screen.End();
        screen.At(1).Put($"{screen.Symbols.Pass} passed", TextStyle.Good).End();
        var controls = assessment.Passed.GroupBy(pass => pass.Control).OrderBy(group => group.Key.Id, StringComparer.Ordinal);
        new RowTable(screen, Indent).Draw([.. controls.Select(group =>
            new Row([(group.Key.Id, TextStyle.Plain), (group.Count().Of("object"), TextStyle.Faint)], "", ""))]);
    }

    /// <summary>How much was found, passed, not known.</summary>
    public static void DrawCounts(Screen screen, Assessment assessment)
    {
        var parts = assessment.Fresh.CountBySeverity().Where(group => group.Count > 0)
            .Select(group => ($"{group.Count} {group.Severity.Name()}", TextStyles.Of(group.Severity))).ToList();
        if (parts.Count == 0)
        {
            parts.Add((assessment.Comparison is null ? "nothing found" : "nothing new", assessment.Counts.Passes > 0 ? TextStyle.Good : TextStyle.Plain));
        }

        parts.AddRange(Beside.Of(assessment).Select(part => (part, TextStyle.Unknown)));
        parts.Add(($"{assessment.Counts.Passes} pass", TextStyle.Plain));
        parts.Add(($"{assessment.Counts.Unknowns} unknown", TextStyle.Plain));
        Add(parts, LedgerGroup.Count(assessment, LedgerCode.NotRendered), "not rendered", TextStyle.Unknown);
        Add(parts, LedgerGroup.Count(assessment, LedgerLevel.Harmless), "passed over", TextStyle.Faint);
        screen.Parts(1, parts);
    }

    /// <summary>Whether it passed, and if not, why.</summary>
    public static void DrawOutcome(Screen screen, Assessment assessment, Gate gate)
    {
        var outcome = Outcome.Of(assessment, gate);
        screen.Prose(1, outcome.Text, outcome.Passed ? TextStyle.Good : TextStyle.Critical);
    }

    /// <summary>The objects to begin with, two lines each: what it is and where, and how to mend the worst of it.</summary>
    public static void DrawFirst(Screen screen, Assessment assessment, Places places)
    {
        var steps = FirstStep.Choose(assessment.Fresh, Labels.Length);
        foreach (var (label, step) in Labels.Zip(steps))
        {
            var control = step.Finding.Control;
            screen.At(1).Put(label, TextStyle.Strong);
            screen.Line(TextColumn, [
                (step.Subjects == 1 ? step.Finding.Subject.ToString() : step.Subjects.Of("object"), TextStyles.Of(step.Finding.Severity)),
                (Name(control) + (step.Others > 0 ? $" +{step.Others}" : ""), TextStyle.Plain),
                (places.Of(step.Finding.Location), TextStyle.Faint),
            ]);
            screen.At(TextColumn).Put(Sentence.First(Printable.Prose(control.Text.Fix))).End();
        }
    }

    // The layer is in the matrix; the name says what is found.
    private static string Name(Control control) => control.Id[(control.Id.IndexOf('/') + 1)..];

    private static void Add(List<(string, TextStyle)> parts, int count, string what, TextStyle style)
    {
        if (count > 0)
        {
            parts.Add(($"{count} {what}", style));
        }
    }
}
