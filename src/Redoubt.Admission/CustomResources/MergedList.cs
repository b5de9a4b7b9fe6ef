using Redoubt.Cel;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>
/// What `+` makes of a list of an object and another list: a set gains what it lacks, a map list is overwritten by key, any other list is
/// followed by the other. The result is a list of the same type.
/// </summary>
internal sealed class MergedList : ValueSource
{
    private readonly RawItem[] _items;
    private readonly StructuralSchema _schema;

    private MergedList(RawItem[] items, StructuralSchema schema)
    {
        _items = items;
        _schema = schema;
    }

    /// <summary>The sum of a list's elements and another list.</summary>
    public static CelValue Of(RawItem[] left, in CelValue right, StructuralSchema schema)
    {
        var items = new List<RawItem>(left);
        var byKey = new Dictionary<string, int>(StringComparer.Ordinal);
        var known = new HashSet<(CelKind, long, string)?>();
        for (var i = 0; i < left.Length; i++)
        {
            if (schema.ListType == "set")
            {
                known.Add(left[i].Key());
            }
            else if (schema.ListType == "map" && left[i].MapKey(schema.ListMapKeys) is { } key)
            {
                byKey[key] = i;
            }
        }

        foreach (var value in right.Items)
        {
            var item = new RawItem(value);
            if (schema.ListType == "map" && item.MapKey(schema.ListMapKeys) is { } key && byKey.TryGetValue(key, out var at))
            {
                items[at] = item;
            }
            else if (schema.ListType != "set" || item.Key() is not { } scalar || known.Add(scalar))
            {
                items.Add(item);
            }
        }

        var sum = new MergedList([.. items], schema);
        return CelValue.FromSource(sum, 0, CelKind.List);
    }

    public RawItem[] Items => _items;

    public StructuralSchema Schema => _schema;

    // Handle 0 is the list, 1 its first element.
    public override CelValue Value(int handle) =>
        handle == 0 ? CelValue.FromSource(this, 0, CelKind.List) : _items[handle - 1].Typed(_schema.Items!);

    public override int Field(int map, int symbol, ReadOnlySpan<char> name) => NotAMap;

    public override int Count(int container) => _items.Length;

    public override int First(int container) => _items.Length > 0 ? 1 : None;

    public override int Next(int container, int entry) => entry < _items.Length ? entry + 1 : None;

    public override int Item(int list, int index) => (uint)index < (uint)_items.Length ? index + 1 : None;

    public override string Key(int map, int entry) => "";

    public override ReadOnlySpan<char> Text(int handle) => default;

    public override bool TryEqual(int container, in CelValue other, out CelValue result)
    {
        result = SchemaEquality.EqualLists(_items, _schema, other);
        return true;
    }

    public override bool TryAdd(int list, in CelValue other, out CelValue result)
    {
        result = Of(_items, other, _schema);
        return true;
    }
}
