using System.Text;

namespace Redoubt.Evidence.Tapes;

/// <summary>A file's decoded text, and where its lines start. Safe to use from several threads.</summary>
/// <remarks>While a file is read its text is UTF-16; what is kept of one without rare characters has one byte for each, as the file has.</remarks>
/// <param name="text">The whole text in UTF-16, a byte order mark included where there was one.</param>
public sealed class SourceText(ReadOnlyMemory<char> text)
{
    /// <summary>Line breaks of YAML 1.1; CR LF is one break.</summary>
    private const string LineBreaks = "\r\n\u0085\u2028\u2029";

    private const char LastNarrow = '\u00FF';

    private const int BlockSize = 512;

    private ReadOnlyMemory<char> _wide = text;
    private ReadOnlyMemory<byte>? _narrow;
    private LineTable? _table;

    internal SourceText(ReadOnlyMemory<byte> ascii)
        : this(ReadOnlyMemory<char>.Empty) => _narrow = ascii;

    /// <summary>How long the text is, in UTF-16 units.</summary>
    public int Length => _narrow?.Length ?? _wide.Length;

    /// <summary>A character.</summary>
    /// <param name="offset">Which, in UTF-16 units from the start.</param>
    public char this[int offset] => _narrow is { } narrow ? (char)narrow.Span[offset] : _wide.Span[offset];

    private LineTable Table => _table ??= _narrow is { } narrow ? new LineTable(LineStarts(narrow.Span), []) : new LineTable(LineStarts(_wide.Span), PairsBeforeBlocks(_wide.Span));

    /// <summary>A part of the text.</summary>
    /// <param name="start">Where it starts, in UTF-16 units.</param>
    /// <param name="length">How long it is.</param>
    public ReadOnlySpan<char> Slice(int start, int length) =>
        _narrow is { } narrow ? Encoding.Latin1.GetString(narrow.Span.Slice(start, length)) : _wide.Span.Slice(start, length);

    /// <summary>The whole text.</summary>
    public override string ToString() => _narrow is { } narrow ? Encoding.Latin1.GetString(narrow.Span) : _wide.ToString();

    /// <summary>Where a word of ASCII stands next; -1 if it does not.</summary>
    /// <param name="word">The word.</param>
    /// <param name="from">From where on.</param>
    public int IndexOf(string word, int from)
    {
        var found = _narrow is { } narrow ? narrow.Span[from..].IndexOf(Encoding.ASCII.GetBytes(word)) : _wide.Span[from..].IndexOf(word, StringComparison.Ordinal);
        return found < 0 ? -1 : from + found;
    }

    /// <summary>Where a word of ASCII stood last before an offset; -1 if it did not.</summary>
    internal int LastIndexOf(string word, int before) =>
        _narrow is { } narrow ? narrow.Span[..before].LastIndexOf(Encoding.ASCII.GetBytes(word)) : _wide.Span[..before].LastIndexOf(word, StringComparison.Ordinal);

    /// <summary>The place of a character.</summary>
    /// <param name="offset">Which character, in UTF-16 units from the start; is held inside the text.</param>
    /// <returns>Line and columns as an editor counts them, from 1.</returns>
    public Position PositionOf(int offset)
    {
        offset = Math.Clamp(offset, 0, Length);
        var table = Table;
        var found = Array.BinarySearch(table.Starts, offset);
        var line = found >= 0 ? found : ~found - 1;
        var start = table.Starts[line];
        var mark = start == 0 && offset > 0 && this[0] == '\uFEFF' ? 1 : 0;
        var units = offset - start - mark;
        var pairs = table.Pairs.Length == 0 ? 0 : PairsBefore(table, offset) - PairsBefore(table, start);
        return new Position(line + 1, units - pairs + 1, units + 1);
    }

    /// <summary>Where a line starts, in UTF-16 units from the start of the text; the text's end for an absent line.</summary>
    /// <param name="line">Which line, from 1.</param>
    public int StartOf(int line)
    {
        var starts = Table.Starts;
        return line >= 1 && line <= starts.Length ? starts[line - 1] : Length;
    }

    /// <summary>How long a line is without its line break.</summary>
    /// <param name="line">Which line, from 1; an absent line is empty.</param>
    public int LengthOf(int line)
    {
        var (start, end) = (StartOf(line), StartOf(line + 1));
        while (end > start && LineBreaks.Contains(this[end - 1]))
        {
            end--;
        }

        return line < 1 ? 0 : end - start;
    }

    /// <summary>The text of one line without its line break.</summary>
    /// <param name="line">Which line, from 1; an absent line is empty.</param>
    public ReadOnlySpan<char> Line(int line) => LengthOf(line) is > 0 and var length ? Slice(StartOf(line), length) : default;

    /// <summary>Whether a part of this text stands in another.</summary>
    internal bool HasSame(int start, SourceText other, int otherStart, int length) => (_narrow, other._narrow) switch
    {
        ({ } one, { } two) => one.Span.Slice(start, length).SequenceEqual(two.Span.Slice(otherStart, length)),
        _ => Slice(start, length).SequenceEqual(other.Slice(otherStart, length)),
    };

    /// <summary>Keeps the text in one byte a character where that is possible. Only while nobody else has it.</summary>
    internal void Narrow()
    {
        var wide = _wide.Span;
        if (_narrow is null && !wide.ContainsAnyExceptInRange('\0', LastNarrow))
        {
            var narrow = GC.AllocateUninitializedArray<byte>(wide.Length);
            Encoding.Latin1.GetBytes(wide, narrow);
            (_narrow, _wide) = (narrow, default);
            _table = _table is null ? null : _table with { Pairs = [] };
        }
    }

    private static int[] LineStarts(ReadOnlySpan<byte> text)
    {
        var starts = new int[1 + text.Count((byte)'\n') + text.Count((byte)'\r') + text.Count((byte)0x85)];
        var count = 1;
        for (var at = 0; text[at..].IndexOfAny((byte)'\n', (byte)'\r', (byte)0x85) is >= 0 and var step; starts[count++] = at)
        {
            at += step + 1;
            at += text[at - 1] == '\r' && at < text.Length && text[at] == '\n' ? 1 : 0;
        }

        return count == starts.Length ? starts : starts[..count];
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
        return table.Pairs[block] + Pairs(_wide.Span.Slice(block * BlockSize, offset - block * BlockSize));
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

    /// <summary>Where lines start, and how many pairs come before each block; none in a text that is narrow.</summary>
    private sealed record LineTable(int[] Starts, int[] Pairs);
}

/// <summary>A place in a text.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in characters (code points), from 1; a tab is one, a byte order mark none.</param>
/// <param name="ColumnUtf16">The column in UTF-16 units, from 1, as editors' protocols count.</param>
public readonly record struct Position(int Line, int Column, int ColumnUtf16);
