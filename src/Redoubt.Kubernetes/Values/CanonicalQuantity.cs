using System.Numerics;
using Redoubt.Evidence.Quantities;

namespace Redoubt.Kubernetes.Values;

/// <summary>Quantities as an API server writes those of containers back when it fills in defaults: to the thousandth.</summary>
public static class CanonicalQuantity
{
    // What is finer than a thousandth is rounded up, away from zero.
    private const int Finest = -3;

    /// <summary>The canonical form: of <c>0.5</c> it is <c>500m</c>, of <c>1024Mi</c> <c>1Gi</c>; null for what is no quantity.</summary>
    /// <param name="text">The quantity.</param>
    public static string? Of(string text) => Quantity.Read(text, out _) is { } read ? Rounded(read).ToString() : null;

    /// <summary>The sum of two quantities in canonical form; null if one is none.</summary>
    /// <param name="one">The first.</param>
    /// <param name="other">The second.</param>
    public static string? Sum(string one, string other) =>
        Quantity.Read(one, out _) is { } left && Quantity.Read(other, out _) is { } right ? Rounded(left.Add(right)).ToString() : null;

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
