using System.Text;
using Redoubt.Catalog;
using Redoubt.Report.Reading;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>The requirements of the frameworks that were asked for as Markdown: a table in the framework's order, then the totals.</summary>
internal static class MarkdownFrameworks
{
    public static void Write(StringBuilder text, Assessment assessment)
    {
        foreach (var framework in assessment.Frameworks)
        {
            text.Append($"\n## {MarkdownText.Prose(framework.Framework.Title, false)}\n\n| item | verdict | | |\n|---|---|---|---|\n");
            foreach (var result in framework.Requirements)
            {
                var place = result.Place() is { Length: > 0 } there ? $" {MarkdownText.Code(there)}" : "";
                text.Append($"| {MarkdownText.Prose(result.Requirement.Id)} | {result.Verdict.Name()} | {MarkdownText.Prose(result.Requirement.Title)} | {MarkdownText.Prose(result.Reason())}{place} |\n");
            }

            text.Append($"\n**{framework.Totals(" · ")}**\n");
        }
    }
}
