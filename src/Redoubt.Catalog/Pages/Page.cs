using System.Globalization;
using System.Text;

namespace Redoubt.Catalog.Pages;

/// <summary>What a page says, in the order in which it says it; how it looks is for <see cref="PlainPage"/> and <see cref="MarkdownPage"/>.</summary>
/// <param name="Name">What the page is about, as it is written on the command line.</param>
/// <param name="Title">One sentence.</param>
/// <param name="Rows">What is said in a word or two, by name.</param>
/// <param name="Sections">What is said at length.</param>
internal sealed record Page(string Name, string Title, IReadOnlyList<(string Name, string Value)> Rows, IReadOnlyList<PageSection> Sections)
{
    /// <summary>A text in which whatever would command a terminal, break a line unseen or turn the direction of the text is seen as an escape.</summary>
    /// <param name="text">The text.</param>
    public static string Visible(string text)
    {
        if (!text.Any(IsHidden))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            _ = IsHidden(unit) ? visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}") : visible.Append(unit);
        }

        return visible.ToString();
    }

    private static bool IsHidden(char unit) => unit is not '\n' && (char.IsControl(unit)
        || char.GetUnicodeCategory(unit) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

/// <summary>A part of a page under a title of its own: paragraphs, or text that stands as it is.</summary>
/// <param name="Title">The title.</param>
internal abstract record PageSection(string Title);

/// <summary>Paragraphs, of which the lines may be broken anywhere.</summary>
/// <param name="Title">The title.</param>
/// <param name="Paragraphs">The paragraphs.</param>
internal sealed record ProseSection(string Title, IReadOnlyList<string> Paragraphs) : PageSection(Title);

/// <summary>Lines that are kept as they are.</summary>
/// <param name="Title">The title.</param>
/// <param name="Language">What a highlighter calls the language; empty for none.</param>
/// <param name="Text">The lines.</param>
internal sealed record CodeSection(string Title, string Language, string Text) : PageSection(Title);
