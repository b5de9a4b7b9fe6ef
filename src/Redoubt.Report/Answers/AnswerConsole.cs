using Redoubt.Report.Terminal;
using Redoubt.Report.Text;

namespace Redoubt.Report.Answers;

/// <summary>An answer for people: the question, the answer, the rows in columns, under each what it rests on.</summary>
internal static class AnswerConsole
{
    private const int Indent = 3;
    private const int LongestBeside = 40;

    public static void Write(AnswerTable table, ReportOptions options, TextWriter output)
    {
        var screen = new Screen(output, options);
        screen.Line(1, table.Answer.Length == 0 ? [(table.Question, TextStyle.Strong)] : [(table.Question, TextStyle.Strong), (table.Answer, StyleOf(table.Answer))]);
        if (table.Rows.Count > 0 && (table.Answer.Length == 0 || table.Rows.Any(row => row.Because.Count > 0)))
        {
            Draw(screen, table);
        }
        else if (table.Answer.Length == 0)
        {
            screen.At(Indent).Put(table.Empty, TextStyle.Faint).End();
        }

        foreach (var note in table.Notes)
        {
            screen.Prose(1, note, TextStyle.Unknown);
        }

        if (table is { Attachment: not null, AttachmentHint.Length: > 0 })
        {
            screen.Prose(1, table.AttachmentHint, TextStyle.Faint);
            return;
        }

        foreach (var line in table.Attachment?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            // Not cut at the width of the screen: it is there to be copied.
            output.Write(screen.Shown(line));
            output.Write('\n');
        }
    }

    private static void Draw(Screen screen, AnswerTable table)
    {
        int[] shown = [.. Enumerable.Range(0, table.Columns.Count).Where(column => table.Rows.Any(row => row.Cells[column].Length > 0))];
        if (table.Rows.All(row => row.Because.Count == 0))
        {
            Columns(screen, table, shown);
            return;
        }

        foreach (var row in table.Rows)
        {
            Head(screen, table, shown, row);
            foreach (var reason in row.Because)
            {
                Draw(screen, reason);
            }
        }
    }

    // What is short stands beside each other, what is long below, with its heading.
    private static void Head(Screen screen, AnswerTable table, int[] shown, AnswerRow row)
    {
        var cells = shown.Where(column => row.Cells[column].Length > 0).ToLookup(column => column == 0 || row.Cells[column].Length <= LongestBeside);
        screen.Line(Indent, [.. cells[true].Select(column => (Named(column), column == 0 ? TextStyle.Strong : TextStyle.Plain))]);
        foreach (var column in cells[false])
        {
            screen.Prose(Indent + 2, $"{Heading(table.Columns[column]).ToLowerInvariant()}: {row.Cells[column]}");
        }

        string Named(int column) => column > 0 && table.NamesCells ? $"{Heading(table.Columns[column]).ToLowerInvariant()} {row.Cells[column]}" : row.Cells[column];
    }

    // Columns without their heading say nothing: where they do not fit beside each other, each value is named.
    private static void Columns(Screen screen, AnswerTable table, int[] shown)
    {
        Row[] rows =
        [
            new Row([.. shown.Select(column => (Heading(table.Columns[column]), TextStyle.Faint))], "", ""),
            .. table.Rows.Select(row => new Row([.. shown.Select(column => (row.Cells[column], TextStyle.Plain))], "", "")),
        ];
        var width = Indent + Enumerable.Range(0, shown.Length).Sum(column => rows.Max(row => Cells.Of(screen.Shown(row.Cells[column].Text))) + 2);
        if (width <= screen.Width)
        {
            new RowTable(screen, Indent).Draw(rows);
            return;
        }

        foreach (var row in table.Rows)
        {
            screen.At(Indent).Put(row.Cells[0], TextStyle.Strong).End();
            screen.Parts(Indent + 2, shown.Skip(1).Where(column => row.Cells[column].Length > 0)
                .Select(column => ($"{Heading(table.Columns[column]).ToLowerInvariant()}: {row.Cells[column]}", TextStyle.Plain)));
        }
    }

    private static void Draw(Screen screen, AnswerReason reason)
    {
        screen.Line(Indent + 2, [(reason.What, TextStyle.Plain), (reason.Place, TextStyle.Faint)]);
        if (reason.Text.Length > 0)
        {
            screen.Prose(Indent + 4, reason.Text);
        }

        if (reason.Fix.Length > 0)
        {
            screen.Prose(Indent + 4, $"fix: {reason.Fix}", TextStyle.Good);
        }
    }

    // `readsSecrets` is READS SECRETS.
    private static string Heading(string column) => string.Concat(column.Select(letter => char.IsUpper(letter) ? $" {letter}" : $"{letter}")).ToUpperInvariant();

    private static TextStyle StyleOf(string answer) => answer switch
    {
        "yes" => TextStyle.Good,
        "no" => TextStyle.High,
        _ => TextStyle.Unknown,
    };
}
