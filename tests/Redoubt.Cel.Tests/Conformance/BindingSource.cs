namespace Redoubt.Cel.Tests.Conformance;

/// <summary>A test's values behind handles, as a document would give them: lists, maps with string keys, and scalars.</summary>
internal sealed class BindingSource : ValueSource
{
    private sealed record Row(CelValue Plain, string? Key, int End);

    // Depth first; a container's items follow it, and End is the row after its last descendant.
    private readonly List<Row> _rows = [];

    internal BindingSource(CelValue value) => Append(value, null);

    internal CelValue Root => Value(0);

    private void Append(CelValue value, string? key)
    {
        var at = _rows.Count;
        _rows.Add(new Row(value, key, at + 1));
        if (value.Kind == CelKind.List)
        {
            foreach (var item in value.Items)
            {
                Append(item, null);
            }
        }
        else if (IsDocumentMap(value))
        {
            foreach (var entry in value.Items)
            {
                Append(value.Field(entry), entry.AsString());
            }
        }
        _rows[at] = _rows[at] with { End = _rows.Count };
    }

    private static bool IsDocumentMap(CelValue value) =>
        value.Kind == CelKind.Map && ProtoValues.Items(value).All(key => key.Kind == CelKind.String);

    public override CelValue Value(int handle)
    {
        var value = _rows[handle].Plain;
        return value.Kind switch
        {
            CelKind.Bool => CelValue.FromSource(this, handle, value.AsBool()),
            CelKind.Int => CelValue.FromSource(this, handle, value.AsInt()),
            CelKind.Uint => CelValue.FromSource(this, handle, value.AsUint()),
            CelKind.Double => CelValue.FromSource(this, handle, value.AsDouble()),
            CelKind.Null or CelKind.String or CelKind.List => CelValue.FromSource(this, handle, value.Kind),
            CelKind.Map when IsDocumentMap(value) => CelValue.FromSource(this, handle, CelKind.Map),
            _ => value,
        };
    }

    public override int Field(int map, int symbol, ReadOnlySpan<char> name)
    {
        if (_rows[map].Plain.Kind != CelKind.Map)
        {
            return NotAMap;
        }

        for (var entry = First(map); entry != None; entry = Next(map, entry))
        {
            if (name.SequenceEqual(_rows[entry].Key))
            {
                return entry;
            }
        }
        return None;
    }

    public override int Count(int container) => _rows[container].Plain.Count;

    public override int First(int container) => _rows[container].End > container + 1 ? container + 1 : None;

    public override int Next(int container, int entry) => _rows[entry].End < _rows[container].End ? _rows[entry].End : None;

    public override string Key(int map, int entry) => _rows[entry].Key!;

    public override ReadOnlySpan<char> Text(int handle) => _rows[handle].Plain.AsString();
}
