namespace Redoubt.Evidence.Tapes;

/// <summary>
/// The values of one object, or of one text, as one array of rows. Immutable once built, safe to use from several threads.
/// </summary>
/// <remarks><code>
/// A row is 32 bytes; a list's or a map's children follow it, each with all of its own:
///
///    0  KeyAt      where the key stands in the text; -1 without a key
///    4  ValueAt    where the value stands
///    8  Symbol     hash of the key's text, or the index of an item in its list
///   12  Next       rows to the next value: 1 for a scalar, 1 + all rows below for a list or map
///   16  Payload    Bool 0/1 · Int, UInt, Double their bits · List, Map (end offset, children)
///                  String (start, length) in the tape's own texts, or (slot, written length) with TextAside
///   24  Key        number of the key in the table of names; 65535: its text lies in the side table, by row
///   26  Length     written length of a scalar in the text; 65535 is "or longer": such a string lies aside
///   28  Kind, Style, Flags, one byte spare
///
///    kind: Pod          ┌──────────────────────────┐
///    spec:              │0 Map   Next 5  (e,2)     │
///      hosts: [a, 7]    │1  kind  String  slice    │
///                       │2  spec  Map  Next 4 (e,1)│
///                       │3   hosts List Next 3(e,2)│
///                       │4    [0] String  slice    │
///                       │5    [1] Int  7           │
///                       └──────────────────────────┘
/// </code></remarks>
public sealed class Tape
{
    private readonly Row[] _rows;
    private readonly TapeTexts _texts;
    private int[]? _parents;
    private TapeIndex? _index;

    internal Tape(SourceText source, Row[] rows, TapeTexts texts)
    {
        Source = source;
        _rows = rows;
        _texts = texts;
    }

    /// <summary>The text that the rows point into.</summary>
    public SourceText Source { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Length;

    /// <summary>The symbol of a field's name: equal names have equal symbols. Differs from process to process.</summary>
    /// <param name="name">The name.</param>
    public static int Symbol(ReadOnlySpan<char> name) => string.GetHashCode(name);

    /// <summary>The value in a row.</summary>
    /// <param name="row">The row, from 0; <see cref="Node.Row"/> gives it back.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Node NodeAt(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)_rows.Length, nameof(row));
        return new Node(this, row);
    }

    /// <summary>What the value in a row is.</summary>
    /// <param name="row">The row.</param>
    public NodeKind KindAt(int row) => _rows[row].Kind;

    /// <summary>The row after a value and everything in it.</summary>
    /// <param name="row">The row.</param>
    public int EndOf(int row) => row + _rows[row].Next;

    /// <summary>The row of a map's field, -1 if there is none: <see cref="Node.Field"/> for those who work with rows.</summary>
    /// <param name="map">The row of a map.</param>
    /// <param name="symbol">What <see cref="Symbol"/> gives for the name.</param>
    /// <param name="name">The field's name.</param>
    public int FieldOf(int map, int symbol, ReadOnlySpan<char> name) => Find(map, symbol, name);

    internal ref readonly Row At(int row) => ref _rows[row];

    /// <summary>How many texts lie aside.</summary>
    internal int TextCount => _texts.Aside.Length;

    /// <summary>A row to be changed. Only while the tape is read.</summary>
    internal ref Row Writable(int row) => ref _rows[row];

    /// <summary>The same values without those of kind <see cref="NodeKind.None"/>, and with more texts aside. Only while the tape is read.</summary>
    internal Tape Rewritten(IReadOnlyCollection<string> texts, bool hasAbsent)
    {
        var all = texts.Count == 0 ? _texts : _texts with { Aside = [.. _texts.Aside, .. texts] };
        return hasAbsent ? TapeCompaction.WithoutAbsent(Source, _rows, all) : new Tape(Source, _rows, all);
    }

    /// <summary>Says that a document starts in this row: its path is empty. Only while the tape is read.</summary>
    internal void MarkRoot(int row) => _rows[row].Flags |= RowFlags.Root;

    /// <summary>Says that the object that starts in this row is not as a server would be given it. Only while the tape is read.</summary>
    internal void MarkNotSent(int row) => _rows[row].Flags |= RowFlags.NotSent;

