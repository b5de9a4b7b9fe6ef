namespace Redoubt.Cel;

/// <summary>What a <see cref="CelValue"/> is (cel-spec, "Values").</summary>
public enum CelKind : byte
{
    /// <summary>No value at all: an unset variable or a failed look-up. Never the result of an evaluation.</summary>
    Absent,

    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary>A truth value.</summary>
    Bool,

    /// <summary>A signed 64-bit integer.</summary>
    Int,

    /// <summary>An unsigned 64-bit integer.</summary>
    Uint,

    /// <summary>An IEEE 754 double.</summary>
    Double,

    /// <summary>A string of Unicode code points.</summary>
    String,

    /// <summary>A byte sequence.</summary>
    Bytes,

    /// <summary>A list.</summary>
    List,

    /// <summary>A map, or an object of a declared type.</summary>
    Map,

    /// <summary>A point in time, nanosecond precision.</summary>
    Timestamp,

    /// <summary>A length of time, nanosecond precision.</summary>
    Duration,

    /// <summary>A type as a value, as <c>type(x)</c> gives it.</summary>
    Type,

    /// <summary>An optional value: <c>optional.of(x)</c> or <c>optional.none()</c>.</summary>
    Optional,

    /// <summary>A value of a type that a library defines (<see cref="CelOpaque"/>).</summary>
    Opaque,

    /// <summary>Not known: carries what is missing (<see cref="CelUnknown"/>).</summary>
    Unknown,

    /// <summary>An evaluation error (<see cref="CelError"/>).</summary>
    Error,
}
