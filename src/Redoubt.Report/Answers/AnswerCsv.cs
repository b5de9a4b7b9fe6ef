using Redoubt.Report.Text;

namespace Redoubt.Report.Answers;

/// <summary>The rows as comma-separated values: the columns, then the answer and the place of the first thing that the row rests on.</summary>
internal static class AnswerCsv
{
    public static void Write(AnswerTable table, TextWriter output)
    {
        CsvText.Line(output, table.IsPlain ? table.Columns : [.. table.Columns, "answer", "place"]);
        foreach (var row in table.Rows)
        {
            CsvText.Line(output, table.IsPlain ? row.Cells : [.. row.Cells, table.Answer, row.Because.Select(reason => reason.Place).FirstOrDefault(place => place.Length > 0) ?? ""]);
        }
    }
}
