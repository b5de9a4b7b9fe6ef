namespace Redoubt.Evidence;

/// <summary>What a value on a tape is.</summary>
public enum NodeKind : byte
{
    /// <summary>There is no value: the kind of <c>default(Node)</c>.</summary>
    None,

    /// <summary>A null that was written, or an empty value.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Bool,

    /// <summary>A whole number that fits 64 bits with a sign.</summary>
    Int,

    /// <summary>A whole number above the largest <see cref="Int"/> that fits 64 bits without a sign.</summary>
    UInt,

    /// <summary>Any other number.</summary>
    Double,

    /// <summary>A text.</summary>
    String,

    /// <summary>An ordered list of values.</summary>
    List,

    /// <summary>Fields with their values, in the order in which they were written.</summary>
    Map,
}
