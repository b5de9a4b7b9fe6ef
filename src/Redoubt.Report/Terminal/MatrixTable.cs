using Redoubt.Catalog;

namespace Redoubt.Report.Terminal;

/// <summary>Layer × theme: where something is wrong, where all is well, and where nothing is known.</summary>
internal static class MatrixTable
{
    private const int Label = 1;
    /// <summary>The column of the first layer.</summary>
    public const int FirstCell = 20;
    private const int WidestCell = 18;

    // Below this width `infrastructure` is shortened.
    private const int RoomForNames = 15;

    /// <summary>Draws it.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="matrix">What.</param>
    /// <param name="folded">Whether themes in which nothing fails and nothing that was given is unknown share one line.</param>
    public static void Draw(Screen screen, Matrix matrix, bool folded)
    {
        var cell = CellOf(screen);
        foreach (var layer in Enum.GetValues<Layer>())
        {
            var name = cell < RoomForNames && layer == Layer.Infrastructure ? "infra" : layer.Name();
            screen.At(FirstCell + ((int)layer * cell)).Put(Fit(name, cell, screen), TextStyle.Strong);
        }

        screen.End();
        var themes = Enum.GetValues<Theme>().ToList();
        var quiet = folded ? themes.Where(theme => IsQuiet(matrix, theme)).ToList() : [];
        foreach (var theme in themes.Except(quiet))
        {
            DrawRow(screen, theme.Name().Replace('-', ' '), cell, layer => Show(matrix, layer, theme, screen.Symbols));
        }

        if (quiet.Count > 0)
        {
            DrawRow(screen, quiet.Count == 1 ? quiet[0].Name().Replace('-', ' ') : $"{quiet.Count} other themes", cell, layer => Show(matrix, layer, Best(matrix, layer, quiet), screen.Symbols));
        }
    }

    /// <summary>How wide the column of a layer is.</summary>
    public static int CellOf(Screen screen) => Math.Min(WidestCell, (screen.Width - FirstCell) / Names.OfLayers.Count);

    /// <summary>A text that fits into a column.</summary>
    public static string Fit(string text, int cell, Screen screen) => Text.Shorten.End(text, cell - 1, screen.Symbols.Ellipsis);

    private static void DrawRow(Screen screen, string label, int cell, Func<Layer, (string Text, TextStyle Style)> show)
    {
        screen.At(Label).Put(label);
        foreach (var layer in Enum.GetValues<Layer>())
        {
            var (text, style) = show(layer);
            screen.At(FirstCell + ((int)layer * cell)).Put(Fit(text, cell, screen), style);
        }

        screen.End();
    }

    // The question marks of a layer without evidence are told in one line below the table.
    private static bool IsQuiet(Matrix matrix, Theme theme) => Array.TrueForAll(
        Enum.GetValues<Layer>(), layer => !matrix.HasEvidence(layer) || matrix.Of(layer, theme) is not (Verdict.Fail or Verdict.Unknown));

    // Of several themes without a fail the one that says most: where something passed, else where something was asked.
    private static Theme Best(Matrix matrix, Layer layer, List<Theme> themes) =>
        themes.MaxBy(theme => matrix.Of(layer, theme) switch { Verdict.Pass => 2, null => 0, _ => 1 });

    private static (string Text, TextStyle TextStyle) Show(Matrix matrix, Layer layer, Theme theme, Symbols symbols)
    {
        var counts = matrix[layer, theme];
        return matrix.Of(layer, theme) switch
        {
            Verdict.Fail => (WithCount(symbols.Fail, counts.Fails), TextStyle.High),
            Verdict.Unknown => (WithCount(symbols.Unknown, counts.Unknowns), TextStyle.Unknown),
            Verdict.Pass => (symbols.Pass, TextStyle.Good),
            _ => (symbols.None, TextStyle.Faint),
        };
    }

    private static string WithCount(string symbol, int count) =>
        count == 0 ? symbol : $"{symbol} {count}";
}
