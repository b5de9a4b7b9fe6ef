using Redoubt.Catalog.Compare;

namespace Redoubt.Report.Terminal;

/// <summary>What another run had and this one has not: verdicts that are lost, findings that are gone.</summary>
internal static class ChangeBlocks
{
    private const int Indent = 3;
    private const int Shown = 10;

    /// <summary>What was judged before and is not known now: a way to hide is to show less.</summary>
    public static void DrawLost(Screen screen, Comparison? comparison, bool all) => Draw(
        screen, $"{screen.Symbols.Unknown} judged in {comparison?.Against} and not known now", TextStyle.Unknown,
        [.. (comparison?.Lost ?? []).Select(lost => new Row([(lost.Control.Id, TextStyle.Plain), (lost.Subject.ToString(), TextStyle.Plain)], "", ""))], all);

    /// <summary>What was found before and is not there any more.</summary>
    public static void DrawGone(Screen screen, Comparison? comparison, bool all) => Draw(
        screen, $"{screen.Symbols.Pass} gone since {comparison?.Against}", TextStyle.Good,
        [.. (comparison?.Gone ?? []).Select(gone => new Row([(gone.Control, TextStyle.Plain), (gone.Subject.ToString(), TextStyle.Plain)], "", gone.Message))], all);

    private static void Draw(Screen screen, string heading, TextStyle style, Row[] rows, bool all)
    {
        if (rows.Length == 0)
        {
            return;
        }

        var shown = Screen.Shown(rows.Length, Shown, all);
        screen.End();
        screen.At(1).Put(screen.Shown(heading), style).End();
        new RowTable(screen, Indent).Draw(rows[..shown]);
        screen.More(Indent, rows.Length - shown);
    }
}
