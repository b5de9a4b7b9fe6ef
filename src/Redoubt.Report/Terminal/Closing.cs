using Redoubt.Catalog;
using Redoubt.Evidence.Ledger;
using Redoubt.Report.Reading;

namespace Redoubt.Report.Terminal;

/// <summary>The last lines, which stay on the screen: what it comes to, and what to do first.</summary>
internal static class Closing
{
    private const int Steps = 3;
    private const int Indent = 3;
    private const int Text = 8;
    private const int NamedOthers = 3;

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

    public static void DrawCounts(Screen screen, Assessment assessment)
    {
        var found = assessment.Findings.CountBySeverity().Where(group => group.Count > 0)
            .Select(group => ($"{group.Count} {group.Severity.Name()}", TextStyles.Of(group.Severity))).ToList();
        if (found.Count == 0)
        {
            found.Add(("nothing found", assessment.Counts.Passes > 0 ? TextStyle.Good : TextStyle.Plain));
        }

        screen.End();
        screen.Parts(1, found);
        List<(string, TextStyle)> rest = [($"{assessment.Counts.Passes} pass", TextStyle.Plain), ($"{assessment.Counts.Unknowns} unknown", TextStyle.Plain)];
        Add(rest, LedgerGroup.Count(assessment, LedgerCode.NotRendered), "not rendered", TextStyle.Unknown);
        Add(rest, LedgerGroup.Count(assessment, LedgerLevel.Harmless), "passed over", TextStyle.Faint);
        Add(rest, assessment.Errors.Count, "not readable", TextStyle.Critical);
        screen.Parts(1, rest);
    }

    public static void DrawFirst(Screen screen, Assessment assessment, Places places, bool withFix)
    {
        var label = "first";
        if (assessment.Findings.Count > 0)
        {
            screen.End();
        }

        foreach (var step in FirstStep.Choose(assessment.Findings, Steps))
        {
            var control = step.Finding.Control;
            var where = step.Subjects == 1
                ? $"in {step.Finding.Subject} ({places.Of(step.Finding.Location)})"
                : $"in {places.Of(step.Finding.Location)}, for {step.Subjects} objects at once";
            screen.At(1).Put(label, TextStyle.Strong);
            screen.Prose(Text, $"{control.Id} {where}{Others(step)}");
            if (withFix && control.Text.Fix.Length > 0)
            {
                screen.Prose(Text, control.Text.Fix, TextStyle.Faint);
            }

            label = "then";
        }
    }

    private static string Others(FirstStep step)
    {
        if (step.Also.Count == 0)
        {
            return "";
        }

        var named = step.Also.Take(step.Also.Count == NamedOthers + 1 ? NamedOthers + 1 : NamedOthers).ToList();
        var names = string.Join(", ", named.Select(control => control.Id[(control.Id.IndexOf('/') + 1)..]));
        var more = step.Also.Count - named.Count;
        return more == 0 ? $"; it also has {names}" : $"; it also has {names} and {more} more";
    }

    private static void Add(List<(string, TextStyle)> parts, int count, string what, TextStyle style)
    {
        if (count > 0)
        {
            parts.Add(($"{count} {what}", style));
        }
    }
}
