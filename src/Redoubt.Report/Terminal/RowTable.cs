using Redoubt.Report.Text;

namespace Redoubt.Report.Terminal;

/// <summary>One place or finding: the cells that lead to it, where in the document it is, and what is said of it.</summary>
/// <param name="Cells">Short texts, each needed in full to get there.</param>
/// <param name="Path">The path in the document, which may be shortened; empty for none.</param>
/// <param name="Note">A sentence; empty for none.</param>
internal readonly record struct Row((string Text, TextStyle TextStyle)[] Cells, string Path, string Note)
{
    /// <summary>The line of the file at that place, as far as it may be shown; empty for none.</summary>
    public string Source { get; init; } = "";
}

/// <summary>
/// Rows under each other in columns. Cells are never cut while there is another way: a sentence that does not fit beside them goes
/// below, and when the cells themselves do not fit, each row takes several lines.
/// </summary>
internal sealed class RowTable(Screen screen, int indent)
{
    private const int Gap = 2;
    private const int LeastPath = 20;

    public void Draw(IReadOnlyList<Row> rows)
    {
        Row[] shown = [.. rows.Select(Shown)];
        var widths = new int[shown[0].Cells.Length];
        for (var column = 0; column < widths.Length; column++)
        {
            widths[column] = shown.Max(row => Cells.Of(row.Cells[column].Text));
        }

        var path = Math.Min(shown.Max(row => Cells.Of(row.Path)), LeastPath);
        var note = shown.Max(row => Cells.Of(row.Note));
        var left = screen.Width - indent - widths.Sum(width => width + Gap) - (path > 0 ? path + Gap : 0) + Gap;
        var beside = note > 0 && note + Gap <= left;
        foreach (var row in shown)
        {
            if (left >= 0)
            {
                DrawColumns(row, widths, beside ? note : 0);
            }
            else
            {
                DrawStacked(row);
            }

            if (!beside)
            {
                screen.Prose(indent + Gap, row.Note);
            }

            DrawSource(row.Source);
        }
    }

    private void DrawSource(string source)
    {
        if (source.Length > 0)
        {
            screen.At(indent + Gap).Put(screen.Symbols.Margin, TextStyle.Faint).Put(source.Trim()).End();
        }
    }

    private Row Shown(Row row) => new(
        [.. row.Cells.Select(cell => (screen.Shown(cell.Text), cell.TextStyle))], screen.Shown(row.Path), screen.Shown(row.Note))
    {
        Source = row.Source,
    };

    private void DrawColumns(Row row, int[] widths, int note)
    {
        var column = indent;
        for (var i = 0; i < widths.Length; i++)
        {
            screen.At(column).Put(row.Cells[i].Text, row.Cells[i].TextStyle);
            column += widths[i] + Gap;
        }

        if (note > 0)
        {
            screen.At(column).Put(row.Note);
            column += note + Gap;
        }

        screen.At(column).Put(Shorten.Path(row.Path, screen.Width - column, screen.Symbols.Ellipsis), TextStyle.Faint).End();
    }

    // The first cell leads; the others follow under it, as many on a line as fit.
    private void DrawStacked(Row row)
    {
        var ellipsis = screen.Symbols.Ellipsis;
        screen.At(indent).Put(Shorten.File(row.Cells[0].Text, screen.Width - indent, ellipsis), row.Cells[0].TextStyle).End();
        var start = indent + Gap;
        var room = screen.Width - start;
        var column = start;
        foreach (var (text, style) in row.Cells.Skip(1).Append((row.Path, TextStyle.Faint)).Where(cell => cell.Item1.Length > 0))
        {
            var cell = text == row.Path ? Shorten.Path(text, room, ellipsis) : Shorten.File(text, room, ellipsis);
            if (column > start && column + Cells.Of(cell) > screen.Width)
            {
                screen.End();
                column = start;
            }

            screen.At(column).Put(cell, style);
            column += Cells.Of(cell) + Gap;
        }

        screen.End();
    }
}
