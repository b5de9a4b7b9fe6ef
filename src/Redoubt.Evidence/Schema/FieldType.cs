namespace Redoubt.Evidence.Schema;

/// <summary>What the API server takes in a field.</summary>
public enum FieldKind
{
    /// <summary>Anything: raw JSON, or a part of which the schema says nothing.</summary>
    Any,
    /// <summary>A string.</summary>
    String,
    /// <summary>An integer of 32 bits.</summary>
    Int32,
    /// <summary>An integer of 64 bits.</summary>
    Int64,
    /// <summary>A number.</summary>
    Double,
    /// <summary>True or false.</summary>
    Bool,
    /// <summary>A resource quantity, `500m` or `1Gi`: read as a string, written as a string or a number.</summary>
    Quantity,
    /// <summary>An integer of 32 bits or a string, such as a port or a percentage.</summary>
    IntOrString,
    /// <summary>A time of RFC 3339.</summary>
    Time,
    /// <summary>Bytes, written in base64.</summary>
    Bytes,
    /// <summary>An object with named fields.</summary>
    Object,
    /// <summary>A list of elements of one type.</summary>
    List,
    /// <summary>An object with free keys and values of one type.</summary>
    Map,
}

/// <summary>The type of a field: a scalar, an object, or a list or map of another type.</summary>
public sealed class FieldType
{
    private readonly Func<TypeInfo?>? _find;
    private TypeInfo? _object;

    private FieldType(FieldKind kind, FieldType? element = null, Func<TypeInfo?>? find = null)
    {
        Kind = kind;
        Element = element;
        _find = find;
    }

    /// <summary>Anything at all.</summary>
    public static FieldType Any { get; } = new(FieldKind.Any);

    /// <summary>A string.</summary>
    public static FieldType String { get; } = new(FieldKind.String);

    /// <summary>What is taken.</summary>
    public FieldKind Kind { get; }

    /// <summary>The type of a list's elements or a map's values; null otherwise.</summary>
    public FieldType? Element { get; }

    /// <summary>The fields of an object, found when first asked for; null if this is no object.</summary>
    public TypeInfo? Object => _object ??= _find?.Invoke();

    /// <summary>The scalar type of a kind other than object, list and map.</summary>
    public static FieldType Scalar(FieldKind kind) => Scalars[(int)kind];

    /// <summary>A list of <paramref name="element"/>.</summary>
    public static FieldType ListOf(FieldType element) => new(FieldKind.List, element);

    /// <summary>A map from strings to <paramref name="value"/>.</summary>
    public static FieldType MapOf(FieldType value) => new(FieldKind.Map, value);

    /// <summary>An object whose fields are found when they are first asked for, perhaps by two threads at once.</summary>
    public static FieldType ObjectOf(Func<TypeInfo?> find) => new(FieldKind.Object, find: find);

    /// <summary>As in `fields.txt`: `list(string)`, `map(quantity)`, `V1PodSpec`.</summary>
    public override string ToString() => Kind switch
    {
        FieldKind.List => $"list({Element})",
        FieldKind.Map => $"map({Element})",
        FieldKind.Object => Object!.Name,
        FieldKind.IntOrString => "int-or-string",
        _ => Kind.ToString().ToLowerInvariant(),
    };

    private static readonly FieldType[] Scalars =
        [Any, String, .. Enumerable.Range((int)FieldKind.Int32, FieldKind.Bytes - FieldKind.Int32 + 1).Select(k => new FieldType((FieldKind)k))];
}
