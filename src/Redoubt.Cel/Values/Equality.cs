namespace Redoubt.Cel.Values;

/// <summary>CEL's <c>==</c> (cel-spec, "Equality"): numbers across types by value, other types differ, NaN equals nothing.</summary>
internal static class Equality
{
    public static readonly CelType AnyOptional = CelType.Optional(CelType.Dyn);

    /// <summary>
    /// true, false, unknown where the answer depends on an element that is not known, or an error where a library's type has no answer. As in
    /// cel-go, elements of lists and maps that give an error do not differ.
    /// </summary>
    public static CelValue Equal(in CelValue left, in CelValue right)
    {
        switch (left.Kind)
        {
            case CelKind.Opaque when right.IsData:
                return left.AsOpaque().EqualTo(right);
            case CelKind.Optional when left.HasContent && right.Kind == CelKind.Optional && right.HasContent:
                return Equal(left.AsOptional(), right.AsOptional());
        }

        if (IsOfSource(left) && left.Source.TryEqual(left.Handle, right, out var own))
        {
            return own;
        }

        CelUnknown? missing = null;
        if (!Equal(left, right, ref missing))
        {
            return CelValue.False;
        }

        return missing is null ? CelValue.True : CelValue.Unknown(missing);
    }

    /// <summary>Whether two values are the same, errors and unknowns by what they carry. Unknown elements count as different.</summary>
    public static bool Same(in CelValue left, in CelValue right)
    {
        if (left.Kind == CelKind.Opaque && right.Kind == CelKind.Opaque)
        {
            return left.AsOpaque().Equals(right.AsOpaque());
        }

        if (left.Kind != right.Kind || left.Kind is > CelKind.Absent and < CelKind.Unknown)
        {
            CelUnknown? missing = null;
            return Equal(left, right, ref missing) && missing is null;
        }
        return left.Kind switch
        {
            CelKind.Absent => true,
            CelKind.Error => left.AsError().Message == right.AsError().Message,
            _ => left.AsUnknown().Missing.SequenceEqual(right.AsUnknown().Missing),
        };
    }

    public static int Hash(in CelValue value) => value.Kind switch
    {
        CelKind.Bool => (int)value.Bits,
        CelKind.Int or CelKind.Uint or CelKind.Double => Ordering.AsDouble(value).GetHashCode(),
        CelKind.String => string.GetHashCode(value.AsSpan()),
        CelKind.Duration or CelKind.Timestamp => HashCode.Combine(value.Bits, value.Kind),
        CelKind.Type => value.AsType().Name.GetHashCode(StringComparison.Ordinal),
        CelKind.Opaque => value.AsOpaque().GetHashCode(),
        CelKind.List or CelKind.Map => HashCode.Combine(value.Kind, value.Count),
        _ => (int)value.Kind,
    };

    /// <summary>
    /// False is certain whatever is missing; true is certain only if nothing is missing.
    /// </summary>
    private static bool Equal(in CelValue left, in CelValue right, ref CelUnknown? missing)
    {
        if (left.Kind == CelKind.Unknown || right.Kind == CelKind.Unknown)
        {
            Add(left, ref missing);
            Add(right, ref missing);
            return true;
        }
        if (IsOfSource(left) && left.Source.TryEqual(left.Handle, right, out var own))
        {
            return own.IsTrue;
        }

        if (left.Kind == CelKind.Opaque)
        {
            return !left.AsOpaque().EqualTo(right).IsFalse;
        }

        if (left.Kind != right.Kind)
        {
            return Ordering.IsNumber(left) && Ordering.IsNumber(right) && Ordering.CompareNumbers(left, right) == 0;
        }

        var same = left.Kind switch
        {
            CelKind.Null => true,
            CelKind.Double => left.AsDouble() == right.AsDouble(),
            CelKind.String => left.AsSpan().SequenceEqual(right.AsSpan()),
            CelKind.Bytes => left.AsBytes().SequenceEqual(right.AsBytes()),
            CelKind.List => EqualLists(left, right, ref missing),
            CelKind.Map => EqualMaps(left, right, ref missing),
            CelKind.Timestamp => left.AsTimestamp() == right.AsTimestamp(),
            CelKind.Type => left.AsType().Kind == right.AsType().Kind && left.AsType().Name == right.AsType().Name,
            CelKind.Optional => EqualOptionals(left, right, ref missing),
            _ => left.Bits == right.Bits,
        };
        if (!same)
        {
            missing = null;
        }

        return same;
    }

