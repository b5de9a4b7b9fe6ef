using System.Text.Encodings.Web;
using System.Text.Json;

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

        using var answer = JsonDocument.Parse(AnswerJson.BytesOf(table));
        Fields(output, answer.RootElement, "", "");
    }

    private static void Fields(TextWriter output, JsonElement fields, string first, string indent)
    {
        foreach (var (number, field) in fields.EnumerateObject().Index())
        {
            output.Write($"{(number == 0 ? first : indent)}{field.Name}:");
            Value(output, field.Value, indent);
        }
    }

    private static void Value(TextWriter output, JsonElement value, string indent)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                output.Write('\n');
                foreach (var item in value.EnumerateArray())
                {
                    Item(output, item, $"{indent}  ");
                }

                break;
            case JsonValueKind.Object when value.EnumerateObject().Any():
                output.Write('\n');
                Fields(output, value, $"{indent}  ", $"{indent}  ");
                break;
            default:
                output.Write($" {Scalar(value)}\n");
                break;
        }
    }

    private static void Item(TextWriter output, JsonElement item, string indent)
    {
        if (item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Any())
        {
            Fields(output, item, $"{indent}- ", $"{indent}  ");
            return;
        }

        // Lists in lists are lists of numbers, or of names: flow style, which is JSON's.
        output.Write($"{indent}- {Scalar(item)}\n");
    }

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value.GetString()!)}\"",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Scalar))}]",
        JsonValueKind.Object => "{}",
        _ => value.GetRawText(),
    };
}
