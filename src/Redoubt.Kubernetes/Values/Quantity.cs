using System.Globalization;
using System.Numerics;
using Redoubt.Cel;

namespace Redoubt.Kubernetes.Values;

/// <summary>
/// An amount as <c>resource.Quantity</c> of Kubernetes holds it: a 64-bit number times a power of ten, or, once that does not fit, a
/// decimal of any size. Which of the two it is can be seen: only the first is ever an integer.
/// </summary>
internal sealed class Quantity : CelOpaque
{
    /// <summary>The type's name in CEL.</summary>
    public static readonly CelType QuantityType = CelType.Opaque("kubernetes.Quantity");

    /// <summary>The finest part that is kept: a billionth.</summary>
    public const int Finest = -9;

    /// <summary>The largest power of ten that a suffix may name; beyond it comparing would take a server's memory.</summary>
    public const int LargestExponent = 10_000;

    private Quantity(BigInteger number, int scale, bool isLarge, QuantityFormat format, bool isComputed = false)
    {
        IsComputed = isComputed;
        Number = number;
        Scale = scale;
        IsLarge = isLarge;
        Format = format;
    }

    public override CelType Type => QuantityType;

    /// <summary>The number that is multiplied by ten to the power of <see cref="Scale"/>.</summary>
    public BigInteger Number { get; }

    public int Scale { get; }

    /// <summary>Whether it is held as a decimal of any size.</summary>
    public bool IsLarge { get; }

    public QuantityFormat Format { get; }

    /// <summary>Whether <c>add</c> or <c>sub</c> made it: a server then holds a pointer, which <c>==</c> does not know on its right side.</summary>
    public bool IsComputed { get; }

    public int Sign => Number.Sign;

    /// <summary>As a double, which may lose precision.</summary>
    public double Approximate => Scale == 0 ? Nearest : Nearest * double.Parse($"1e{Scale}", NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The double that is nearest to the number; a cast of a large one would cut.</summary>
    private double Nearest => IsLarge ? double.Parse(Number.ToString(CultureInfo.InvariantCulture), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : (long)Number;

    public static Quantity Small(long number, int scale, QuantityFormat format) => new(number, scale, isLarge: false, format);

    public static Quantity Large(BigInteger number, int scale, QuantityFormat format) => new(number, scale, isLarge: true, format);

    /// <summary>The integer that it is, if it is held as one: <c>1000m</c> is not, as it has a fraction's scale.</summary>
    public bool TryInteger(out long integer)
    {
        integer = 0;
        return !IsLarge && Scale >= 0 && TryScale((long)Number, Scale, out integer);
    }

    public int CompareTo(Quantity other)
    {
        var (left, right) = (Number, other.Number);
        if (left.Sign != right.Sign || left.IsZero)
        {
            return left.Sign.CompareTo(right.Sign);
        }

        var scale = Math.Min(Scale, other.Scale);
        return (left * BigInteger.Pow(10, Scale - scale)).CompareTo(right * BigInteger.Pow(10, other.Scale - scale));
    }

    public Quantity Add(Quantity other)
    {
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
    public Quantity Subtract(Quantity other)
    {
        if (!IsLarge && !other.IsLarge && other.Number == long.MinValue && Add(other) is { IsLarge: false } sum)
        {
            return sum;
        }

        return Add(new Quantity(-other.Number, other.Scale, other.IsLarge, other.Format));
    }

    /// <summary>The same amount, as <c>add</c> and <c>sub</c> hand it back.</summary>
    public Quantity Computed() => new(Number, Scale, IsLarge, Format, isComputed: true);

    public override CelValue EqualTo(in CelValue other) =>
        other.Kind == CelKind.Opaque && other.AsOpaque() is Quantity { IsComputed: true } ? NoSuchOverload : base.EqualTo(other);

    public override bool Equals(object? obj) => obj is Quantity other && CompareTo(other) == 0;

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

/// <summary>The family of a quantity's suffix.</summary>
internal enum QuantityFormat
{
    /// <summary><c>k</c>, <c>M</c>, <c>m</c> or none.</summary>
    Decimal,

    /// <summary><c>Ki</c>, <c>Mi</c>.</summary>
    Binary,

    /// <summary><c>e3</c>.</summary>
    Exponent,
}
