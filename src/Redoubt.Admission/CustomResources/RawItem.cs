using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>An element of a list before it is typed: a row of an object, or a value that CEL computed.</summary>
internal readonly struct RawItem
{
    private readonly SchemaValues? _source;
    private readonly int _row;
    private readonly CelValue _value;

    public RawItem(SchemaValues source, int row) => (_source, _row) = (source, row);

    /// <summary>An element that was typed already: containers are the data that they are, scalars are what they became.</summary>
    public RawItem(in CelValue typed)
    {
        if (typed.Kind is CelKind.List or CelKind.Map && typed.TryGetSource(out var source, out var row) && source is SchemaValues values)
        {
            (_source, _row) = (values, row);
        }
        else
        {
            _value = typed;
        }
    }

    /// <summary>The node; no node for what CEL computed.</summary>
    public Node Node => _source?.NodeAt(_row) ?? default;

    /// <summary>The element as its schema types it.</summary>
    public CelValue Typed(StructuralSchema schema)
    {
        if (_source is not null)
        {
            return _source.Of(_source.NodeAt(_row), schema);
        }

        return _value.Kind == CelKind.Error ? _value : TypedValue.Of(_value, schema);
    }

    /// <summary>What the element is compared by in a set: kind and value; null for what is never equal to anything there.</summary>
    public (CelKind Kind, long Bits, string Text)? Key()
    {
        var value = _source?.Raw(_row) ?? _value;
        return value.Kind switch
        {
            CelKind.Bool => (value.Kind, value.IsTrue ? 1 : 0, ""),
            CelKind.Int => (value.Kind, value.AsInt(), ""),
            CelKind.Double => (value.Kind, BitConverter.DoubleToInt64Bits(value.AsDouble()), ""),
            CelKind.String => (value.Kind, 0, value.AsString()),
            _ => null,
        };
    }

    /// <summary>
    /// What the element is found by in a map list: the values of its keys as text with their kinds; null if it is no object. The API
    /// server looks for the keys under their escaped names.
    /// </summary>
    public string? MapKey(IEnumerable<string> keys)
    {
        var node = Node;
        return node.Kind == NodeKind.Map ? string.Join('\0', keys.Select(key => ListKeys.Text(node[Identifier.Escape(key) ?? key]))) : null;
    }
}
