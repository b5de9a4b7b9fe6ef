using System.Globalization;
using System.Text;

namespace Redoubt.Report.Text;

/// <summary>How many columns of a terminal a text takes: none for a combining mark, two for wide scripts and most emoji.</summary>
internal static class Cells
{
    // First and last code point of what Unicode's East Asian Width calls wide, neighbours joined.
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115f), (0x2e80, 0x303e), (0x3041, 0x4dbf), (0x4e00, 0xa4cf), (0xa960, 0xa97c), (0xac00, 0xd7a3), (0xf900, 0xfaff),
        (0xfe30, 0xfe6f), (0xff00, 0xff60), (0xffe0, 0xffe6), (0x16fe0, 0x18dff), (0x1b000, 0x1b2fb), (0x1f300, 0x1f64f),
        (0x1f680, 0x1f6ff), (0x1f900, 0x1f9ff), (0x1fa70, 0x1faff), (0x20000, 0x3fffd),
    ];

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

    private static int Of(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return 1;
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        {
            return 0;
        }

        foreach (var (first, last) in Wide)
        {
            if (rune.Value <= last)
            {
                return rune.Value >= first ? 2 : 1;
            }
        }

        return 1;
    }
}
