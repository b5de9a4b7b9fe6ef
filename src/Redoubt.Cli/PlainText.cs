using System.Globalization;
using System.Text;

namespace Redoubt.Cli;

/// <summary>Text of others on a terminal: a file's name may hold what commands it.</summary>
internal static class PlainText
{
    /// <summary>A text in which nothing commands the terminal, or turns the direction of what follows.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsCommand))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            plain.Append(IsCommand(unit) ? ' ' : unit);
        }

        return plain.ToString();
    }

    private static bool IsCommand(char unit) => char.IsControl(unit) || (unit > 0x7f && char.GetUnicodeCategory(unit) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
