using System.Numerics;

namespace Redoubt.Kubernetes.Values;

/// <summary>Quantities as an API server writes them back (apimachinery, <c>pkg/api/resource</c>).</summary>
public static class CanonicalQuantity
{
    // What is finer than a thousandth is rounded up, away from zero.
    private const int Finest = -3;

    /// <summary>The canonical form: of <c>0.5</c> it is <c>500m</c>, of <c>1024Mi</c> <c>1Gi</c>; null for what is no quantity.</summary>
    /// <param name="text">The quantity.</param>
    public static string? Of(string text) => QuantityReader.Read(text, out _) is { } read ? QuantityText.Of(Rounded(read)) : null;

    /// <summary>The sum of two quantities in canonical form; null if one is none.</summary>
    /// <param name="one">The first.</param>
    /// <param name="other">The second.</param>
    public static string? Sum(string one, string other) =>
        QuantityReader.Read(one, out _) is { } left && QuantityReader.Read(other, out _) is { } right ? QuantityText.Of(Rounded(left.Add(right))) : null;

    private static Quantity Rounded(Quantity quantity)
    {
        if (quantity.Scale >= Finest)
        {
            return quantity;
        }

        var unit = BigInteger.Pow(10, Finest - quantity.Scale);
        var whole = BigInteger.DivRem(quantity.Number, unit, out var rest);
        return Quantity.Large(whole + rest.Sign, Finest, quantity.Format);
    }
}
