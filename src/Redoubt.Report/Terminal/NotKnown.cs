using Redoubt.Catalog;
using Redoubt.Evidence.Ledger;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Terminal;

/// <summary>What the question marks mean and how to get the evidence; then what was given and could not be used.</summary>
internal static class NotKnown
{
    private const int Mark = 1;
    private const int Label = 4;
    private const int Text = 20;
    private const int ShownForEachLayer = 4;
    private const int ShownFiles = 2;
    private const int ShownErrors = 10;

    public static void DrawGaps(Screen screen, Assessment assessment, bool all)
    {
        var gaps = Gap.In(assessment, screen.Symbols.Ellipsis);
        var notes = LedgerGroup.Of(assessment, LedgerLevel.Note);
        if (gaps.Count == 0 && notes.Count == 0)
        {
            return;
        }

        screen.End();
        screen.At(Mark).Put(screen.Symbols.Unknown, TextStyle.Unknown);
        screen.Prose(Label, "not known, and a locked door says nothing about the windows");
        foreach (var layer in gaps.GroupBy(gap => gap.Layer))
        {
            DrawLayer(screen, layer.Key, [.. layer], all);
        }

        DrawLedger(screen, notes, all);
        DrawLedger(screen, all ? LedgerGroup.Of(assessment, LedgerLevel.Harmless) : [], all);
        DrawRendered(screen, all ? assessment.Inputs.Rendered : []);
    }

    /// <summary>All that is not known in one line, and the one command that would bring most of it.</summary>
    public static void DrawLine(Screen screen, Assessment assessment)
    {
        var gaps = Gap.In(assessment, screen.Symbols.Ellipsis);
        if (gaps.Count == 0)
        {
            return;
        }

        string[] lacking = [.. gaps.Where(gap => gap.Subjects == 0).Select(gap => gap.Layer.Name())];
        var command = gaps.Where(gap => gap.Command.Length > 0).OrderByDescending(gap => gap.Subjects).Select(gap => ": " + gap.Command).FirstOrDefault("");
        var known = assessment.Counts.Unknowns == 0 ? "" : $"{assessment.Counts.Unknowns} not known";
        var text = Joined(lacking.Length == 0 ? "" : $"no evidence of {string.Join(", ", lacking)}", known);
        if (Label + text.Length + command.Length > screen.Width)
        {
            text = Joined(lacking.Length == 0 ? "" : $"{lacking.Length.Of("layer")} unseen", known);
        }

        screen.At(Mark).Put(screen.Symbols.Unknown, TextStyle.Unknown).At(Label).Put(text).Put(command, TextStyle.Strong).End();
    }

    /// <summary>One line of the layers for which nobody answers.</summary>
    public static void DrawUnowned(Screen screen, Assessment assessment)
    {
        if (Unowned.Of(assessment) is { Length: > 0 } text)
        {
            screen.At(Mark).Put(screen.Symbols.Unknown, TextStyle.Unknown).At(Label).Put(text).End();
        }
    }

    private static string Joined(params string[] parts) => string.Join("; ", parts.Where(part => part.Length > 0));

    public static void DrawErrors(Screen screen, IReadOnlyList<AssessmentError> errors, bool all)
    {
        if (errors.Count == 0)
        {
            return;
        }

        screen.End();
        screen.At(Mark).Put("!", TextStyle.Critical).At(Label).Put($"{errors.Count} could not be read or judged", TextStyle.Critical).End();
        var shown = Screen.Shown(errors.Count, ShownErrors, all);
        foreach (var error in errors.Take(shown))
        {
            screen.Prose(Label, $"{PlaceText.Of(error.File, error.Line, error.Column)}: {error.Reason}");
        }

        screen.More(Label, errors.Count - shown);
    }

    private static void DrawLayer(Screen screen, Layer layer, List<Gap> gaps, bool all)
    {
        var shown = Screen.Shown(gaps.Count, ShownForEachLayer, all);
        screen.At(Label).Put(layer.Name(), TextStyle.Strong);
        foreach (var gap in gaps.Take(shown))
        {
            screen.Prose(Text, gap.Subjects == 0 ? gap.Missing : $"{gap.Subjects.Of("subject")}: {gap.Missing}");
        }

        screen.More(Text, gaps.Count - shown);
    }

    private static void DrawLedger(Screen screen, IReadOnlyList<LedgerGroup> groups, bool all)
    {
        foreach (var group in groups.GroupBy(group => group.Code.Label()))
        {
            LedgerGroup[] same = [.. group];
            var shown = Screen.Shown(same.Length, ShownErrors, all);
            screen.At(Label).Put(group.Key, TextStyle.Strong);
            foreach (var one in same.Take(shown))
            {
                screen.Prose(Text, one.Entries is [{ Line: > 0 } only]
                    ? $"{PlaceText.Of(only.File, only.Line, only.Column)}: {one.Reason}"
                    : $"{one.Entries.Count.Of("document")}: {one.Reason} ({Files(one.Files, all)})");
            }

            screen.More(Text, same.Length - shown);
        }
    }

    private static void DrawRendered(Screen screen, IReadOnlyList<RenderedInput> inputs)
    {
        foreach (var input in inputs)
        {
            screen.At(Label).Put("rendered", TextStyle.Strong);
            screen.Prose(Text, $"{input.Input}: {input.Documents.Of("object")}, by {input.Renderer}");
        }
    }

    private static string Files(IReadOnlyList<string> files, bool all)
    {
        var shown = Screen.Shown(files.Count, ShownFiles, all);
        var text = string.Join(", ", files.Take(shown));
        return shown == files.Count ? text : $"{text}, +{files.Count - shown} more";
    }
}
