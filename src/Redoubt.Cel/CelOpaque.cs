namespace Redoubt.Cel;

/// <summary>A value of a type that a library defines, such as an IP address or a quantity. Immutable, equal by content.</summary>
public abstract class CelOpaque
{
    /// <summary>The value's type.</summary>
    public abstract CelType Type { get; }

    /// <summary>The size by which cost goes; 1 unless it grows with the value.</summary>
    public virtual long Size => 1;

    /// <summary>The error of an operator that does not take its operands.</summary>
    protected static CelValue NoSuchOverload { get; } = CelValue.Error("no such overload");

    /// <summary>How the value is a key of a map literal that takes any (<see cref="CelRules.AnyMapKeys"/>).</summary>
    public virtual CelKeyRole KeyRole => CelKeyRole.Reference;

    /// <summary>
    /// What <c>==</c> says of this on its left side: true, false, or an error. As the libraries of cel-go and of Kubernetes have it, their types
    /// know only values of their own on the right side, where cel-spec's types differ from all others.
    /// </summary>
    /// <param name="other">The right side, of any type.</param>
    public virtual CelValue EqualTo(in CelValue other) =>
        other.Kind == CelKind.Opaque && other.AsOpaque() is var value && value.Type.Equals(Type) ? CelValue.Bool(Equals(value)) : NoSuchOverload;

    /// <inheritdoc/>
    public abstract override bool Equals(object? obj);

    /// <inheritdoc/>
    public abstract override int GetHashCode();
}

/// <summary>How a value of a library's type is a key of a map.</summary>
public enum CelKeyRole
{
    /// <summary>Each value is a key of its own, which is not found again.</summary>
    Reference,

    /// <summary>Equal values are one key.</summary>
    Value,

    /// <summary>It cannot be a key.</summary>
    None,
}
