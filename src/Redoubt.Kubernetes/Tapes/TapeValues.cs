using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Kubernetes.Tapes;

/// <summary>A tape as CEL values: handles are rows, so reading allocates nothing. Handles past the rows stand for what is not known.</summary>
public sealed class TapeValues : ValueSource
{
    private readonly UnknownRows? _unknown;

    /// <summary>A tape of which everything is known.</summary>
    /// <param name="tape">The tape.</param>
    public TapeValues(Tape tape) => Tape = tape;

    /// <summary>A tape of which its documents say what they do not know.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="documents">The documents that lie on it.</param>
    public TapeValues(Tape tape, IEnumerable<Document> documents)
        : this(tape) => _unknown = UnknownRows.Of(documents);

    /// <summary>The tape that is read.</summary>
    public Tape Tape { get; }

    /// <summary>Whether nothing on the tape is said to be unknown.</summary>
    public bool IsKnown => _unknown is null;

    /// <summary>The number that an environment takes for a field's name.</summary>
    public static int Symbol(string name) => Tape.Symbol(name);

    /// <summary>The CEL value of a node of this tape; unknown if it lies in what is not known. Absent for no node.</summary>
    public CelValue Of(Node node) =>
        !node.Exists ? default
        : _unknown?.Around(node) is { } missing ? CelValue.Unknown(missing)
        : Value(node.Row);

    /// <summary>The node that a value was read from, or no node for a computed value.</summary>
    public static Node NodeOf(CelValue value) =>
        value.TryGetSource(out var source, out var handle) && source is TapeValues values && handle < values.Tape.Count
            ? values.Tape.NodeAt(handle)
            : default;

    /// <inheritdoc/>
    public override CelValue Value(int handle)
    {
        if (_unknown is not null && _unknown.TryGet(handle, out var missing))
        {
            return _unknown.IsRest(handle) ? CelValue.Rest(missing) : CelValue.Unknown(missing);
        }

        var node = Tape.NodeAt(handle);
        return node.Kind switch
        {
            NodeKind.Bool => CelValue.FromSource(this, handle, node.IsTrue),
            NodeKind.Int => CelValue.FromSource(this, handle, node.Int),
            // An API server has no unsigned integers: what is too large for a signed one is a double.
            NodeKind.UInt => CelValue.FromSource(this, handle, (double)node.UInt),
            NodeKind.Double => CelValue.FromSource(this, handle, node.Double),
            NodeKind.String => CelValue.FromSource(this, handle, CelKind.String),
            NodeKind.List => CelValue.FromSource(this, handle, CelKind.List),
            NodeKind.Map => CelValue.FromSource(this, handle, CelKind.Map),
            _ => CelValue.FromSource(this, handle, CelKind.Null),
        };
    }

    /// <inheritdoc/>
    public override int Field(int map, int symbol, ReadOnlySpan<char> name)
    {
        // A step from what is not known is not known.
        if (_unknown is not null && _unknown.Has(map))
        {
            return map;
        }

        if (Tape.KindAt(map) != NodeKind.Map)
        {
            return NotAMap;
        }

        var field = Tape.FieldOf(map, symbol, name);
        return field >= 0 ? field : _unknown?.Absent(map, name) ?? None;
    }

    /// <inheritdoc/>
    public override int Count(int container) => _unknown?.RestOf(container) is null ? Tape.NodeAt(container).Count : -1;

    /// <inheritdoc/>
    public override int First(int container) => From(container, container + 1);

    /// <inheritdoc/>
    public override int Next(int container, int entry)
    {
        return entry >= Tape.Count ? None : From(container, Tape.EndOf(entry));
    }

    /// <summary>The entry that begins at a row or after it; fields of which nobody knows whether they are there are in the rest.</summary>
    private int From(int container, int row)
    {
        var end = Tape.EndOf(container);
        if (_unknown is null)
        {
            return row < end ? row : None;
        }

        while (row < end && Tape.KindAt(container) == NodeKind.Map && _unknown.Has(row))
        {
            row = Tape.EndOf(row);
        }

        return row < end ? row : _unknown.RestOf(container) ?? None;
    }

    /// <inheritdoc/>
    public override string Key(int map, int entry) => entry < Tape.Count ? Tape.NodeAt(entry).Key.ToString() : "";

    /// <inheritdoc/>
    public override CelValue Find(int map, ReadOnlySpan<char> name) =>
        Field(map, Tape.Symbol(name), name) is >= 0 and var field ? Value(field) : default;

    /// <inheritdoc/>
    public override ReadOnlySpan<char> Text(int handle) => Tape.NodeAt(handle).Text;

    /// <inheritdoc/>
    public override string TextString(int handle) => Tape.NodeAt(handle).AsString() ?? "";

    /// <inheritdoc/>
    public override int Item(int list, int index)
    {
        var item = Tape.NodeAt(list)[index];
        return item.Exists ? item.Row : None;
    }
}
