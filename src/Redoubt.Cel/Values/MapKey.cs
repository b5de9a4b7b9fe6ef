namespace Redoubt.Cel.Values;

/// <summary>Which keys of a map are one, as in cel-go: of the same type and equal. Lists, maps and most values of libraries are no key twice.</summary>
internal static class MapKey
{
    /// <summary>The meaning of <see cref="Same"/> for a dictionary.</summary>
    public static IEqualityComparer<CelValue> Comparer { get; } =
        EqualityComparer<CelValue>.Create(static (left, right) => Same(left, right), static key => Equality.Hash(key));

    public static bool Same(in CelValue left, in CelValue right) => left.Kind == right.Kind && left.Kind switch
    {
        CelKind.String => left.AsSpan().SequenceEqual(right.AsSpan()),
        CelKind.Bool or CelKind.Int or CelKind.Uint => left.Bits == right.Bits,
        CelKind.Null or CelKind.Double or CelKind.Duration or CelKind.Timestamp or CelKind.Type => Equality.Same(left, right),
        CelKind.Optional => !left.HasContent && !right.HasContent,
        CelKind.Opaque => left.AsOpaque().KeyRole == CelKeyRole.Value && left.AsOpaque().Equals(right.AsOpaque()),
        _ => false,
    };

    /// <summary>Whether a value can be a key where any type is taken: cel-go makes the others one by reference, but cannot of these.</summary>
    public static bool IsPossible(in CelValue value) =>
        value.Kind != CelKind.Bytes && (value.Kind != CelKind.Opaque || value.AsOpaque().KeyRole != CelKeyRole.None);

    /// <summary>The int that a number is as a key; ints themselves are none.</summary>
    public static bool TryInt(in CelValue number, out CelValue key)
    {
        var value = number.Kind == CelKind.Double ? number.AsDouble() : 0;
        var (fits, whole) = number.Kind switch
        {
            CelKind.Uint => (number.AsUint() <= long.MaxValue, number.Bits),
            CelKind.Double => (value is >= long.MinValue and < -(double)long.MinValue && Math.Truncate(value) == value, (long)value),
            _ => (false, 0L),
        };
        key = CelValue.Int(whole);
        return fits;
    }

    /// <summary>The uint that a number is as a key; uints themselves are none.</summary>
    public static bool TryUint(in CelValue number, out CelValue key)
    {
        var value = number.Kind == CelKind.Double ? number.AsDouble() : 0;
        var (fits, whole) = number.Kind switch
        {
            CelKind.Int => (number.Bits >= 0, (ulong)number.Bits),
            CelKind.Double => (value is >= 0 and < 2.0 * -(double)long.MinValue && Math.Truncate(value) == value, (ulong)value),
            _ => (false, 0UL),
        };
        key = CelValue.Uint(whole);
        return fits;
    }
}
