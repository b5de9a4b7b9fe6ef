using Redoubt.Cel;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Admission.Mutate;

/// <summary>
/// An object literal of a mutation, which remembers of which type it is: the API server holds that against the field that it is put in.
/// Handle 0 is the map, n the n-th field.
/// </summary>
internal sealed class TypedObject : ValueSource
{
    private readonly List<(string Name, CelValue Value)> _fields = [];

    private TypedObject(string type, CelValue fields)
    {
        Type = type;
        for (var items = fields.Items; items.MoveNext();)
        {
            _fields.Add((items.Current.AsString(), items.CurrentValue));
        }
    }

    /// <summary>The type's name, as <c>Object.spec</c>.</summary>
    public string Type { get; }

    /// <summary>The object of these fields.</summary>
    public static CelValue Of(string type, CelValue fields) => new TypedObject(type, fields).Value(0);

    /// <summary>The name of the type of an object literal; empty for any other value.</summary>
    public static string TypeOf(CelValue value) => value.TryGetSource(out var source, out var handle) && handle == 0 && source is TypedObject made ? made.Type : "";

    public override CelValue Value(int handle) => handle == 0 ? CelValue.FromSource(this, 0, CelKind.Map) : _fields[handle - 1].Value;

    public override int Field(int map, int symbol, ReadOnlySpan<char> name)
    {
        if (map != 0)
        {
            return NotAMap;
        }

        for (var field = 0; field < _fields.Count; field++)
        {
            if (name.SequenceEqual(_fields[field].Name))
            {
                return field + 1;
            }
        }

        return None;
    }

    public override CelValue Find(int map, ReadOnlySpan<char> name) => Field(map, Tape.Symbol(name), name) is >= 0 and var field ? Value(field) : default;

    public override int Count(int container) => _fields.Count;

    public override int First(int container) => _fields.Count > 0 ? 1 : None;

    public override int Next(int container, int entry) => entry < _fields.Count ? entry + 1 : None;

    public override string Key(int map, int entry) => _fields[entry - 1].Name;

    public override ReadOnlySpan<char> Text(int handle) => default;
}
