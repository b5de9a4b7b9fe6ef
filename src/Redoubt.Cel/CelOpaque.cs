namespace Redoubt.Cel;

/// <summary>A value of a type that a library defines, such as an IP address or a quantity. Immutable, equal by content.</summary>
public abstract class CelOpaque
{
    /// <summary>The value's type.</summary>
    public abstract CelType Type { get; }

    /// <summary>The size by which cost goes; 1 unless it grows with the value.</summary>
    public virtual long Size => 1;

    /// <inheritdoc/>
    public abstract override bool Equals(object? obj);

    /// <inheritdoc/>
    public abstract override int GetHashCode();
}
