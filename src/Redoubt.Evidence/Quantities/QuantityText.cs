using System.Globalization;
using System.Numerics;

namespace Redoubt.Evidence.Quantities;

/// <summary>A quantity's canonical text, as a server writes it.</summary>
internal static class QuantityText
{
    /// <summary>The decimal suffixes from 10^-9 on, three powers of ten apart.</summary>
    public static readonly string[] Decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];

    /// <summary>The binary suffixes, ten powers of two apart.</summary>
    public static readonly string[] Binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    /// <summary>Whether a text is surely in the canonical form; false where only reading it can say.</summary>
    public static bool IsCanonical(ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        var number = digits < 0 ? text : text[..digits];
        if (number.Length is 0 or > 9 || number[0] == '0')
        {
            return text is "0";
        }

        var value = int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture);
        return text[number.Length..] switch
        {
            [] => value % 1000 != 0,
            [var suffix] => value % 1000 != 0 && "mkMGT".Contains(suffix, StringComparison.Ordinal),
            [var suffix, 'i'] => value % 1024 != 0 && "KMGT".Contains(suffix, StringComparison.Ordinal),
            _ => false,
        };
    }

    public static string Of(Quantity quantity)
    {
        if (quantity.Number.IsZero)
        {
            return "0";
        }

        var (number, scale) = (quantity.Number, quantity.Scale);
        while ((number % 10).IsZero)
        {
            number /= 10;
            scale++;
        }

        if (quantity.Format == QuantityFormat.Binary && scale >= 0 && BigInteger.Abs(number * BigInteger.Pow(10, scale)) is var whole && whole >= 1024)
        {
            return OfBinary(number * BigInteger.Pow(10, scale));
        }

        // The exponent becomes a multiple of three.
        for (; scale % 3 != 0; scale--)
        {
            number *= 10;
        }

        var text = number.ToString(CultureInfo.InvariantCulture);
        var index = (scale - Quantity.Finest) / 3;
        if (quantity.Format != QuantityFormat.Exponent)
        {
            // What no suffix is large enough for loses it.
            return index < Decimal.Length ? text + Decimal[index] : text;
        }

        return scale == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}e{scale}");
    }

    private static string OfBinary(BigInteger number)
    {
        var power = 0;
        while (power + 1 < Binary.Length && (number % 1024).IsZero)
        {
            number /= 1024;
            power++;
        }

        return number.ToString(CultureInfo.InvariantCulture) + Binary[power];
    }
}
