using Redoubt.Admission.Mutate;
using Redoubt.Cel;

namespace Redoubt.Admission.Defaults;

/// <summary>
/// A value while defaults are filled into it. A part is taken up when it is first looked at; what nobody changes stays the value that it was.
/// Null is as absent. For one thread.
/// </summary>
/// <param name="origin">The value as it was.</param>
internal sealed class Draft(CelValue origin)
{
    private OrderedDictionary<string, Draft?>? _fields;
    private List<Draft>? _items;
    private bool _isChanged;

    /// <summary>What it is; a map or list by its kind, whatever is filled in.</summary>
    public CelKind Kind => origin.Kind;

    /// <summary>The value as it was: of a scalar, or what is not known, the value.</summary>
    public CelValue Origin => origin;

    /// <summary>The elements of a list; what may be in it beyond what is known is none.</summary>
    public IReadOnlyList<Draft> Items
    {
        get
        {
            if (_items is null && origin.Kind == CelKind.List)
            {
                _items = [];
                foreach (var item in origin.Items)
                {
                    _items.Add(new Draft(item));
                }
            }

            return _items ?? [];
        }
    }

    /// <summary>The names of a map's fields that are there for certain.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            var names = new List<string>();
            if (origin.Kind == CelKind.Map)
            {
                for (var fields = origin.Items; fields.MoveNext();)
                {
                    if (fields.Current.Kind == CelKind.String && Field(fields.Current.AsString()) is not null)
                    {
                        names.Add(fields.Current.AsString());
                    }
                }
            }

            names.AddRange((_fields ?? []).Where(known => known.Value is not null && !names.Contains(known.Key)).Select(known => known.Key));
            return names;
        }
    }

    /// <summary>Whether it is nothing that Go tells from absent: an empty text, list or map, zero, or false.</summary>
    public bool IsEmpty => origin.Kind switch
    {
        CelKind.String => origin.AsSpan().IsEmpty,
        CelKind.Int => origin.AsInt() == 0,
        CelKind.Double => origin.AsDouble() == 0,
        CelKind.Bool => origin.IsFalse,
        CelKind.List => Items.Count == 0,
        CelKind.Map => origin.Count >= 0 && !Names.Any(),
        _ => false,
    };

    /// <summary>A map's field; null if it is absent.</summary>
    public Draft? Field(string name)
    {
        if (_fields is not null && _fields.TryGetValue(name, out var known))
        {
            return known;
        }

        if (origin.Kind != CelKind.Map || origin.Field(name) is not { Kind: not (CelKind.Absent or CelKind.Null) } value)
        {
            return null;
        }

        var draft = new Draft(value);
        (_fields ??= new(StringComparer.Ordinal)).Add(name, draft);
        return draft;
    }

    /// <summary>Sets a field of a map; null takes it away.</summary>
    public void Set(string name, Draft? value)
    {
        (_fields ??= new(StringComparer.Ordinal))[name] = value;
        _isChanged = true;
    }

    /// <summary>Adds an element to a list.</summary>
    public void Append(CelValue item)
    {
        _ = Items;
        _items!.Add(new Draft(item));
        _isChanged = true;
    }

    /// <summary>The value with all that was filled in.</summary>
    public CelValue Value => Finish(out _);

    private CelValue Finish(out bool isChanged)
    {
        isChanged = _isChanged;
        return origin.Kind switch
        {
            CelKind.Map when _fields is not null => FinishMap(ref isChanged),
            CelKind.List when _items is not null => FinishList(ref isChanged),
            _ => origin,
        };
    }

    private CelValue FinishMap(ref bool isChanged)
    {
        var changes = new List<(string, CelValue)>();
        foreach (var (name, field) in _fields!)
        {
            var isOther = true;
            var value = field is null ? default : field.Finish(out isOther);
            if (isOther || origin.Field(name).Kind is CelKind.Absent or CelKind.Null || field is null || !field.IsOf(origin, name))
            {
                changes.Add((name, value));
            }
        }

        isChanged |= changes.Count > 0;
        return ChangedMap.With(origin, changes);
    }

    private CelValue FinishList(ref bool isChanged)
    {
        var items = new List<CelValue>(_items!.Count);
        foreach (var item in _items)
        {
            items.Add(item.Finish(out var isOther));
            isChanged |= isOther;
        }

        return isChanged ? CelValue.List([.. items]) : origin;
    }

    // Whether the draft was taken up from this field, and not put in its place.
    private bool IsOf(CelValue map, string name) =>
        map.Field(name) is var own && (own.TryGetSource(out var source, out var handle) && origin.TryGetSource(out var same, out var at) ? ReferenceEquals(source, same) && handle == at : own == origin);
}
