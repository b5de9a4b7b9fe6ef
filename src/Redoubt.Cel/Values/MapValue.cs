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

    /// <summary>The map, or an error for a key of a wrong kind or a repeated key (cel-spec, "Aggregate Values").</summary>
    public static CelValue Create(CelValue[] keys, CelValue[] values)
    {
        var index = keys.Length > SearchedUpTo ? new Dictionary<CelValue, int>(keys.Length) : null;
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i].Kind is not (CelKind.Bool or CelKind.Int or CelKind.Uint or CelKind.String))
            {
                return CelValue.Error($"unsupported key type `{keys[i].RuntimeType}`");
            }

            var repeated = index is null ? Search(keys, i, keys[i]) >= 0 : !index.TryAdd(keys[i], i);
            if (repeated)
            {
                return CelValue.Error($"repeated key `{keys[i]}`");
            }
        }
        return CelValue.Map(new MapValue(keys, values, index));
    }

    public CelValue Find(in CelValue key)
    {
        int at;
        if (_index is null)
        {
            at = Search(Keys, Keys.Length, key);
        }
        else if (!_index.TryGetValue(key, out at))
        {
            at = -1;
        }

        return at < 0 ? default : Values[at];
    }

    private static int Search(CelValue[] keys, int count, in CelValue key)
    {
        for (var i = 0; i < count; i++)
        {
            if (Equality.Same(keys[i], key))
            {
                return i;
            }
        }

        return -1;
    }
}
