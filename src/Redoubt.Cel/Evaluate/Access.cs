using Redoubt.Cel.Values;

namespace Redoubt.Cel.Evaluate;

/// <summary>Finds what a key selects from a value: absent if there is nothing, an error if the key can select nothing there.</summary>
internal static class Access
{
    public static CelValue Find(in CelValue value, Step step)
    {
        if (value.Kind == CelKind.Map && step.Name is { } name && value.IsSourced)
        {
            return FromSource(value, step.Symbol, name);
        }

        if (value.ObjectType is not null)
        {
            return step.IsOfObject ? MapValue.Plain(value.Field(step.Key)) : NotSelected(value);
        }

        return step.IsStrict && value.Kind is not (CelKind.Map or CelKind.List) ? step.Missing() : Find(value, step.Key);
    }

    /// <summary>As above with a key that is known only now.</summary>
    public static CelValue Find(in CelValue value, in CelValue key, Func<string, int> symbols)
    {
        if (value.Kind != CelKind.Map || key.Kind != CelKind.String || !value.IsSourced)
        {
            return value.ObjectType is null ? Find(value, key) : NotSelected(value);
        }

        var name = key.AsString();
        return FromSource(value, symbols(name), name);
    }

    private static CelValue FromSource(in CelValue map, int symbol, string name)
    {
        var field = map.Source.Field(map.Handle, symbol, name);
        return field is ValueSource.None or ValueSource.NotAMap ? default : map.Source.Value(field);
    }

    private static CelValue NotSelected(in CelValue value) =>
        CelValue.Error($"no such overload: a field of {value.ObjectType!.Name} is selected where its type is not known");

    private static CelValue Find(in CelValue value, in CelValue key) => value.Kind switch
    {
        CelKind.Map => value.Field(key),
        CelKind.List => Index(key, out var index) ? value.Item(index) : CelValue.Error($"unsupported index type `{key.RuntimeType}`"),
        _ => default,
    };

    /// <summary>A list's index: an int, or a uint or double of the same value (cel-spec, "Field Selection", "Lists").</summary>
    private static bool Index(in CelValue key, out long index)
    {
        index = key.Bits;
        switch (key.Kind)
        {
            case CelKind.Int:
                return true;
            case CelKind.Uint:
                index = key.AsUint() > long.MaxValue ? -1 : index;
                return true;
            case CelKind.Double:
                var number = key.AsDouble();
                index = number is > -1e15 and < 1e15 ? (long)number : -1;
                return number == Math.Truncate(number);
            default:
                return false;
        }
    }
}
