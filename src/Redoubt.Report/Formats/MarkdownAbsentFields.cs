using System.Text;
using Redoubt.Catalog;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>What containers leave out, in Markdown: a row for each container, and one text to paste.</summary>
internal static class MarkdownAbsentFields
{
    public static void Write(StringBuilder text, AbsentFields absent, int most, string level)
    {
        Line(text, $"\n{level} {absent.Severity.Name()}: {absent.Fields} fields of `securityContext` are absent, {absent.Places.Count.Of("container")}\n");
        Line(text, "| object | place | without |");
        Line(text, "|---|---|---|");
        foreach (var (first, fields) in absent.Places.Take(most))
        {
            var names = string.Join(", ", fields.Select(field => MarkdownText.Code(field.Split('.')[1])));
            var place = MarkdownText.Code(PlaceText.Of(first.Location)) + (RenderedText.Of(first.Location) is { Length: > 0 } rendered ? $"; {MarkdownText.Prose(rendered)}" : "");
            Line(text, $"| {MarkdownText.Code(first.Subject.ToString())} | {place} | {names} |");
        }

        if (absent.Places.Count > most)
        {
            Line(text, $"| +{absent.Places.Count - most} more | | |");
        }

        Line(text, "\n**Fix** Paste into each container, without the fields that it has:\n\n```yaml");
        foreach (var line in absent.Snippet)
        {
            Line(text, line);
        }

        Line(text, $"```\n\n**Controls** {string.Join(", ", absent.Controls.Select(control => MarkdownText.Code(control.Id, false)))}");
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
