namespace Redoubt.Cel.Tests;

/// <summary>A source over a plain value, as a tape would be: every value within has a handle. Symbols are lengths, so that they collide.</summary>
internal sealed class TestSource : ValueSource
{
    private readonly List<(CelValue Plain, CelKind Kind, string Key, int First, int Next)> _rows = [];

    private TestSource()
    {
    }

    public static int Symbol(string name) => name.Length;

    public static CelValue Wrap(CelValue value)
    {
        var source = new TestSource();
        return source.Value(source.Add(value, ""));
    }

    public override CelValue Value(int handle)
    {
        var plain = _rows[handle].Plain;
        return _rows[handle].Kind switch
        {
            CelKind.Bool => CelValue.FromSource(this, handle, plain.AsBool()),
            CelKind.Int => CelValue.FromSource(this, handle, plain.AsInt()),
            CelKind.Uint => CelValue.FromSource(this, handle, plain.AsUint()),
            CelKind.Double => CelValue.FromSource(this, handle, plain.AsDouble()),
            CelKind.Null or CelKind.String or CelKind.List or CelKind.Map => CelValue.FromSource(this, handle, plain.Kind),
            _ => plain,
        };
    }

    public override int Field(int map, int symbol, ReadOnlySpan<char> name)
    {
        if (_rows[map].Kind != CelKind.Map)
        {
            return NotAMap;
        }

        for (var entry = _rows[map].First; entry != None; entry = _rows[entry].Next)
        {
            if (Symbol(_rows[entry].Key) == symbol && name.SequenceEqual(_rows[entry].Key))
            {
                return entry;
            }
        }

        return None;
    }

    public override int Count(int container) => _rows[container].Plain.Count;

    public override int First(int container) => _rows[container].First;

    public override int Next(int container, int entry) => _rows[entry].Next;

    public override string Key(int map, int entry) => _rows[entry].Key;

    public override ReadOnlySpan<char> Text(int handle) => _rows[handle].Plain.AsSpan();

    private static bool HasTextKeys(CelValue map)
    {
        foreach (var key in map.Items)
        {
            if (key.Kind != CelKind.String)
            {
                return false;
            }
        }

        return true;
    }

    private int Add(CelValue value, string key)
    {
        var handle = _rows.Count;
        var kind = value.Kind == CelKind.Map && !HasTextKeys(value) ? CelKind.Absent : value.Kind;
        _rows.Add((value, kind, key, None, None));
        if (kind is not (CelKind.List or CelKind.Map))
        {
            return handle;
        }

        var before = None;
        for (var items = value.Items; items.MoveNext();)
        {
            var child = Add(items.CurrentValue, value.Kind == CelKind.Map ? items.Current.AsString() : "");
            if (before == None)
            {
                _rows[handle] = _rows[handle] with { First = child };
            }
            else
            {
                _rows[before] = _rows[before] with { Next = child };
            }

            before = child;
        }
        return handle;
    }
}