    private static bool EqualLists(in CelValue left, in CelValue right, ref CelUnknown? missing)
    {
        var count = left.Count;
        var other = right.Count;
        if (count >= 0 && other >= 0 && count != other)
        {
            return false;
        }

        var one = left.Items;
        var two = right.Items;
        while (true)
        {
            var more = one.MoveNext();
            var moreOther = two.MoveNext();
            if (!more && !moreOther)
            {
                return true;
            }

            var first = more ? one.Current : default;
            var second = moreOther ? two.Current : default;
            if (first.IsRest || second.IsRest)
            {
                Add(first, ref missing);
                Add(second, ref missing);
                return true;
            }
            if (more != moreOther || !EqualWithin(first, second, ref missing))
            {
                return false;
            }
        }
    }

    private static bool EqualMaps(in CelValue left, in CelValue right, ref CelUnknown? missing)
    {
        if (left.ObjectType is not null || right.ObjectType is not null)
        {
            return left.ObjectType?.Name == right.ObjectType?.Name && EqualObjects(left.MapReference, right.MapReference, ref missing);
        }

        if (left.Count >= 0 && right.Count >= 0)
        {
            return left.Count == right.Count && HasEntriesOf(left, right, ref missing);
        }

        return HasEntriesOf(left, right, ref missing) && HasEntriesOf(right, left, ref missing);
    }

    /// <summary>As in a server, objects that hold lists or maps are never equal: it compares those by reference.</summary>
    private static bool EqualObjects(MapValue left, MapValue right, ref CelUnknown? missing)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            var isCompared = left.Values[i].Kind != CelKind.List && (left.Values[i].Kind != CelKind.Map || left.Values[i].ObjectType is not null);
            var found = right.Find(left.Keys[i]);
            if (!isCompared || found.Kind == CelKind.Absent || !EqualWithin(left.Values[i], found, ref missing))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether each entry of a map is in another; what may be in the map beyond that is missing.</summary>
    private static bool HasEntriesOf(in CelValue map, in CelValue other, ref CelUnknown? missing)
    {
        var entries = map.Items;
        while (entries.MoveNext())
        {
            if (entries.Current.IsRest)
            {
                Add(entries.Current, ref missing);
                continue;
            }

            var found = other.Field(entries.Current);
            if (found.Kind == CelKind.Absent || !EqualWithin(entries.CurrentValue, found, ref missing))
            {
                return false;
            }
        }

        return true;
    }

    private static bool EqualOptionals(in CelValue left, in CelValue right, ref CelUnknown? missing) =>
        left.HasContent == right.HasContent && (!left.HasContent || EqualWithin(left.AsOptional(), right.AsOptional(), ref missing));

    /// <summary>Compares elements without forgetting what was missing before, unless they differ for certain.</summary>
    private static bool EqualWithin(in CelValue left, in CelValue right, ref CelUnknown? missing)
    {
        CelUnknown? here = null;
        if (!Equal(left, right, ref here))
        {
            return false;
        }

        if (here is not null)
        {
            missing = missing?.Union(here) ?? here;
        }

        return true;
    }

    /// <summary>A list or map whose source may have its own meaning of equal.</summary>
    private static bool IsOfSource(in CelValue value) => value.IsSourced && value.Kind is CelKind.List or CelKind.Map;

    private static void Add(in CelValue value, ref CelUnknown? missing)
    {
        if (value.Kind == CelKind.Unknown)
        {
            missing = missing?.Union(value.AsUnknown()) ?? value.AsUnknown();
        }
    }
}
