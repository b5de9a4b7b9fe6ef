using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>
/// `==` for lists and maps of an object: sets and map lists in any order, objects with the fields that rules do not see. The left side
/// decides how, as in the API server; data that the schema does not allow is an error.
/// </summary>
internal static class SchemaEquality
{
    public static CelValue Equal(SchemaValues left, int handle, in CelValue right)
    {
        var schema = left.SchemaOf(handle);
        if (schema.Type is not ("array" or "object"))
        {
            var other = right.TryGetSource(out var source, out var row) && source is SchemaValues values ? values.NodeAt(row) : default;
            return CelValue.Bool(RawEquality.Same(left.NodeAt(handle), other));
        }

        return schema.Type == "array" ? EqualLists(left.ItemsOf(handle), schema, right) : EqualMaps(left, handle, right);
    }

    public static CelValue EqualLists(RawItem[] left, StructuralSchema schema, in CelValue right)
    {
        if (right.Kind != CelKind.List)
        {
            return NoOverload(right);
        }

        if (left.Length != right.Count)
        {
            return CelValue.False;
        }

        return schema.ListType switch
        {
            "set" => SameSet(left, right),
            "map" => SameByKey(left, schema, right),
            _ => SameInOrder(left, schema.Items!, right),
        };
    }

    private static CelValue SameInOrder(RawItem[] left, StructuralSchema items, in CelValue right)
    {
        var at = 0;
        foreach (var other in right.Items)
        {
            var same = Equal(left[at++].Typed(items), other);
            if (!same.IsTrue)
            {
                return same;
            }
        }

        return CelValue.True;
    }

    private static CelValue SameSet(RawItem[] left, in CelValue right)
    {
        var known = new HashSet<(CelKind, long, string)?>();
        foreach (var item in left)
        {
            if (item.Node.Kind is NodeKind.List or NodeKind.Map)
            {
                return CelValue.Error("internal error: a set of lists or maps has no keys to compare by");
            }

            known.Add(item.Key());
        }

        foreach (var other in right.Items)
        {
            if (new RawItem(other).Key() is not { } key || !known.Contains(key))
            {
                return CelValue.False;
            }
        }

        return CelValue.True;
    }

    private static CelValue SameByKey(RawItem[] left, StructuralSchema schema, in CelValue right)
    {
        var byKey = new Dictionary<string, RawItem>(StringComparer.Ordinal);
        foreach (var item in left)
        {
            if (item.MapKey(schema.ListMapKeys) is { } key)
            {
                byKey[key] = item;
            }
        }

        foreach (var other in right.Items)
        {
            if (new RawItem(other).MapKey(schema.ListMapKeys) is not { } key || !byKey.TryGetValue(key, out var item))
            {
                return CelValue.False;
            }

            var same = Equal(item.Typed(schema.Items!), other);
            if (!same.IsTrue)
            {
                return same;
            }
        }

        return CelValue.True;
    }

    private static CelValue EqualMaps(SchemaValues left, int handle, in CelValue right)
    {
        if (right.Kind != CelKind.Map)
        {
            return NoOverload(right);
        }

        if (left.Count(handle) != right.Count)
        {
            return CelValue.False;
        }

        var schema = left.SchemaOf(handle);
        var other = right.TryGetSource(out var source, out var row) ? source as SchemaValues : null;
        foreach (var entry in left.NodeAt(handle).Fields)
        {
            var name = entry.Key.ToString();
            var known = schema.Properties is null ? schema.Values : schema.Properties.GetValueOrDefault(name);
            if (known is null && other is null)
            {
                return NoOverload(right);
            }

            var same = known is null ? SameUnknown(entry, other!.NodeAt(row)[name])
                : (other is null ? right.Field(name) : other.Find(row, name)) is { Kind: not CelKind.Absent } found
                    ? Equal(left.Of(entry, known), found)
                    : CelValue.False;
            if (!same.IsTrue)
            {
                return same;
            }
        }

        return CelValue.True;
    }

    /// <summary>A field without a schema counts only where both have it.</summary>
    private static CelValue SameUnknown(Node left, Node right) => CelValue.Bool(!right.Exists || RawEquality.Same(left, right));

    private static CelValue Equal(in CelValue left, in CelValue right)
    {
        if (left.Kind == CelKind.Error)
        {
            return left;
        }

        return left.Kind is CelKind.List or CelKind.Map && left.TryGetSource(out var source, out var handle)
            && source.TryEqual(handle, right, out var result)
                ? result
                : CelValue.Bool(left == right);
    }

    private static CelValue NoOverload(in CelValue right) =>
        right.Kind is CelKind.Error or CelKind.Unknown ? right : CelValue.Error("no such overload");
}
