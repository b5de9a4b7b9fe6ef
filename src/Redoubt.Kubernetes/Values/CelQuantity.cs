using Redoubt.Cel;
using Redoubt.Evidence.Quantities;

namespace Redoubt.Kubernetes.Values;

/// <summary>A quantity as a value of CEL.</summary>
/// <param name="amount">The quantity.</param>
/// <param name="isComputed">Whether <c>add</c> or <c>sub</c> made it: a server then holds a pointer, which <c>==</c> does not know on its right side.</param>
internal sealed class CelQuantity(Quantity amount, bool isComputed = false) : CelOpaque
{
    /// <summary>The type's name in CEL.</summary>
    public static readonly CelType QuantityType = CelType.Opaque("kubernetes.Quantity");

    public override CelType Type => QuantityType;

    public Quantity Amount => amount;

    private bool IsComputed => isComputed;

    public override CelValue EqualTo(in CelValue other) =>
        other.Kind == CelKind.Opaque && other.AsOpaque() is CelQuantity { IsComputed: true } ? NoSuchOverload : base.EqualTo(other);

    public override bool Equals(object? obj) => obj is CelQuantity other && amount.Equals(other.Amount);

    public override int GetHashCode() => amount.GetHashCode();

    public override string ToString() => amount.ToString();
}
