using System.Text;

namespace Redoubt.Catalog.Pages;

/// <summary>A page for a terminal.</summary>
internal static class PlainPage
{
    /// <summary>The page as text.</summary>
    /// <param name="page">The page.</param>
    /// <param name="width">Columns.</param>
    public static string Text(Page page, int width)
    {
        var text = new StringBuilder();
        text.Append(page.Name).Append('\n').Append(page.Title).Append("\n\n");
        foreach (var (name, value) in page.Rows)
        {
            text.Append($"  {name,-11} {value}\n");
        }

        foreach (var section in page.Sections)
        {
            text.Append('\n').Append(section.Title).Append('\n');
            if (section is ProseSection prose)
            {
                prose.Paragraphs.ToList().ForEach(paragraph => Wrap(text, paragraph, width));
            }
            else if (section is CodeSection code)
            {
                code.Text.TrimEnd().Split('\n').ToList().ForEach(line => text.Append($"  {line}".TrimEnd()).Append('\n'));
            }
        }

        return Page.Visible(text.ToString());
    }

    private static void Wrap(StringBuilder text, string paragraph, int width)
    {
        var column = 0;
        foreach (var word in paragraph.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > 0 && column + 1 + word.Length > width)
            {
                text.Append('\n');
                column = 0;
            }

            text.Append(column == 0 ? "  " : " ").Append(word);
            column += word.Length + (column == 0 ? 2 : 1);
        }

        text.Append('\n');
    }
}
