namespace Redoubt.Cel.Evaluate;

/// <summary>An overload as it is called: which kinds each argument may have, and the code.</summary>
internal sealed class Signature
{
    private const uint Data = (1u << (int)CelKind.Unknown) - 2;
    private readonly uint[] _kinds;
    private readonly bool _hasContainers;
    private readonly CelOverload _overload;
    private readonly CelCost? _cost;

    public Signature(CelOverload overload, CelCost? cost)
    {
        _overload = overload;
        _cost = cost;
        Body = overload.Body;
        var others = overload.NonStrict ? Bit(CelKind.Unknown) | Bit(CelKind.Error) : 0;
        _kinds = new uint[overload.Parameters.Length];
        for (var i = 0; i < _kinds.Length; i++)
        {
            _kinds[i] = Kinds(overload.Parameters[i]) | others;
            _hasContainers |= IsOfKnown(overload.Parameters[i]);
        }
    }

    public CelOverload Overload => _overload;

    public string Id => _overload.Id;

    public CelBody Body { get; }

    public bool IsNonStrict => _overload.NonStrict;

    public bool IsPure => _overload.IsPure;

    public bool Takes(ReadOnlySpan<CelValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if ((_kinds[i] & (1u << (int)values[i].Kind)) == 0)
            {
                return false;
            }

            if (values[i].Kind == CelKind.Opaque && !TakesOpaque(_overload.Parameters[i], values[i]))
            {
                return false;
            }

            if (values[i].ObjectType is not null && _overload.Parameters[i].Kind == CelTypeKind.Map)
            {
                return false;
            }

            if (_hasContainers && values[i].Kind is CelKind.List or CelKind.Map && !TakesFirst(_overload.Parameters[i], values[i]))
            {
                return false;
            }
        }
        return true;
    }

    public long Cost(ReadOnlySpan<CelValue> values, in CelValue result) => _cost?.Invoke(values, result) ?? 1;

    /// <summary>As in cel-go, the first element or entry of a container tells whether the container's type agrees.</summary>
    private static bool TakesFirst(CelType type, in CelValue container)
    {
        if (!IsOfKnown(type))
        {
            return true;
        }

        var items = container.Items;
        return !items.MoveNext()
            || (Takes(type.Parameters[0], items.Current) && (type.Kind == CelTypeKind.List || Takes(type.Parameters[1], items.CurrentValue)));
    }

    private static bool Takes(CelType type, in CelValue value) => !value.IsData
        || ((Kinds(type) & Bit(value.Kind)) != 0
            && (value.Kind != CelKind.Opaque || TakesOpaque(type, value))
            && (value.Kind is not (CelKind.List or CelKind.Map) || TakesFirst(type, value)));

    /// <summary>Whether a type is that of lists or maps of something that is known and no container of anything itself.</summary>
    private static bool IsOfKnown(CelType type) => type.Kind is CelTypeKind.List or CelTypeKind.Map && type.Parameters.Any(IsKnown);

    private static bool IsKnown(CelType type) =>
        type.Kind is not (CelTypeKind.Dyn or CelTypeKind.Parameter or CelTypeKind.List or CelTypeKind.Map or CelTypeKind.Opaque) || IsOfKnown(type);

    private static bool TakesOpaque(CelType type, in CelValue value) => type.Kind != CelTypeKind.Opaque || type.Name == value.AsOpaque().Type.Name;

    private static uint Kinds(CelType type) => type.Kind switch
    {
        CelTypeKind.Null => Bit(CelKind.Null),
        CelTypeKind.Bool => Bit(CelKind.Bool),
        CelTypeKind.Int => Bit(CelKind.Int),
        CelTypeKind.Uint => Bit(CelKind.Uint),
        CelTypeKind.Double => Bit(CelKind.Double),
        CelTypeKind.String => Bit(CelKind.String),
        CelTypeKind.Bytes => Bit(CelKind.Bytes),
        CelTypeKind.Timestamp => Bit(CelKind.Timestamp),
        CelTypeKind.Duration => Bit(CelKind.Duration),
        CelTypeKind.List => Bit(CelKind.List),
        CelTypeKind.Map or CelTypeKind.Object => Bit(CelKind.Map),
        CelTypeKind.Type => Bit(CelKind.Type),
        CelTypeKind.Wrapper => Bit(CelKind.Null) | Kinds(type.Parameters[0]),
        CelTypeKind.Opaque => type.IsOptional ? Bit(CelKind.Optional) : Bit(CelKind.Opaque),
        _ => Data,
    };

    private static uint Bit(CelKind kind) => 1u << (int)kind;
}
