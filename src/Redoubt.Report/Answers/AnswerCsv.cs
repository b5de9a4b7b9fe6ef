namespace Redoubt.Report.Answers;

/// <summary>The rows as comma-separated values, quoted as RFC 4180 has it: the columns, then the answer and the place of the first thing that the row rests on.</summary>
internal static class AnswerCsv
{
    public static void Write(AnswerTable table, TextWriter output)
    {
        Line(output, table.IsPlain ? table.Columns : [.. table.Columns, "answer", "place"]);
        foreach (var row in table.Rows)
        {
            Line(output, table.IsPlain ? row.Cells : [.. row.Cells, table.Answer, row.Because.Select(reason => reason.Place).FirstOrDefault(place => place.Length > 0) ?? ""]);
        }
    }

    private static void Line(TextWriter output, IEnumerable<string> cells) => output.Write(string.Join(',', cells.Select(Cell)) + "\n");

    private static string Cell(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        // A spreadsheet would run what begins so.
        : text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? $"'{text}"
        : text;
}
