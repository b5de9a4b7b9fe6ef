using System.Globalization;
using System.Numerics;

namespace Redoubt.Evidence.Quantities;

/// <summary>
/// An amount as <c>resource.Quantity</c> of Kubernetes holds it: a 64-bit number times a power of ten, or, once that does not fit, a
/// decimal of any size. Which of the two it is can be seen: only the first is ever an integer.
/// </summary>
public sealed class Quantity
{
    /// <summary>The finest part that is kept: a billionth.</summary>
    internal const int Finest = -9;

    /// <summary>The largest power of ten that a suffix may name; beyond it comparing would take a server's memory.</summary>
    internal const int LargestExponent = 10_000;

    // Nobody writes a longer one, and reading takes more than the length.
    private const int LongestWritten = 1_000;

    private Quantity(BigInteger number, int scale, bool isLarge, QuantityFormat format)
    {
        Number = number;
        Scale = scale;
        IsLarge = isLarge;
        Format = format;
    }

    /// <summary>The number that is multiplied by ten to the power of <see cref="Scale"/>.</summary>
    public BigInteger Number { get; }

    /// <summary>The power of ten.</summary>
    public int Scale { get; }

    /// <summary>Whether it is held as a decimal of any size.</summary>
    public bool IsLarge { get; }

    /// <summary>The family of its suffix.</summary>
    public QuantityFormat Format { get; }

    /// <summary>1 above zero, -1 below it, 0 at it.</summary>
    public int Sign => Number.Sign;

    /// <summary>As a double, which may lose precision.</summary>
    public double Approximate => Scale == 0 ? Nearest : Nearest * double.Parse($"1e{Scale}", NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The double that is nearest to the number; a cast of a large one would cut.</summary>
    private double Nearest => IsLarge ? double.Parse(Number.ToString(CultureInfo.InvariantCulture), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : (long)Number;

    /// <summary>Reads a quantity as the API server does; null, and why, for what is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="reason">The server's words; empty for a quantity.</param>
    public static Quantity? Read(string text, out string reason) => QuantityReader.Read(text, out reason);

    /// <summary>The one form in which the API server writes a quantity: <c>1000m</c> as <c>1</c>, <c>0.5</c> as <c>500m</c>; null for what is none.</summary>
    /// <param name="text">The text.</param>
    public static string? Canonical(string text) => text.Length <= LongestWritten ? Read(text, out _)?.ToString() : null;

    /// <summary>A number that 64 bits hold, times a power of ten.</summary>
    /// <param name="number">The number.</param>
    /// <param name="scale">The power.</param>
    /// <param name="format">The family of the suffix.</param>
    public static Quantity Small(long number, int scale, QuantityFormat format) => new(number, scale, isLarge: false, format);

    /// <summary>A number of any size, times a power of ten.</summary>
    /// <param name="number">The number.</param>
    /// <param name="scale">The power.</param>
    /// <param name="format">The family of the suffix.</param>
    public static Quantity Large(BigInteger number, int scale, QuantityFormat format) => new(number, scale, isLarge: true, format);

    /// <summary>The integer that it is, if it is held as one: <c>1000m</c> is not, as it has a fraction's scale.</summary>
    /// <param name="integer">The integer.</param>
    public bool TryInteger(out long integer)
    {
        integer = 0;
        return !IsLarge && Scale >= 0 && TryScale((long)Number, Scale, out integer);
    }

    /// <summary>Below zero if it is less than another, zero if it is as much, else above.</summary>
    /// <param name="other">The other.</param>
    public int CompareTo(Quantity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (left, right) = (Number, other.Number);
        if (left.Sign != right.Sign || left.IsZero)
        {
            return left.Sign.CompareTo(right.Sign);
        }

        var scale = Math.Min(Scale, other.Scale);
        return (left * BigInteger.Pow(10, Scale - scale)).CompareTo(right * BigInteger.Pow(10, other.Scale - scale));
    }

    /// <summary>The sum, in the form of the first part that is not zero.</summary>
    /// <param name="other">The other part.</param>
    public Quantity Add(Quantity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var format = Number.IsZero ? other.Format : Format;
        if (!IsLarge && !other.IsLarge)
        {
            if (other.Number.IsZero)
            {
                return Small((long)Number, Scale, format);
            }

            if (Number.IsZero)
            {
                return Small((long)other.Number, other.Scale, format);
            }
        }

        var scale = Math.Min(Scale, other.Scale);
        var left = Number * BigInteger.Pow(10, Scale - scale);
        var right = other.Number * BigInteger.Pow(10, other.Scale - scale);
        return !IsLarge && !other.IsLarge && Fits(left) && Fits(right) && Fits(left + right)
            ? Small((long)(left + right), scale, format)
            : Large(left + right, scale, format);
    }

    /// <summary>The difference. In 64 bits it is the sum with the opposite, which the least number does not have: it stands for its own.</summary>
    /// <param name="other">What is taken away.</param>
    public Quantity Subtract(Quantity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!IsLarge && !other.IsLarge && other.Number == long.MinValue && Add(other) is { IsLarge: false } sum)
        {
            return sum;
        }

        return Add(new Quantity(-other.Number, other.Scale, other.IsLarge, other.Format));
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var number = Number;
        var scale = Scale;
        while (!number.IsZero && (number % 10).IsZero)
        {
            number /= 10;
            scale++;
        }

        return HashCode.Combine(number, number.IsZero ? 0 : scale);
    }

    /// <summary>The canonical text: no fraction, the largest suffix that loses nothing.</summary>
    public override string ToString() => QuantityText.Of(this);

    private static bool Fits(BigInteger number) => number >= long.MinValue && number <= long.MaxValue;

    private static bool TryScale(long number, int scale, out long scaled)
    {
        scaled = number;
        for (; scale > 0 && scaled != 0; scale--)
        {
            if (scaled is > long.MaxValue / 10 or < long.MinValue / 10)
            {
                return false;
            }

            scaled *= 10;
        }

        return true;
    }
}
