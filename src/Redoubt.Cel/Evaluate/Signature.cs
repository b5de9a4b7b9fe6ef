namespace Redoubt.Cel.Evaluate;

/// <summary>An overload as it is called: which kinds each argument may have, and the code.</summary>
internal sealed class Signature
{
    private const uint Data = (1u << (int)CelKind.Unknown) - 2;
    private readonly uint[] _kinds;
    private readonly CelOverload _overload;
    private readonly CelCost? _cost;

    public Signature(CelOverload overload, CelCost? cost)
    {
        _overload = overload;
        _cost = cost;
        Body = overload.Body;
        var others = overload.NonStrict ? Bit(CelKind.Unknown) | Bit(CelKind.Error) : 0;
        _kinds = [.. overload.Parameters.Select(type => Kinds(type) | others)];
    }

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
        }
        return true;
    }

    public long Cost(ReadOnlySpan<CelValue> values, in CelValue result) => _cost?.Invoke(values, result) ?? 1;

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
