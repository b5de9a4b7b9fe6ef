using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Kubernetes.Tapes;

/// <summary>A tape as CEL values: handles are rows, so reading allocates nothing. Handles past the rows stand for what is not known.</summary>
public sealed class TapeValues(Tape tape, UnknownRows? unknown = null) : ValueSource
{
    /// <summary>The tape that is read.</summary>
    public Tape Tape { get; } = tape;

    /// <summary>The number that an environment takes for a field's name.</summary>
    public static int Symbol(string name) => Tape.Symbol(name);

    /// <summary>The CEL value of a node of this tape.</summary>
    public CelValue Of(Node node) => node.Exists ? Value(node.Row) : default;

    /// <summary>The node that a value was read from, or no node for a computed value.</summary>
    public static Node NodeOf(CelValue value) =>
        value.TryGetSource(out var source, out var handle) && source is TapeValues values && handle < values.Tape.Count
            ? values.Tape.NodeAt(handle)
            : default;

    /// <inheritdoc/>
    public override CelValue Value(int handle)
    {
        if (unknown is not null && unknown.TryGet(handle, out var missing))
        {
            return CelValue.Unknown(missing);
        }

        var node = Tape.NodeAt(handle);
        return node.Kind switch
        {
            NodeKind.Bool => CelValue.FromSource(this, handle, node.IsTrue),
            NodeKind.Int => CelValue.FromSource(this, handle, node.Int),
            NodeKind.UInt => CelValue.FromSource(this, handle, node.UInt),
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
        if (Tape.KindAt(map) != NodeKind.Map)
        {
            return NotAMap;
        }

        var field = Tape.FieldOf(map, symbol, name);
        return field >= 0 ? field : unknown?.Missing(map, name) ?? None;
    }

    /// <inheritdoc/>
    public override int Count(int container) => Tape.NodeAt(container).Count;

    /// <inheritdoc/>
    public override int First(int container) => Tape.EndOf(container) > container + 1 ? container + 1 : None;

    /// <inheritdoc/>
    public override int Next(int container, int entry)
    {
        var next = Tape.EndOf(entry);
        return next < Tape.EndOf(container) ? next : None;
    }

    /// <inheritdoc/>
    public override string Key(int map, int entry) => Tape.NodeAt(entry).Key.ToString();

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
