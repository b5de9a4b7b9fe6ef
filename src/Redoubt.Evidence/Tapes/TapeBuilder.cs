using Redoubt.Yaml;

namespace Redoubt.Evidence.Tapes;

/// <summary>Lays what the reader of YAML and JSON finds on tapes, one for each document, or for each item of a list. A value costs one row and its text.</summary>
/// <param name="source">The text.</param>
/// <param name="sink">Takes the tapes.</param>
/// <param name="rowLimit">How many values a document may have.</param>
/// <param name="isSent">Whether the text is what kubectl would send: it writes a number without a fraction as an integer, however it was written.</param>
internal struct TapeBuilder(SourceText source, ITapeSink sink, int rowLimit, bool isSent = false) : IYamlVisitor
{
    /// <summary>A buffer up to this size is used again for the next document.</summary>
    private const int LargestKept = 1 << 16;

    private readonly List<Ambiguity> _ambiguities = [];
    private readonly List<string> _aside = [];
    private readonly Stack<int> _open = [];
    private Row[] _rows = new Row[Math.Clamp(source.Length / 24, 16, LargestKept)];
    private char[] _chars = new char[Math.Clamp(source.Length / 4, 64, LargestKept)];
    private KeyTable _names = new();
    private int _count;
    private int _charCount;
    private int _parent = -1;
    private bool _hasKey;

    // Where the tape that is laid now begins: the document's, or an item's, which lies behind the document's until it is taken.
    private TapeStart _start;
    private TapeStart _outer;
    private KeyTable? _itemNames;
    private int _list;
    private int _taken;

    /// <inheritdoc/>
    public void DocumentStart(in YamlDocument document)
    {
        (_count, _charCount, _taken, _list) = (0, 0, 0, -1);
        _parent = -1;
        _hasKey = false;
        _aside.Clear();
        _open.Clear();
        _ambiguities.Clear();
        _names = Roomy(_names);
        _start = new TapeStart(0, 0, 0, _names, null);
        sink.Start();
    }

    /// <inheritdoc/>
    public void DocumentEnd(in YamlDocument document)
    {
        if (_count + _taken >= rowLimit)
        {
            sink.Problem(document.Start, $"the document holds more than {rowLimit} values");
        }
        else
        {
            _ambiguities.Sort((left, right) => left.Offset.CompareTo(right.Offset));
            sink.Document(document, Take(), [.. _ambiguities]);
        }

        if (_rows.Length > LargestKept || _chars.Length > LargestKept)
        {
            (_rows, _chars) = (new Row[LargestKept], new char[LargestKept]);
        }
    }

    /// <inheritdoc/>
    public void MappingStart(in YamlCollection mapping)
    {
        var isItem = _parent >= 0 && _parent == _list;
        Open(NodeKind.Map, mapping);
        if (isItem)
        {
            _outer = _start;
            _itemNames = Roomy(_itemNames ?? new KeyTable());
            _start = new TapeStart(_count - 1, _charCount, _aside.Count, _itemNames, null);
        }
    }

    /// <inheritdoc/>
    public void SequenceStart(in YamlCollection sequence)
    {
        Open(NodeKind.List, sequence);
        if (sink.TakesItems && _open.Count == 2 && _rows[0].Kind == NodeKind.Map && Tape.KeyOf(_rows[_count - 1], _start.Names) is "items")
        {
            _list = _count - 1;
        }
    }

    /// <inheritdoc/>
    public void MappingEnd(int end)
    {
        var map = _parent;
        Close(end);
        if (map > 0 && map == _start.Row && _count + _taken < rowLimit)
        {
            TakeItem();
        }
    }

    /// <inheritdoc/>
    public void SequenceEnd(int end) => Close(end);

    /// <inheritdoc/>
    public void Key(in YamlKey key)
    {
        // The key goes into the row that its value will take next.
        ref var row = ref NextRow();
        row.KeyAt = key.Offset;
        row.Symbol = Tape.Symbol(key.Text);
        row.Flags = RowFlags.HasKey;
        row.Key = (ushort)_start.Names.NumberOf(row.Symbol, key.Text);
        if (row.Key == Row.KeyAside)
        {
            (_start.LongKeys ??= [])[_count - _start.Row] = key.Text.ToString();
        }

        _hasKey = true;
    }

    /// <inheritdoc/>
    public void Scalar(in YamlScalar scalar)
    {
        ref var row = ref Add(KindOf(scalar.Kind), scalar.Style, scalar.Offset, scalar.IsAlias);
        row.Length = (ushort)Math.Min(scalar.Length, Row.LongText);
        row.Payload = scalar.Kind switch
        {
            YamlScalarKind.Bool => scalar.Bool ? 1 : 0,
            YamlScalarKind.Int64 => scalar.Int64,
            YamlScalarKind.UInt64 => (long)scalar.UInt64,
            YamlScalarKind.Double => BitConverter.DoubleToInt64Bits(scalar.Double),
            _ => 0,
        };
        if (isSent && scalar.Kind == YamlScalarKind.Double && IsInteger(scalar.Double))
        {
            (row.Kind, row.Payload) = (NodeKind.Int, (long)scalar.Double);
        }

        if (scalar.Kind == YamlScalarKind.String)
        {
            Text(ref row, scalar);
        }
    }

