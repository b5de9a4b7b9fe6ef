using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Admission.CustomResources;

/// <summary>
/// An object on a tape, typed by its schema: numbers, times and bytes are what the schema says, fields that are null or that the schema
/// lacks are absent, names are escaped. A handle is a row; its schema is known once the walk has come to it. Not for several threads.
/// </summary>
internal sealed class SchemaValues(Node root) : ValueSource
{
    private readonly Tape _tape = root.Tape;
    private readonly int _first = root.Row;
    private readonly StructuralSchema[] _schemas = new StructuralSchema[root.EndRow - root.Row];
    private readonly Dictionary<StructuralSchema, StructuralSchema> _resources = new(ReferenceEqualityComparer.Instance);

    /// <summary>The value of a node under the root.</summary>
    public CelValue Of(Node node, StructuralSchema schema) => Value(Enter(node.Row, schema));

    /// <summary>The node behind a handle.</summary>
    public Node NodeAt(int handle) => _tape.NodeAt(handle);

    /// <summary>The schema of a handle that the walk has come to.</summary>
    public StructuralSchema SchemaOf(int handle) => _schemas[handle - _first];

    /// <summary>The typed value of an entry of a map by its name in CEL; absent if rules do not see it.</summary>
    public CelValue Find(int map, string name)
    {
        var field = Field(map, Tape.Symbol(name), name);
        return field < 0 ? default : Value(field);
    }

    /// <summary>The elements of a list as the data that they are.</summary>
    public RawItem[] ItemsOf(int list)
    {
        var items = new RawItem[_tape.NodeAt(list).Count];
        var at = 0;
        for (var item = First(list); item != None; item = Next(list, item))
        {
            items[at++] = new RawItem(this, item);
        }

        return items;
    }

    /// <summary>A row as plain data, without its schema.</summary>
    public CelValue Raw(int handle)
    {
        var node = _tape.NodeAt(handle);
        return node.Kind switch
        {
            NodeKind.Bool => CelValue.FromSource(this, handle, node.IsTrue),
            NodeKind.Int => CelValue.FromSource(this, handle, node.Int),
            // A whole number that does not fit an int64 is read as a float.
            NodeKind.UInt => CelValue.FromSource(this, handle, (double)node.UInt),
            NodeKind.Double => CelValue.FromSource(this, handle, node.Double),
            NodeKind.String => CelValue.FromSource(this, handle, CelKind.String),
            NodeKind.List => CelValue.FromSource(this, handle, CelKind.List),
            NodeKind.Map => CelValue.FromSource(this, handle, CelKind.Map),
            _ => CelValue.FromSource(this, handle, CelKind.Null),
        };
    }

    public override CelValue Value(int handle) => TypedValue.Of(Raw(handle), SchemaOf(handle));

    public override int Field(int map, int symbol, ReadOnlySpan<char> name)
    {
        var schema = SchemaOf(map);
        if (_tape.KindAt(map) != NodeKind.Map || TypedValue.Of(Raw(map), schema).Kind != CelKind.Map)
        {
            return NotAMap;
        }

        if (schema.Properties is null)
        {
            var value = _tape.FieldOf(map, symbol, name);
            return schema.Values is null || value < 0 ? None : Enter(value, schema.Values);
        }

        var plain = name.ToString();
        if (plain.Contains("__", StringComparison.Ordinal))
        {
            plain = Identifier.Unescape(plain);
            symbol = plain is null ? 0 : Tape.Symbol(plain);
        }

        if (plain is null || !schema.Properties.TryGetValue(plain, out var property))
        {
            return None;
        }

        var field = _tape.FieldOf(map, symbol, plain);
        return field < 0 || _tape.KindAt(field) == NodeKind.Null ? None : Enter(field, property);
    }

    public override int Count(int container) => _tape.NodeAt(container).Count;

    public override int First(int container) => _tape.EndOf(container) > container + 1 ? Seen(container, container + 1) : None;

    public override int Next(int container, int entry)
    {
        var next = _tape.EndOf(entry);
        return next < _tape.EndOf(container) ? Seen(container, next) : None;
    }

    public override string Key(int map, int entry)
    {
        var name = _tape.NodeAt(entry).Key.ToString();
        return SchemaOf(map).Properties is null ? name : Identifier.Escape(name) ?? name;
    }

    public override ReadOnlySpan<char> Text(int handle) => _tape.NodeAt(handle).Text;

    public override string TextString(int handle) => _tape.NodeAt(handle).AsString() ?? "";

    public override bool TryEqual(int container, in CelValue other, out CelValue result)
    {
        result = SchemaEquality.Equal(this, container, other);
        return true;
    }

    public override bool TryAdd(int list, in CelValue other, out CelValue result)
    {
        result = MergedList.Of(ItemsOf(list), other, SchemaOf(list));
        return true;
    }

    /// <summary>The entry if rules see it, else the one after it that they see.</summary>
    private int Seen(int container, int entry)
    {
        var schema = SchemaOf(container);
        for (; entry < _tape.EndOf(container); entry = _tape.EndOf(entry))
        {
            if ((ElementSchema(schema, entry)) is { } seen)
            {
                return Enter(entry, seen);
            }
        }

        return None;
    }

    private StructuralSchema? ElementSchema(StructuralSchema schema, int entry)
    {
        if (schema.Type == "array")
        {
            return schema.Items;
        }

        if (schema.Properties is { } properties)
        {
            return properties.GetValueOrDefault(_tape.NodeAt(entry).Key.ToString());
        }

        return schema.Values;
    }

    private int Enter(int row, StructuralSchema schema)
    {
        if (schema.IsEmbeddedResource)
        {
            if (!_resources.TryGetValue(schema, out var resource))
            {
                _resources[schema] = resource = ResourceFields.AddedTo(schema);
            }

            schema = resource;
        }

        _schemas[row - _first] = schema;
        return row;
    }
}
