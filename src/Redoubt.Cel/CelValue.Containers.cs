using Redoubt.Cel.Values;

namespace Redoubt.Cel;

/// <summary>What can be asked of lists and maps, and of all values alike.</summary>
public readonly partial struct CelValue
{
    /// <summary>The number of a list's elements or a map's entries; -1 for one that may go on.</summary>
    public int Count => _kind switch
    {
        CelKind.List or CelKind.Map when IsSourced => Source.Count(_handle),
        CelKind.List => Array.Length > 0 && Array[^1].IsRest ? -1 : Array.Length,
        CelKind.Map => MapReference.Count,
        _ => throw new InvalidOperationException($"the value is {_kind}, neither list nor map"),
    };

    /// <summary>The type of an object that keeps it (<see cref="CelObjectType.KeepsType"/>); its fields are read as a map's. Null for anything else.</summary>
    public CelObjectType? ObjectType => _kind == CelKind.Map && !IsSourced ? MapReference.Type : null;

    /// <summary>The elements of a list or the keys of a map, in order.</summary>
    public CelItems Items => new(this);

    internal CelValue[] Array => (CelValue[])_ref!;

    internal MapValue MapReference => (MapValue)_ref!;

    /// <summary>A list's element; absent if there is none, unknown if it lies in the list's rest.</summary>
    public CelValue Item(long index)
    {
        if (_kind != CelKind.List)
        {
            throw new InvalidOperationException($"the value is {_kind}, not a list");
        }

        if (index is < 0 or > int.MaxValue)
        {
            return default;
        }

        if (!IsSourced)
        {
            return index < Array.Length ? Array[index] : Array.Length > 0 && Array[^1].IsRest ? Array[^1] : default;
        }

        var count = Source.Count(_handle);
        var item = count >= 0 && index >= count ? ValueSource.None : Source.Item(_handle, (int)index);
        if (item != ValueSource.None)
        {
            return Source.Value(item);
        }

        return count < 0 ? LastItem() : default;
    }

    /// <summary>The value under a key of a map (numbers are equal across types); absent if there is none.</summary>
    public CelValue Field(CelValue key)
    {
        if (_kind != CelKind.Map)
        {
            throw new InvalidOperationException($"the value is {_kind}, not a map");
        }

        if (!IsSourced)
        {
            return MapReference.Find(key);
        }

        return key._kind == CelKind.String ? Source.Find(_handle, key.AsSpan()) : default;
    }

    /// <summary>The value under a string key; absent if there is none.</summary>
    public CelValue Field(string key) => Field(String(key));

    /// <summary>The type of the value at run time, as <c>type(x)</c> gives it.</summary>
    public CelType RuntimeType => _kind switch
    {
        CelKind.Null => CelType.Null,
        CelKind.Bool => CelType.Bool,
        CelKind.Int => CelType.Int,
        CelKind.Uint => CelType.Uint,
        CelKind.Double => CelType.Double,
        CelKind.String => CelType.String,
        CelKind.Bytes => CelType.Bytes,
        CelKind.List => CelType.AnyList,
        // As of a server's objects, their type is a type itself.
        CelKind.Map => ObjectType is null ? CelType.AnyMap : CelType.AnyType,
        CelKind.Timestamp => CelType.Timestamp,
        CelKind.Duration => CelType.Duration,
        CelKind.Type => CelType.AnyType,
        CelKind.Optional => Equality.AnyOptional,
        CelKind.Opaque => AsOpaque().Type,
        _ => CelType.Error,
    };

    /// <summary>Whether both are the same value by CEL's <c>==</c>; errors and unknowns are equal by what they carry.</summary>
    public bool Equals(CelValue other) => Equality.Same(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CelValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Equality.Hash(this);

    /// <summary>Whether both are the same value.</summary>
    public static bool operator ==(CelValue left, CelValue right) => left.Equals(right);

    /// <summary>Whether the values differ.</summary>
    public static bool operator !=(CelValue left, CelValue right) => !left.Equals(right);

    /// <summary>CEL's <c>==</c>: true, false, unknown where it hangs on what is not known, or an error where a library's type has no answer.</summary>
    public CelValue EqualTo(CelValue other) => Equality.Equal(this, other);

    /// <summary>-1, 0 or 1 by CEL's order; null where neither value is less, equal or greater, or the types have no common order.</summary>
    public int? CompareTo(CelValue other) => Ordering.Compare(this, other) is var order and not (Ordering.Unordered or Ordering.Incomparable) ? order : null;

    /// <summary>The sum by CEL's <c>+</c>; an error where there is none.</summary>
    public CelValue Add(CelValue other) => Arithmetic.Add(this, other, new CelLimits().Size);

    /// <summary>The value as CEL would write it.</summary>
    public override string ToString() => Text.Show(this);

    private CelValue LastItem()
    {
        CelValue last = default;
        foreach (var item in Items)
        {
            last = item;
        }

        return last;
    }
}
