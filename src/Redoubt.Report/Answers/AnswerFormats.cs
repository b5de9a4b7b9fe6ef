namespace Redoubt.Report.Answers;

/// <summary>The formats in which answers are written.</summary>
public static class AnswerFormats
{
    // People see what is left out for them with --show all; programs always get everything.
    private static readonly (string Name, bool IsForPeople, Action<AnswerTable, ReportOptions, TextWriter> Write)[] Known =
    [
        ("console", true, AnswerConsole.Write),
        ("text", true, (table, _, output) => AnswerText.Write(table, output)), ("json", false, (table, _, output) => AnswerJson.Write(table, output)),
        ("yaml", false, (table, _, output) => AnswerYaml.Write(table, output)), ("csv", false, (table, _, output) => AnswerCsv.Write(table, output)),
        ("dot", false, (table, _, output) => AnswerDot.Write(table, output)), ("mermaid", true, (table, _, output) => AnswerMermaid.Write(table, output)),
        ("html", true, (table, _, output) => AnswerHtml.Write(table, output)),
    ];

    /// <summary>The names of the formats, the usual one first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(format => format.Name)];

    /// <summary>Writes an answer.</summary>
    /// <param name="format">The format's place among <see cref="Names"/>.</param>
    /// <param name="table">The answer.</param>
    /// <param name="options">How it is to look.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(int format, AnswerTable table, ReportOptions options, TextWriter output) =>
        Known[format].Write(Known[format].IsForPeople && options.Detail != ReportDetail.All ? WithoutAsides(table) : table, options, output);

    private static AnswerTable WithoutAsides(AnswerTable table)
    {
        var asides = table.Rows.Count(row => row.IsAside);
        return asides == 0 ? table : table with
        {
            Rows = [.. table.Rows.Where(row => !row.IsAside)],
            Notes = [.. table.Notes, $"{asides} {table.Aside}: --show all"],
        };
    }
}
