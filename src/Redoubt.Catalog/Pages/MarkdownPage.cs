using System.Text;

namespace Redoubt.Catalog.Pages;

/// <summary>A page for a browser, in GitHub's Markdown.</summary>
internal static class MarkdownPage
{
    /// <summary>The page as Markdown.</summary>
    /// <param name="page">The page.</param>
    public static string Text(Page page)
    {
        var text = new StringBuilder();
        text.Append($"# {page.Name}\n\n**{Prose(page.Title)}**\n\n| | |\n|---|---|\n");
        foreach (var (name, value) in page.Rows)
        {
            text.Append($"| {name} | {Cell(value)} |\n");
        }

        foreach (var section in page.Sections)
        {
            text.Append($"\n## {section.Title}\n");
            if (section is ProseSection prose)
            {
                prose.Paragraphs.ToList().ForEach(paragraph => text.Append($"\n{Prose(paragraph)}\n"));
            }
            else if (section is CodeSection code)
            {
                var fence = Fence(code.Text);
                text.Append($"\n{fence}{code.Language}\n{code.Text.TrimEnd()}\n{fence}\n");
            }
        }

        return Page.Visible(text.ToString());
    }

    /// <summary>A text in the cell of a table.</summary>
    /// <param name="text">The text.</param>
    public static string Cell(string text) => Prose(text).Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');

    /// <summary>A text in which nothing but code in backticks is markup.</summary>
    /// <param name="text">The text.</param>
    public static string Prose(string text)
    {
        // Every other part stands between backticks, where all is as it is written; a last backtick alone is none.
        var parts = text.Trim().Split('`');
        for (var i = 0; i < parts.Length; i += 2)
        {
            parts[i] = Escaped(parts[i]);
        }

        return string.Join('`', parts);
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c is '\\' or '*' or '_' or '<' or '[' or ']' or '#' or '~' ? escaped.Append('\\').Append(c) : escaped.Append(c);
        }

        return escaped.ToString();
    }

    // Longer than any run of backticks in the text.
    private static string Fence(string text)
    {
        var (longest, run) = (2, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('`', longest + 1);
    }
}
