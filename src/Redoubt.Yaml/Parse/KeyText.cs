using System.Globalization;

namespace Redoubt.Yaml.Parse;

/// <summary>The JSON string that a number becomes as a key.</summary>
internal static class KeyText
{
    /// <summary>Longest text that <see cref="Format(double, Span{char})"/> writes.</summary>
    public const int Longest = 32;

    /// <summary>An integer in decimal.</summary>
    public static int Format(long value, Span<char> target)
    {
        value.TryFormat(target, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }

    /// <summary>A float as Go's <c>%g</c> writes it after it has gone through 32 bits.</summary>
    public static int Format(double value, Span<char> target)
    {
        var single = (float)value;
        if (float.IsNaN(single))
        {
            return Copy(".nan", target);
        }

        if (float.IsInfinity(single))
        {
            return Copy(single > 0 ? ".inf" : "-.inf", target);
        }

        Span<char> scientific = stackalloc char[Longest];
        var written = 0;
        for (var precision = '0'; precision <= '8'; precision++)
        {
            single.TryFormat(scientific, out written, ['E', precision], CultureInfo.InvariantCulture);
            if (float.Parse(scientific[..written], NumberStyles.Float, CultureInfo.InvariantCulture).Equals(single))
            {
                break;
            }
        }

        return Layout(scientific[..written], target);
    }

    /// <summary>Lays out <c>-d.dddE+xxx</c> without the exponent if that is from -4 up to 5.</summary>
    private static int Layout(ReadOnlySpan<char> scientific, Span<char> target)
    {
        var mark = scientific.IndexOf('E');
        var exponent = int.Parse(scientific[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var length = 0;
        if (scientific[0] == '-')
        {
            target[length++] = '-';
        }

        Span<char> digits = stackalloc char[Longest];
        var count = 0;
        foreach (var c in scientific[length..mark])
        {
            if (c != '.')
            {
                digits[count++] = c;
            }
        }

        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
        }

        return exponent is < -4 or >= 6
            ? WriteScientific(digits[..count], exponent, target, length)
            : WriteFixed(digits[..count], exponent, target, length);
    }

    private static int WriteScientific(ReadOnlySpan<char> digits, int exponent, Span<char> target, int length)
    {
        target[length++] = digits[0];
        if (digits.Length > 1)
        {
            target[length++] = '.';
            length += Copy(digits[1..], target[length..]);
        }

        target[length++] = 'e';
        target[length++] = exponent < 0 ? '-' : '+';
        Math.Abs(exponent).TryFormat(target[length..], out var written, "00", CultureInfo.InvariantCulture);
        return length + written;
    }

    private static int WriteFixed(ReadOnlySpan<char> digits, int exponent, Span<char> target, int length)
    {
        for (var i = Math.Min(exponent, 0); i < digits.Length || i <= exponent; i++)
        {
            if (i == exponent + 1)
            {
                target[length++] = '.';
            }

            target[length++] = i >= 0 && i < digits.Length ? digits[i] : '0';
        }

        return length;
    }

    private static int Copy(ReadOnlySpan<char> text, Span<char> target)
    {
        text.CopyTo(target);
        return text.Length;
    }
}
