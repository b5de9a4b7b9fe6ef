namespace Redoubt.Cel.Values;

/// <summary>A map in memory, in the order of its literal. Small ones are searched, larger ones indexed.</summary>
internal sealed class MapValue
{
    private const int SearchedUpTo = 8;
    private readonly Dictionary<CelValue, int>? _index;

    private MapValue(CelValue[] keys, CelValue[] values, Dictionary<CelValue, int>? index)
    {
        Keys = keys;
        Values = values;
        _index = index;
    }

    public CelValue[] Keys { get; }

    public CelValue[] Values { get; }

    public int Count => Keys.Length;

    /// <summary>The type whose object this is; null for a map.</summary>
    public CelObjectType? Type { get; private init; }

    /// <summary>The same entries as the fields of an object.</summary>
    public MapValue Of(CelObjectType type) => new(Keys, Values, _index) { Type = type };

    /// <summary>The map, or an error for a key of a wrong kind or a repeated key (cel-spec, "Aggregate Values").</summary>
    public static CelValue Create(CelValue[] keys, CelValue[] values) => Create(keys, values, anyKeys: false);

    /// <summary>As before, but if wanted with keys of any kind.</summary>
    public static CelValue Create(CelValue[] keys, CelValue[] values, bool anyKeys)
    {
        var map = Index(keys, values);
        for (var i = 0; i < keys.Length; i++)
        {
            if (!anyKeys && keys[i].Kind is not (CelKind.Bool or CelKind.Int or CelKind.Uint or CelKind.String))
            {
                return CelValue.Error($"unsupported key type `{keys[i].RuntimeType}`");
            }

            if ((anyKeys ? map.Exactly(keys[i], i) : map.At(keys[i], i)) >= 0)
            {
                return CelValue.Error($"repeated key `{keys[i]}`");
            }

            map._index?.TryAdd(keys[i], i);
        }
        return CelValue.Map(map);
    }

    /// <summary>
    /// The map as a literal of cel-go makes it: with keys of any kind, of which those of two number types differ, and of a repeated key the last
    /// value; an absent one takes the key away.
    /// </summary>
    public static CelValue Overwrite(CelValue[] keys, CelValue[] values)
    {
        var map = Index(new CelValue[keys.Length], new CelValue[keys.Length]);
        var count = 0;
        var isThinned = false;
        for (var i = 0; i < keys.Length; i++)
        {
            if (!MapKey.IsPossible(keys[i]))
            {
                return CelValue.Error($"unsupported key type `{keys[i].RuntimeType}`");
            }

            var at = map.Exactly(keys[i], count);
            if (at < 0)
            {
                at = count++;
                map._index?.TryAdd(keys[i], at);
                map.Keys[at] = keys[i];
            }

            map.Values[at] = values[i];
            isThinned |= values[i].Kind == CelKind.Absent;
        }

        if (count == keys.Length && !isThinned)
        {
            return CelValue.Map(map);
        }

        var kept = Enumerable.Range(0, count).Where(at => map.Values[at].Kind != CelKind.Absent).ToArray();
        return Create([.. kept.Select(at => map.Keys[at])], [.. kept.Select(at => map.Values[at])], anyKeys: true);
    }

    /// <summary>The value with maps in place of the objects in it, as a server hands out an object's field.</summary>
    public static CelValue Plain(in CelValue value) => value.Kind switch
    {
        CelKind.Map when !value.IsSourced => CelValue.Map(new MapValue(value.MapReference.Keys, Plain(value.MapReference.Values), value.MapReference._index)),
        CelKind.List when !value.IsSourced => CelValue.List(Plain(value.Array)),
        _ => value,
    };

    private static CelValue[] Plain(CelValue[] values) => Array.ConvertAll(values, static value => Plain(value));

    public CelValue Find(in CelValue key) => At(key, Count) is >= 0 and var at ? Values[at] : default;

    private static MapValue Index(CelValue[] keys, CelValue[] values) =>
        new(keys, values, keys.Length > SearchedUpTo ? new Dictionary<CelValue, int>(keys.Length, MapKey.Comparer) : null);

    /// <summary>Where a key stands among the first entries, itself or as a number of another type; -1 if nowhere.</summary>
    private int At(in CelValue key, int count)
    {
        var at = Exactly(key, count);
        if (at < 0 && Ordering.IsNumber(key))
        {
            at = MapKey.TryInt(key, out var number) ? Exactly(number, count) : at;
            at = at < 0 && MapKey.TryUint(key, out number) ? Exactly(number, count) : at;
        }

        return at;
    }

    private int Exactly(in CelValue key, int count)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(key, out var at) ? at : -1;
        }

        for (var i = 0; i < count; i++)
        {
            if (MapKey.Same(Keys[i], key))
            {
                return i;
            }
        }

        return -1;
    }
}