    /// <summary>The name in a row, of those that have room in the table; null where there is none.</summary>
    internal static string? KeyOf(in Row row, KeyTable names) => (row.Flags & RowFlags.HasKey) != 0 && row.Key != Row.KeyAside ? names[row.Key] : null;

    internal ReadOnlySpan<char> KeyText(int row)
    {
        ref readonly var at = ref _rows[row];
        if ((at.Flags & RowFlags.HasKey) == 0)
        {
            return default;
        }

        return at.Key == Row.KeyAside ? _texts.LongKeys![row] : _texts.Names[at.Key];
    }

    internal ReadOnlySpan<char> ValueText(int row)
    {
        ref readonly var at = ref _rows[row];
        return (at.Flags & RowFlags.TextAside) != 0 ? _texts.Aside[at.High] : _texts.Chars.AsSpan(at.High, at.Low);
    }

    /// <summary>The text as a string; one that lies aside is not copied.</summary>
    internal string ValueString(int row)
    {
        ref readonly var at = ref _rows[row];
        return (at.Flags & RowFlags.TextAside) != 0 ? _texts.Aside[at.High] : new string(_texts.Chars, at.High, at.Low);
    }

    internal int WrittenLength(int row)
    {
        ref readonly var at = ref _rows[row];
        if (at.Kind is NodeKind.List or NodeKind.Map)
        {
            return at.High - at.ValueAt;
        }

        return (at.Flags & RowFlags.TextAside) != 0 ? at.Low : at.Length;
    }

    /// <summary>The row of the list or map that holds this row; -1 for the first of a document.</summary>
    internal int Parent(int row) => (_parents ??= Parents(_rows))[row];

    /// <summary>The row of a map's field, -1 if there is none. INVARIANT: the reader delivers no key twice.</summary>
    internal int Find(int map, int symbol, ReadOnlySpan<char> name)
    {
        if (_rows[map].Low > TapeIndex.Worthwhile)
        {
            return (_index ?? Interlocked.CompareExchange(ref _index, new TapeIndex(), null) ?? _index).Find(this, map, symbol, name);
        }

        ReadOnlySpan<Row> rows = _rows.AsSpan(map, _rows[map].Next);
        for (var at = 1; at < rows.Length; at += rows[at].Next)
        {
            if (rows[at].Symbol == symbol && KeyText(map + at).SequenceEqual(name))
            {
                return map + at;
            }
        }
        return -1;
    }

    /// <summary>The row of a map's field, -1 if there is none. Among few fields the lengths of their names tell more than a hash costs.</summary>
    internal int Find(int map, ReadOnlySpan<char> name)
    {
        if (_rows[map].Low > TapeIndex.Worthwhile)
        {
            return Find(map, Symbol(name), name);
        }

        ReadOnlySpan<Row> rows = _rows.AsSpan(map, _rows[map].Next);
        for (var at = 1; at < rows.Length; at += rows[at].Next)
        {
            if (KeyText(map + at).SequenceEqual(name))
            {
                return map + at;
            }
        }

        return -1;
    }

    /// <summary>The row of a list's or map's child by its number, -1 if there is none.</summary>
    internal int Child(int parent, int index)
    {
        ref readonly var at = ref _rows[parent];
        if ((uint)index >= (uint)at.Low)
        {
            return -1;
        }

        if (at.Next == at.Low + 1)
        {
            return parent + 1 + index;
        }

        if (at.Low > TapeIndex.Worthwhile)
        {
            return (_index ?? Interlocked.CompareExchange(ref _index, new TapeIndex(), null) ?? _index).Child(this, parent, index);
        }

        var row = parent + 1;
        while (index-- > 0)
        {
            row += _rows[row].Next;
        }

        return row;
    }

    private static int[] Parents(Row[] rows)
    {
        var parents = new int[rows.Length];
        var open = -1;
        for (var row = 0; row < rows.Length; row++)
        {
            while (open >= 0 && row >= open + rows[open].Next)
            {
                open = parents[open];
            }

            parents[row] = open;
            if (rows[row].Kind is NodeKind.List or NodeKind.Map)
            {
                open = row;
            }
        }
        for (var row = 0; row < rows.Length; row++)
        {
            if ((rows[row].Flags & RowFlags.Root) != 0)
            {
                parents[row] = -1;
            }
        }
        return parents;
    }
}
