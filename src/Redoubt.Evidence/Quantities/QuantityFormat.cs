namespace Redoubt.Evidence.Quantities;

/// <summary>The family of a quantity's suffix.</summary>
public enum QuantityFormat
{
    /// <summary><c>k</c>, <c>M</c>, <c>m</c> or none.</summary>
    Decimal,

    /// <summary><c>Ki</c>, <c>Mi</c>.</summary>
    Binary,

    /// <summary><c>e3</c>.</summary>
    Exponent,
}
