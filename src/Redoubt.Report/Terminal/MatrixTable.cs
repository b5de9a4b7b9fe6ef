using Redoubt.Catalog;

namespace Redoubt.Report.Terminal;

/// <summary>Layer × theme: where something is wrong, where all is well, and where nothing is known.</summary>
internal static class MatrixTable
{
    private const int Label = 1;
    private const int FirstCell = 20;
    private const int WidestCell = 18;

    // Below this width `infrastructure` is shortened.
    private const int RoomForNames = 15;

    public static void Draw(Screen screen, Matrix matrix)
    {
        var cell = Math.Min(WidestCell, (screen.Width - FirstCell) / Names.OfLayers.Count);
        foreach (var layer in Enum.GetValues<Layer>())
        {
            var name = cell < RoomForNames && layer == Layer.Infrastructure ? "infra" : layer.Name();
            screen.At(FirstCell + ((int)layer * cell)).Put(Fit(name, cell, screen), TextStyle.Strong);
        }

        screen.End();
        foreach (var theme in Enum.GetValues<Theme>())
        {
            screen.At(Label).Put(theme.Name().Replace('-', ' '));
            foreach (var layer in Enum.GetValues<Layer>())
            {
                var (text, style) = Show(matrix, layer, theme, screen.Symbols);
                screen.At(FirstCell + ((int)layer * cell)).Put(Fit(text, cell, screen), style);
            }

            screen.End();
        }
    }

    private static string Fit(string text, int cell, Screen screen) => Text.Shorten.End(text, cell - 1, screen.Symbols.Ellipsis);

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
