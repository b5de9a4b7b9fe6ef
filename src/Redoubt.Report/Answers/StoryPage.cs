using Redoubt.Report.Text;

namespace Redoubt.Report.Answers;

/// <summary>An answer whose rows are stories, for a browser: what they are about, and under it each row with its steps in order, what makes each possible and what ends it.</summary>
internal sealed class StoryPage(AnswerTable table, TextWriter output)
{
    public void Write()
    {
        var chapters = table.Rows.GroupBy(row => row.Cells[0], StringComparer.Ordinal).ToArray();
        output.Write($"<nav aria-label=\"{XmlText.Of(table.Columns[0])}\"><p>{string.Join(", ", chapters.Select((chapter, number) => $"<a href=\"#s{number}\">{XmlText.Of(chapter.Key)}</a>"))}</p></nav>\n");
        output.Write(AnswerHtml.Filter);
        foreach (var (number, chapter) in chapters.Index())
        {
            output.Write($"<h2 id=\"s{number}\">{XmlText.Of(chapter.Key)}</h2>\n");
            foreach (var row in chapter)
            {
                Story(row);
            }
        }

        if (table.Rows.Count == 0)
        {
            output.Write($"<p>{XmlText.Of(table.Empty)}</p>\n");
        }
    }

    private void Story(AnswerRow row)
    {
        output.Write($"<section data-find=\"{XmlText.Of(string.Join(' ', row.Cells).ToLowerInvariant())}\">\n<h3>{string.Join(" · ", table.Columns.Zip(row.Cells).Skip(1).Where(cell => cell.Second.Length > 0).Select(cell => $"{XmlText.Of(cell.First)} {XmlText.Of(cell.Second)}"))}</h3>\n<ol>\n");
        foreach (var step in row.Because)
        {
            output.Write($"<li><strong>{XmlText.Of(step.What)}</strong>");
            Part(step.Place, "<br><code>", "</code>");
            Part(step.Text, "<br>", "");
            Part(step.Fix, "<br><em>", "</em>");
            output.Write("</li>\n");
        }

        output.Write("</ol>\n</section>\n");
    }

    private void Part(string text, string before, string after) => output.Write(text.Length > 0 ? $"{before}{XmlText.Of(text)}{after}" : "");
}
