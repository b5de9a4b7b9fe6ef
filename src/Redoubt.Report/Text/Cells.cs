using System.Text;
using Wcwidth;

namespace Redoubt.Report.Text;

/// <summary>
/// How many columns of a terminal a text takes: none for a combining mark, two for wide scripts and most emoji, as Unicode's tables
/// say and terminals do (<c>wcwidth</c>).
/// </summary>
internal static class Cells
{
    // Below this no character is wide and none combines.
    private const int FirstMark = 0x300;

    /// <summary>The columns of a whole text.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExceptInRange(' ', '~'))
        {
            return text.Length;
        }

        var cells = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            cells += Of(rune);
        }

        return cells;
    }

    /// <summary>How many characters from the start fit into so many columns.</summary>
    public static int Fitting(ReadOnlySpan<char> text, int cells)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            cells -= Of(rune);
            if (cells < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    /// <summary>How many characters from the end fit into so many columns.</summary>
    public static int FittingAtEnd(ReadOnlySpan<char> text, int cells)
    {
        var length = 0;
        while (length < text.Length)
        {
            _ = Rune.DecodeLastFromUtf16(text[..^length], out var rune, out var units);
            cells -= Of(rune);
            if (cells < 0)
            {
                break;
            }

            length += units;
        }

        return length;
    }

    // What is printed has no control characters: those would be -1.
    private static int Of(Rune rune) => rune.Value < FirstMark ? 1 : Math.Max(0, UnicodeCalculator.GetWidth(rune));
}
