namespace Redoubt.Cel;

/// <summary>A value of a type that a library defines, such as an IP address or a quantity. Immutable, equal by content.</summary>
public abstract class CelOpaque
{
    /// <summary>The value's type.</summary>
    public abstract CelType Type { get; }

    /// <inheritdoc/>
    public abstract override bool Equals(object? obj);

    /// <inheritdoc/>
    public abstract override int GetHashCode();
}
