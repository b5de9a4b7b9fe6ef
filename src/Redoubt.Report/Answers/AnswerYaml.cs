using System.Text.Encodings.Web;

namespace Redoubt.Report.Answers;

/// <summary>
/// The same answer as in JSON, in block style; strings are quoted as JSON has them, which is YAML too. Where the answer is objects to apply, just these.
/// </summary>
internal static class AnswerYaml
{
    public static void Write(AnswerTable table, TextWriter output)
    {
        if (table.Attachment is { } manifests)
        {
            output.Write(manifests);
            return;
        }

        output.Write($"apiVersion: {table.ApiVersion}\n");
        Field(output, "", "command", table.Command);
        Field(output, "", "question", table.Question);
        Field(output, "", "answer", table.Answer);
        output.Write(table.Rows.Count == 0 ? "rows: []\n" : "rows:\n");
        foreach (var row in table.Rows)
        {
            for (var column = 0; column < table.Columns.Count; column++)
            {
                Field(output, column == 0 ? "  - " : "    ", table.Columns[column], row.Cells[column]);
            }

            output.Write(row.Because.Count == 0 ? "    because: []\n" : "    because:\n");
            foreach (var reason in row.Because)
            {
                Field(output, "      - ", "what", reason.What);
                Field(output, "        ", "place", reason.Place);
                Field(output, "        ", "text", reason.Text);
                Field(output, "        ", "fix", reason.Fix);
            }
        }

        output.Write(table.Notes.Count == 0 ? "notes: []\n" : "notes:\n");
        foreach (var note in table.Notes)
        {
            output.Write($"  - {Quoted(note)}\n");
        }
    }

    private static void Field(TextWriter output, string indent, string name, string value) => output.Write($"{indent}{name}: {Quoted(value)}\n");

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
