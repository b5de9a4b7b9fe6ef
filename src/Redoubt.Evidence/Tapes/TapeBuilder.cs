using Redoubt.Yaml;

namespace Redoubt.Evidence.Tapes;

/// <summary>Receives what a <see cref="TapeBuilder"/> makes of a text.</summary>
internal interface ITapeSink
{
    /// <summary>A document and the places of it that can be read in two ways.</summary>
    void Document(in YamlDocument document, Tape tape, Ambiguity[] ambiguities);

    /// <summary>A document, or the rest of the text, that cannot be read.</summary>
    void Problem(int offset, string reason);
}

/// <summary>Lays what the reader of YAML and JSON finds on tapes, one for each document. A value costs one row and nothing else.</summary>
/// <param name="source">The text.</param>
/// <param name="sink">Takes the tapes.</param>
/// <param name="rowLimit">How many rows a tape may have.</param>
/// <param name="isSent">Whether the text is what kubectl would send: it writes a number without a fraction as an integer, however it was written.</param>
internal struct TapeBuilder(SourceText source, ITapeSink sink, int rowLimit, bool isSent = false) : IYamlVisitor
{
    /// <summary>A buffer up to this size is used again for the next document.</summary>
    private const int LargestKept = 1 << 16;

    private readonly List<Ambiguity> _ambiguities = [];
    private readonly List<string> _texts = [];
    private readonly Stack<int> _open = [];
    private Dictionary<int, string>? _keys;
    private Row[] _rows = new Row[Math.Clamp(source.Text.Length / 24, 16, LargestKept)];
    private int _count;
    private int _parent = -1;
    private bool _hasKey;

    /// <inheritdoc/>
    public void DocumentStart(in YamlDocument document)
    {
        _count = 0;
        _parent = -1;
        _hasKey = false;
        _keys = null;
        _texts.Clear();
        _open.Clear();
        _ambiguities.Clear();
    }

    /// <inheritdoc/>
    public void DocumentEnd(in YamlDocument document)
    {
        if (_count >= rowLimit)
        {
            sink.Problem(document.Start, $"the document holds more than {rowLimit} values");
        }
        else
        {
            _ambiguities.Sort((left, right) => left.Offset.CompareTo(right.Offset));
            sink.Document(document, new Tape(source, TakeRows(), [.. _texts], _keys), [.. _ambiguities]);
        }
    }

    /// <inheritdoc/>
    public void MappingStart(in YamlCollection mapping) => Open(NodeKind.Map, mapping);

    /// <inheritdoc/>
    public void SequenceStart(in YamlCollection sequence) => Open(NodeKind.List, sequence);

    /// <inheritdoc/>
    public void MappingEnd(int end) => Close(end);

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
        var lead = key.TextOffset - key.Offset;
        if (lead is 0 or 1 && key.Text.Length < Row.KeyAside)
        {
            row.KeyLength = (ushort)key.Text.Length;
            row.Flags |= lead == 1 ? RowFlags.KeyQuoted : RowFlags.None;
        }
        else
        {
            row.KeyLength = Row.KeyAside;
            (_keys ??= [])[_count] = key.Text.ToString();
        }
        _hasKey = true;
    }

    /// <inheritdoc/>
    public void Scalar(in YamlScalar scalar)
    {
        ref var row = ref Add(KindOf(scalar.Kind), scalar.Style, scalar.Offset, scalar.IsAlias);
        row.Length = (ushort)Math.Min(scalar.Length, ushort.MaxValue);
        row.Payload = scalar.Kind switch
        {
            YamlScalarKind.Bool => scalar.Bool ? 1 : 0,
            YamlScalarKind.Int64 => scalar.Int64,
            YamlScalarKind.UInt64 => (long)scalar.UInt64,
            YamlScalarKind.Double => BitConverter.DoubleToInt64Bits(scalar.Double),
            YamlScalarKind.String when scalar.IsVerbatim => Row.Pack(scalar.TextOffset, scalar.Text.Length),
            _ => 0,
        };
        if (isSent && scalar.Kind == YamlScalarKind.Double && IsInteger(scalar.Double))
        {
            (row.Kind, row.Payload) = (NodeKind.Int, (long)scalar.Double);
        }

        if (scalar.Kind != YamlScalarKind.String || scalar.IsVerbatim)
        {
            return;
        }

        row.Flags |= RowFlags.TextAside;
        row.Payload = Row.Pack(_texts.Count, scalar.Length);
        _texts.Add(scalar.Text.ToString());
    }

    /// <inheritdoc/>
    public readonly void Problem(in YamlProblem problem) => sink.Problem(problem.Offset, problem.Message);

    /// <inheritdoc/>
    public readonly void Ambiguity(in Ambiguity ambiguity) => _ambiguities.Add(ambiguity);

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
            row.KeyLength = 0;
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

    /// <summary>The document's rows; the buffer of a large document is let go.</summary>
    private Row[] TakeRows()
    {
        var rows = _rows.AsSpan(0, _count).ToArray();
        if (_rows.Length > LargestKept)
        {
            _rows = new Row[LargestKept];
        }

        return rows;
    }

    /// <summary>The next free row. At the limit it is the last again and again: the document will be refused.</summary>
    private ref Row NextRow()
    {
        if (_count >= rowLimit)
        {
            _count = rowLimit - 1;
        }

        if (_count == _rows.Length)
        {
            Array.Resize(ref _rows, _rows.Length * 2);
        }

        return ref _rows[_count];
    }
}
