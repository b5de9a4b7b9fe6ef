using System.Globalization;
using System.Text;

namespace Redoubt.Report.Text;

/// <summary>
/// Text from outside made fit to be shown: whatever a terminal, a log or XML would obey instead of show (control characters,
/// marks that turn the direction of text, broken surrogates) is written as <c>\u001b</c>.
/// </summary>
internal static class Printable
{
    /// <summary>The text on one line. Without <paramref name="unicode"/> only ASCII is left as it is.</summary>
    public static string Escape(string text, bool unicode = true)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 16);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var whole = Rune.DecodeFromUtf16(rest, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (whole && IsShown(rune) && (unicode || rune.IsAscii))
            {
                result.Append(rest[..length]);
            }
            else
            {
                Append(result, rest[..length]);
            }

            rest = rest[length..];
        }

        return result.ToString();
    }

    /// <summary>The text on one line, every run of white space as one space: for prose, which may be broken anew.</summary>
    public static string Prose(string text, bool unicode = true) =>
        Escape(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), unicode);

    private static bool IsShown(Rune rune) => rune.Value is not (0xfffe or 0xffff) && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static void Append(StringBuilder result, ReadOnlySpan<char> units)
    {
        foreach (var unit in units)
        {
            _ = unit switch
            {
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                _ => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
            };
        }
    }
}
