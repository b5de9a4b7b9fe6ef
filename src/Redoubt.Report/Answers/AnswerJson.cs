using System.Buffers;
using System.Text;
using System.Text.Json;
using Redoubt.Report.Formats;

namespace Redoubt.Report.Answers;

/// <summary>An answer as <c>redoubt.dev/access/v1</c> and its like (<c>docs/schemas</c>). Every field is always there.</summary>
internal static class AnswerJson
{
    public static void Write(AnswerTable table, TextWriter output)
    {
        output.Write(Encoding.UTF8.GetString(BytesOf(table).Span));
        output.Write('\n');
    }

    /// <summary>The answer as UTF-8.</summary>
    public static ReadOnlyMemory<byte> BytesOf(AnswerTable table)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, JsonLists.Writing);
        if (table.Json is { } own)
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", table.ApiVersion);
            own(json);
            json.WriteEndObject();
        }
        else
        {
            Write(table, json);
        }

        json.Flush();
        return bytes.WrittenMemory;
    }

    private static void Write(AnswerTable table, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("apiVersion", table.ApiVersion);
        json.WriteString("command", table.Command);
        json.WriteString("question", table.Question);
        json.WriteString("answer", table.Answer);
        json.WriteObjects("rows", table.Rows, row =>
        {
            for (var column = 0; column < table.Columns.Count; column++)
            {
                json.WriteString(table.Columns[column], row.Cells[column]);
            }

            json.WriteObjects("because", row.Because, reason =>
            {
                json.WriteString("what", reason.What);
                json.WriteString("place", reason.Place);
                json.WriteString("text", reason.Text);
                json.WriteString("fix", reason.Fix);
            });
        });
        json.WriteTexts("notes", table.Notes);
        json.WriteString("manifests", table.Attachment ?? "");
        json.WriteEndObject();
    }
}