    /// <inheritdoc/>
    public readonly void Problem(in YamlProblem problem) => sink.Problem(problem.Offset, problem.Message);

    /// <inheritdoc/>
    public readonly void Ambiguity(in Ambiguity ambiguity) => _ambiguities.Add(ambiguity);

    /// <summary>Gives back what only reading needs.</summary>
    public readonly void Seal()
    {
        _names.Close();
        _itemNames?.Close();
    }

    private static bool IsInteger(double number) => number is >= long.MinValue and < -(double)long.MinValue && Math.Floor(number) == number;

    private static NodeKind KindOf(YamlScalarKind kind) => kind switch
    {
        YamlScalarKind.Null => NodeKind.Null,
        YamlScalarKind.Bool => NodeKind.Bool,
        YamlScalarKind.Int64 => NodeKind.Int,
        YamlScalarKind.UInt64 => NodeKind.UInt,
        YamlScalarKind.Double => NodeKind.Double,
        _ => NodeKind.String,
    };

    // Names that are made up, as those of managed fields, may fill a table: what comes next has a new one.
    private static KeyTable Roomy(KeyTable names)
    {
        if (names.Count < KeyTable.Most / 2)
        {
            return names;
        }

        names.Close();
        return new KeyTable();
    }

    private void Text(ref Row row, in YamlScalar scalar)
    {
        if (row.Length == Row.LongText)
        {
            row.Flags |= RowFlags.TextAside;
            row.Payload = Row.Pack(_aside.Count - _start.Aside, scalar.Length);
            _aside.Add(scalar.Text.ToString());
            return;
        }

        if (_charCount + scalar.Text.Length > _chars.Length)
        {
            Array.Resize(ref _chars, Math.Max(_chars.Length * 2, _charCount + scalar.Text.Length));
        }

        row.Payload = Row.Pack(_charCount - _start.Char, scalar.Text.Length);
        scalar.Text.CopyTo(_chars.AsSpan(_charCount));
        _charCount += scalar.Text.Length;
    }

    private void Open(NodeKind kind, in YamlCollection collection)
    {
        ref var row = ref Add(kind, collection.Style, collection.Offset, collection.IsAlias);
        row.Payload = 0;
        row.Length = 0;
        _open.Push(_parent);
        _parent = _count - 1;
    }

    private void Close(int end)
    {
        ref var row = ref _rows[_parent];
        row.Next = _count - _parent;
        row.Payload = Row.Pack(end, row.Low);
        _parent = _open.Pop();
    }

    private ref Row Add(NodeKind kind, YamlStyle style, int offset, bool alias)
    {
        ref var row = ref NextRow();
        var index = -1;
        if (_parent >= 0)
        {
            index = (int)_rows[_parent].Payload++;
        }

        if (!_hasKey)
        {
            row.KeyAt = -1;
            row.Key = 0;
            row.Symbol = index;
            row.Flags = index < 0 ? RowFlags.Root : RowFlags.None;
        }
        _hasKey = false;
        row.Kind = kind;
        row.Style = style;
        row.ValueAt = offset;
        row.Next = 1;
        row.Flags |= alias ? RowFlags.Alias : RowFlags.None;
        _count++;
        return ref row;
    }

    /// <summary>The tape that was laid since the start.</summary>
    private readonly Tape Take()
    {
        var texts = new TapeTexts(_chars.AsSpan(_start.Char, _charCount - _start.Char).ToArray(), [.. _aside[_start.Aside..]], _start.Names, _start.LongKeys);
        return new Tape(source, _rows.AsSpan(_start.Row, _count - _start.Row).ToArray(), texts);
    }

    /// <summary>Gives the item that has ended to the sink; in the list an empty map with its place stands for it.</summary>
    private void TakeItem()
    {
        sink.Item(Take(), _rows[_start.Row].Symbol);
        ref var row = ref _rows[_start.Row];
        _taken += row.Next - 1;
        row.Next = 1;
        row.Payload = Row.Pack(row.High, 0);
        (_count, _charCount) = (_start.Row + 1, _start.Char);
        _aside.RemoveRange(_start.Aside, _aside.Count - _start.Aside);
        _start = _outer;
    }

    /// <summary>The next free row. At the limit it is the last again and again: the document will be refused.</summary>
    private ref Row NextRow()
    {
        if (_count + _taken >= rowLimit)
        {
            _count = rowLimit - _taken - 1;
        }

        if (_count == _rows.Length)
        {
            Array.Resize(ref _rows, _rows.Length * 2);
        }

        return ref _rows[_count];
    }

    /// <summary>Where a tape begins in the buffers, and its names.</summary>
    private record struct TapeStart(int Row, int Char, int Aside, KeyTable Names, Dictionary<int, string>? LongKeys);
}
