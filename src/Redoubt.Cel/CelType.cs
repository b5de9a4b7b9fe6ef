using System.Collections.Immutable;

namespace Redoubt.Cel;

/// <summary>The kinds of <see cref="CelType"/>.</summary>
public enum CelTypeKind : byte
{
    /// <summary>Any value; checked when it is evaluated.</summary>
    Dyn,

    /// <summary>The type of what could not be checked; agrees with everything so that one mistake is told once.</summary>
    Error,

    /// <summary><c>null_type</c>.</summary>
    Null,

    /// <summary><c>bool</c>.</summary>
    Bool,

    /// <summary><c>int</c>.</summary>
    Int,

    /// <summary><c>uint</c>.</summary>
    Uint,

    /// <summary><c>double</c>.</summary>
    Double,

    /// <summary><c>string</c>.</summary>
    String,

    /// <summary><c>bytes</c>.</summary>
    Bytes,

    /// <summary><c>google.protobuf.Timestamp</c>.</summary>
    Timestamp,

    /// <summary><c>google.protobuf.Duration</c>.</summary>
    Duration,

    /// <summary><c>list(T)</c>.</summary>
    List,

    /// <summary><c>map(K, V)</c>.</summary>
    Map,

    /// <summary><c>type(T)</c>.</summary>
    Type,

    /// <summary>A primitive or null, as protobuf's wrapper messages are read.</summary>
    Wrapper,

    /// <summary>An object type that an <see cref="ITypeProvider"/> describes.</summary>
    Object,

    /// <summary>A type that a library defines, with parameters; <c>optional_type(T)</c> is one.</summary>
    Opaque,

    /// <summary>A type parameter of a function.</summary>
    Parameter,
}

/// <summary>A type of CEL's gradual type system (cel-spec, "Gradual Type Checking"). Immutable, equal by structure.</summary>
public sealed class CelType : IEquatable<CelType>
{
    private const string OptionalName = "optional_type";
    private readonly int _hash;

    private CelType(CelTypeKind kind, string name, params ImmutableArray<CelType> parameters)
    {
        Kind = kind;
        Name = name;
        Parameters = parameters;
        _hash = parameters.Aggregate(HashCode.Combine(kind, name), HashCode.Combine);
    }

    /// <summary>Any value, checked when it is evaluated.</summary>
    public static CelType Dyn { get; } = new(CelTypeKind.Dyn, "dyn");

    /// <summary>Any value, as a protobuf message holds it; what is true of <see cref="Dyn"/> is true of it.</summary>
    public static CelType Any { get; } = new(CelTypeKind.Dyn, "any");

    /// <summary>The type of what could not be checked.</summary>
    public static CelType Error { get; } = new(CelTypeKind.Error, "*error*");

    /// <summary>The type of <c>null</c>.</summary>
    public static CelType Null { get; } = new(CelTypeKind.Null, "null_type");

    /// <summary>Truth values.</summary>
    public static CelType Bool { get; } = new(CelTypeKind.Bool, "bool");

    /// <summary>Signed 64-bit integers.</summary>
    public static CelType Int { get; } = new(CelTypeKind.Int, "int");

    /// <summary>Unsigned 64-bit integers.</summary>
    public static CelType Uint { get; } = new(CelTypeKind.Uint, "uint");

    /// <summary>IEEE 754 doubles.</summary>
    public static CelType Double { get; } = new(CelTypeKind.Double, "double");

    /// <summary>Strings.</summary>
    public static CelType String { get; } = new(CelTypeKind.String, "string");

    /// <summary>Byte sequences.</summary>
    public static CelType Bytes { get; } = new(CelTypeKind.Bytes, "bytes");

    /// <summary>Points in time.</summary>
    public static CelType Timestamp { get; } = new(CelTypeKind.Timestamp, "google.protobuf.Timestamp");

    /// <summary>Lengths of time.</summary>
    public static CelType Duration { get; } = new(CelTypeKind.Duration, "google.protobuf.Duration");

    /// <summary>Types as values, of which nothing more is known.</summary>
    public static CelType AnyType { get; } = new(CelTypeKind.Type, "type");

    /// <summary>Lists of anything.</summary>
    public static CelType AnyList { get; } = List(Dyn);

    /// <summary>Maps of anything.</summary>
    public static CelType AnyMap { get; } = Map(Dyn, Dyn);

    /// <summary>What sort of type it is.</summary>
    public CelTypeKind Kind { get; }

    /// <summary>The name, without parameters.</summary>
    public string Name { get; }

    /// <summary>The types that this one is made of.</summary>
    public ImmutableArray<CelType> Parameters { get; }

    /// <summary>Whether anything may stand for it: <c>dyn</c>, or what could not be checked.</summary>
    public bool IsDyn => Kind <= CelTypeKind.Error;

    /// <summary>Whether it is <c>optional_type(T)</c>.</summary>
    public bool IsOptional => Kind == CelTypeKind.Opaque && Name == OptionalName;

    /// <summary>Lists of <paramref name="element"/>.</summary>
    public static CelType List(CelType element) => new(CelTypeKind.List, "list", element);

    /// <summary>Maps from <paramref name="key"/> to <paramref name="value"/>.</summary>
    public static CelType Map(CelType key, CelType value) => new(CelTypeKind.Map, "map", key, value);

    /// <summary>Optional values of <paramref name="element"/>.</summary>
    public static CelType Optional(CelType element) => new(CelTypeKind.Opaque, OptionalName, element);

    /// <summary>The type of the type <paramref name="type"/> as a value.</summary>
    public static CelType TypeOf(CelType type) => new(CelTypeKind.Type, "type", type);

    /// <summary>A primitive that may be null.</summary>
    public static CelType Wrapper(CelType primitive) => new(CelTypeKind.Wrapper, "wrapper", primitive);

    /// <summary>The object type of this name.</summary>
    public static CelType Object(string name) => new(CelTypeKind.Object, name);

    /// <summary>A type that a library defines.</summary>
    public static CelType Opaque(string name, params ImmutableArray<CelType> parameters) => new(CelTypeKind.Opaque, name, parameters);

    /// <summary>A type parameter of a function, such as <c>T</c>.</summary>
    public static CelType Parameter(string name) => new(CelTypeKind.Parameter, name);

    /// <summary>The type of these parts, which were a type's before.</summary>
    internal static CelType Of(CelTypeKind kind, string name, ImmutableArray<CelType> parameters) => new(kind, name, parameters);

    /// <inheritdoc/>
    public bool Equals(CelType? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && Kind == other.Kind && Name == other.Name && Parameters.SequenceEqual(other.Parameters));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CelType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>The type as an error message shows it, for example <c>list(int)</c>.</summary>
    public override string ToString() => Parameters.IsEmpty ? Name : $"{Name}({string.Join(", ", Parameters)})";
}
