using Redoubt.Report.Text;

namespace Redoubt.Report.Answers;

/// <summary>One greppable line an answer: the answer, the cells of the row, and where what it rests on stands.</summary>
internal static class AnswerText
{
    public static void Write(AnswerTable table, TextWriter output)
    {
        if (table.Rows.Count == 0 && table.Answer.Length > 0)
        {
            output.Write($"{table.Answer}\n");
        }

        foreach (var row in table.Rows)
        {
            var words = row.Cells.Prepend(table.Answer).Where(cell => cell.Length > 0);
            var places = row.Because.Select(reason => reason.Place).Where(place => place.Length > 0);
            output.Write(Printable.Escape($"{string.Join(' ', words)}{(places.Any() ? $"  {string.Join(' ', places)}" : "")}", unicode: true));
            output.Write('\n');
        }
    }
}
