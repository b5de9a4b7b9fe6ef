namespace Redoubt.Report.Text;

/// <summary>Comma-separated values, quoted as RFC 4180 has it.</summary>
internal static class CsvText
{
    /// <summary>Writes a line of cells.</summary>
    public static void Line(TextWriter output, IEnumerable<string> cells) => output.Write(string.Join(',', cells.Select(Cell)) + "\n");

    private static string Cell(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        // A spreadsheet would run what begins so.
        : text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? $"'{text}"
        : text;
}
