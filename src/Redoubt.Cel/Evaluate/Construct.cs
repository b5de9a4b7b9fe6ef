using Redoubt.Cel.Values;

namespace Redoubt.Cel.Evaluate;

/// <summary>`[a, ?b]`.</summary>
internal sealed class ListOf(int id, PlanNode[] items, bool[] optional) : PlanNode(id)
{
    public PlanNode[] Items => items;

    public bool[] Optional => optional;

    public override CelValue Evaluate(Frame frame)
    {
        frame.Recorder?.Add(CelCosts.ListLiteral);
        var values = new CelValue[items.Length];
        var count = 0;
        CelValue stop = default;
        for (var i = 0; i < items.Length; i++)
        {
            var value = items[i].Evaluate(frame);
            if (Strict.Stops(value))
            {
                stop = stop.Kind == CelKind.Absent ? value : Strict.First(stop, value);
            }
            else if (!optional[i])
            {
                values[count++] = value;
            }
            else if (value.Kind != CelKind.Optional)
            {
                return CelValue.Error($"`?` takes an optional value, not {value.RuntimeType}").At(Id);
            }
            else if (value.HasContent)
            {
                values[count++] = value.AsOptional();
            }
        }
        if (stop.Kind != CelKind.Absent)
        {
            return Strict.Whole(stop);
        }

        if (count < values.Length)
        {
            Array.Resize(ref values, count);
        }

        return CelValue.List(values);
    }
}

/// <summary>`{k: v, ?k2: v2}`.</summary>
internal sealed class MapOf(int id, PlanNode[] keys, PlanNode[] values, bool[] optional, bool anyKeys = false, int cost = CelCosts.MapLiteral) : PlanNode(id)
{
    public PlanNode[] Keys => keys;

    public PlanNode[] Values => values;

    public bool[] Optional => optional;

    public int Cost => cost;

    public override CelValue Evaluate(Frame frame)
    {
        frame.Recorder?.Add(cost);
        var foundKeys = new CelValue[keys.Length];
        var found = new CelValue[keys.Length];
        var count = 0;
        CelValue stop = default;
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i].Evaluate(frame);
            var value = values[i].Evaluate(frame);
            if (Strict.Stops(key) || Strict.Stops(value))
            {
                var first = Strict.First(key, value);
                stop = stop.Kind == CelKind.Absent ? first : Strict.First(stop, first);
                continue;
            }
            if (optional[i])
            {
                if (value.Kind != CelKind.Optional)
                {
                    return CelValue.Error($"`?` takes an optional value, not {value.RuntimeType}").At(Id);
                }

                // In cel-go what is none takes away what stood under the key.
                if (!value.HasContent && !anyKeys)
                {
                    continue;
                }

                value = value.AsOptional();
            }
            foundKeys[count] = key;
            found[count++] = value;
        }
        if (stop.Kind != CelKind.Absent)
        {
            return Strict.Whole(stop);
        }

        Array.Resize(ref foundKeys, count);
        Array.Resize(ref found, count);
        return (anyKeys ? MapValue.Overwrite(foundKeys, found) : MapValue.Create(foundKeys, found)).At(Id);
    }
}

/// <summary>`Type{field: value}`.</summary>
internal sealed class ObjectOf(int id, CelObjectType type, MapOf fields) : PlanNode(id)
{
    public CelObjectType Type => type;

    public MapOf Fields => fields;

    public override CelValue Evaluate(Frame frame)
    {
        var map = fields.Evaluate(frame);
        if (map.Kind != CelKind.Map)
        {
            return map;
        }

        var written = map.MapReference;
        if (type.KeepsType)
        {
            var set = Enumerable.Range(0, written.Count).Where(i => type.IsSet(written.Keys[i].AsString(), written.Values[i])).ToArray();
            map = set.Length == written.Count ? map : MapValue.Create([.. set.Select(i => written.Keys[i])], [.. set.Select(i => written.Values[i])]);
        }

        foreach (var key in map.Items)
        {
            if (!type.IsOpen && type.Field(key.AsString()) is null)
            {
                return CelValue.Error($"`{type.Name}` has no field `{key.AsString()}`").At(Id);
            }
        }
        return type.Create(map.MapReference).At(Id);
    }
}
