namespace Redoubt.Evidence.Tapes;

/// <summary>A file's decoded text, and where its lines start. Safe to use from several threads.</summary>
/// <param name="text">The whole text in UTF-16, a byte order mark included where there was one.</param>
public sealed class SourceText(ReadOnlyMemory<char> text)
{
    /// <summary>Line breaks of YAML 1.1; CR LF is one break.</summary>
    private const string LineBreaks = "\r\n\u0085\u2028\u2029";

    private const int BlockSize = 512;

    private LineTable? _table;

    /// <summary>The whole text.</summary>
    public ReadOnlySpan<char> Text => text.Span;

    private LineTable Table => _table ??= new LineTable(LineStarts(Text), PairsBeforeBlocks(Text));

    /// <summary>The place of a character.</summary>
    /// <param name="offset">Which character, in UTF-16 units from the start; is held inside the text.</param>
    /// <returns>Line and columns as an editor counts them, from 1.</returns>
    public Position PositionOf(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var table = Table;
        var found = Array.BinarySearch(table.Starts, offset);
        var line = found >= 0 ? found : ~found - 1;
        var start = table.Starts[line];
        var mark = start == 0 && offset > 0 && Text[0] == '\uFEFF' ? 1 : 0;
        var units = offset - start - mark;
        var pairs = PairsBefore(table, offset) - PairsBefore(table, start);
        return new Position(line + 1, units - pairs + 1, units + 1);
    }

    /// <summary>Where a line starts, in UTF-16 units from the start of the text; the text's end for an absent line.</summary>
    /// <param name="line">Which line, from 1.</param>
    public int StartOf(int line)
    {
        var starts = Table.Starts;
        return line >= 1 && line <= starts.Length ? starts[line - 1] : text.Length;
    }

    /// <summary>The text of one line without its line break.</summary>
    /// <param name="line">Which line, from 1; an absent line is empty.</param>
    public ReadOnlySpan<char> Line(int line)
    {
        var starts = Table.Starts;
        if (line < 1 || line > starts.Length)
        {
            return default;
        }

        var end = line < starts.Length ? starts[line] : Text.Length;
        return Text.Slice(starts[line - 1], end - starts[line - 1]).TrimEnd(LineBreaks);
    }

    private static int[] LineStarts(ReadOnlySpan<char> text)
    {
        var starts = new List<int> { 0 };
        var at = 0;
        while (true)
        {
            var step = text[at..].IndexOfAny(LineBreaks);
            if (step < 0)
            {
                return [.. starts];
            }

            at += step + 1;
            if (text[at - 1] == '\r' && at < text.Length && text[at] == '\n')
            {
                at++;
            }

            starts.Add(at);
        }
    }

    /// <summary>Surrogate pairs before each block, so that a file of one long line costs no more than any other.</summary>
    private static int[] PairsBeforeBlocks(ReadOnlySpan<char> text)
    {
        var pairs = new int[text.Length / BlockSize + 1];
        for (var block = 1; block < pairs.Length; block++)
        {
            pairs[block] = pairs[block - 1] + Pairs(text.Slice((block - 1) * BlockSize, BlockSize));
        }

        return pairs;
    }

    private int PairsBefore(LineTable table, int offset)
    {
        var block = offset / BlockSize;
        return table.Pairs[block] + Pairs(Text.Slice(block * BlockSize, offset - block * BlockSize));
    }

    private static int Pairs(ReadOnlySpan<char> text)
    {
        var pairs = 0;
        while (text.IndexOfAnyInRange('\uDC00', '\uDFFF') is >= 0 and var at)
        {
            pairs++;
            text = text[(at + 1)..];
        }
        return pairs;
    }

    private sealed record LineTable(int[] Starts, int[] Pairs);
}

/// <summary>A place in a text.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in characters (code points), from 1; a tab is one, a byte order mark none.</param>
/// <param name="ColumnUtf16">The column in UTF-16 units, from 1, as editors' protocols count.</param>
public readonly record struct Position(int Line, int Column, int ColumnUtf16);
