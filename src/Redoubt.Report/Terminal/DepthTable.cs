using Redoubt.Catalog;

namespace Redoubt.Report.Terminal;

/// <summary>What must fail before something is lost, under the columns of the matrix: at most eight lines.</summary>
internal static class DepthTable
{
    private const int Label = 1;
    private const string More = "more: redoubt depth, redoubt paths, redoubt plan";

    /// <summary>Draws it.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="depth">What; nothing is drawn for null.</param>
    /// <param name="isShort">Whether there is only room for what is nearest.</param>
    public static void Draw(Screen screen, DepthSummary? depth, bool isShort)
    {
        if (depth is null)
        {
            return;
        }

        if (depth.Jewels.Count > 0)
        {
            screen.At(Label).Put("what must fail", TextStyle.Strong).At(MatrixTable.FirstCell).Put("to lose it, by layer", TextStyle.Faint).End();
        }

        // What is as near as another and falls to the same is told once, where there is little room.
        foreach (var jewel in isShort ? depth.Jewels.Take(1) : depth.Jewels)
        {
            Draw(screen, jewel);
        }

        if (!isShort && depth.Jewels.FirstOrDefault(jewel => jewel.Falls.Length > 0) is { } falling)
        {
            screen.Line(Label, [($"{falling.Name} {falling.Falls}", TextStyle.Unknown)]);
        }

        screen.Line(Label, [(depth.Notes is [var note, ..] ? note : More, TextStyle.Faint)]);
    }

    private static void Draw(Screen screen, JewelDepth jewel)
    {
        screen.At(Label).Put($"{jewel.Name} {jewel.Depth}", jewel.Depth is "0" or "1" ? TextStyle.High : TextStyle.Plain);
        if (jewel.Depth == "0")
        {
            screen.At(MatrixTable.FirstCell).Put($"nothing, from {jewel.From}", TextStyle.High).End();
            return;
        }

        var cell = MatrixTable.CellOf(screen);
        foreach (var layer in Enum.GetValues<Layer>())
        {
            var mechanisms = jewel.Mechanisms.GetValueOrDefault(layer, []);
            var text = mechanisms.Count == 0 ? screen.Symbols.None : string.Join(", ", mechanisms);
            screen.At(MatrixTable.FirstCell + ((int)layer * cell)).Put(MatrixTable.Fit(text, cell, screen), mechanisms.Count == 0 ? TextStyle.Faint : TextStyle.Plain);
        }

        screen.End();
    }
}
