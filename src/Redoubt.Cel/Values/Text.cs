using System.Globalization;
using System.Text;

namespace Redoubt.Cel.Values;

/// <summary>Text in code points, although it is kept in UTF-16; and how values are written as text.</summary>
internal static class Text
{
    /// <summary>The number of code points.</summary>
    public static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        for (var at = 1; at < text.Length; at++)
        {
            if (char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]))
            {
                count--;
            }
        }

        return count;
    }

    /// <summary>The UTF-16 offset of a code point; -1 if it lies behind the end.</summary>
    public static int Offset(ReadOnlySpan<char> text, long codePoint)
    {
        if (codePoint < 0)
        {
            return -1;
        }

        var at = 0;
        for (; codePoint > 0 && at < text.Length; codePoint--)
        {
            at += at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
        }

        return codePoint == 0 ? at : -1;
    }

    /// <summary>
    /// A double as `string(x)` writes it: the shortest that reads back, with an exponent below 1e-4 and from 1e6 on, as C's `%g`.
    /// </summary>
    public static string ShowDouble(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "+Inf" : "-Inf";
        }

        var digits = Shortest(value);
        var exponent = value == 0 ? 0 : Parts(digits).Point - 1;
        return exponent is < -4 or >= 6 ? Scientific(digits) : Plain(digits);
    }

    /// <summary>A double without an exponent, the shortest that reads back.</summary>
    public static string ShowPlain(double value) =>
        double.IsFinite(value) ? Plain(Shortest(value)) : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The shortest digits that read back as a double. Of some powers of two, below which doubles lie closer than above, .NET's own read back as
    /// the next one: then it takes one digit more.
    /// </summary>
    private static string Shortest(double value)
    {
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        var isPowerOfTwo = (BitConverter.DoubleToUInt64Bits(value) & 0xF_FFFF_FFFF_FFFF) == 0;
        return isPowerOfTwo && double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture) != value
            ? value.ToString("G17", CultureInfo.InvariantCulture)
            : digits;
    }

    /// <summary>The value as CEL would write it.</summary>
    public static string Show(in CelValue value)
    {
        var text = new StringBuilder();
        Show(value, text);
        return text.ToString();
    }

    /// <summary>The string in double quotes with what must be escaped escaped.</summary>
    public static void Quote(ReadOnlySpan<char> value, StringBuilder text)
    {
        text.Append('"');
        foreach (var unit in value)
        {
            var escape = "\a\b\f\n\r\t\v\\\"".IndexOf(unit);
            if (escape >= 0)
            {
                text.Append('\\').Append("abfnrtv\\\""[escape]);
            }
            else if (unit < ' ' || unit == 0x7F)
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{(int)unit:x2}");
            }
            else
            {
                text.Append(unit);
            }
        }
        text.Append('"');
    }

    /// <summary>Bytes as a literal: ASCII as it is, the rest escaped.</summary>
    public static void Quote(ReadOnlySpan<byte> value, StringBuilder text)
    {
        text.Append("b\"");
        foreach (var one in value)
        {
            if (one is >= 0x20 and < 0x7F and not (byte)'"' and not (byte)'\\')
            {
                text.Append((char)one);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{one:x2}");
            }
        }

        text.Append('"');
    }

    private static void Show(in CelValue value, StringBuilder text)
    {
        switch (value.Kind)
        {
            case CelKind.Absent:
                text.Append("absent");
                break;
            case CelKind.Int or CelKind.Uint:
                text.Append(Conversion.ToText(value).AsSpan()).Append(value.Kind == CelKind.Uint ? "u" : "");
                break;
            case CelKind.Double:
                var number = ShowDouble(value.AsDouble());
                text.Append(number.AsSpan().ContainsAny('.', 'e', 'N') || number.Contains('I', StringComparison.Ordinal) ? number : number + ".0");
                break;
            case CelKind.String:
                Quote(value.AsSpan(), text);
                break;
            case CelKind.Bytes:
                Quote(value.AsBytes(), text);
                break;
            case CelKind.List or CelKind.Map:
                ShowContainer(value, text);
                break;
            case CelKind.Optional when value.HasContent:
                text.Append("optional.of(");
                Show(value.AsOptional(), text);
                text.Append(')');
                break;
            default:
                text.Append(ShowOther(value));
                break;
        }
    }

    private static string ShowOther(in CelValue value) => value.Kind switch
    {
        CelKind.Null => "null",
        CelKind.Bool => value.IsTrue ? "true" : "false",
        CelKind.Timestamp => $"timestamp(\"{Time.ShowTimestamp(value)}\")",
        CelKind.Duration => $"duration(\"{Time.ShowDuration(value)}\")",
        CelKind.Type => value.AsType().Name,
        CelKind.Optional => "optional.none()",
        CelKind.Opaque => value.AsOpaque().ToString() ?? "",
        CelKind.Unknown => $"unknown({value.AsUnknown()})",
        _ => $"error({value.AsError()})",
    };

    private static void ShowContainer(in CelValue value, StringBuilder text)
    {
        var isMap = value.Kind == CelKind.Map;
        text.Append(isMap ? '{' : '[');
        var items = value.Items;
        for (var first = true; items.MoveNext(); first = false)
        {
            if (!first)
            {
                text.Append(", ");
            }

            Show(items.Current, text);
            if (!isMap)
            {
                continue;
            }

            text.Append(": ");
            Show(items.CurrentValue, text);
        }
        text.Append(isMap ? '}' : ']');
    }

    /// <summary>Digits of any notation in Go's scientific one: `1.5e+21`.</summary>
    private static string Scientific(string digits)
    {
        var (sign, mantissa, point) = Parts(digits);
        var exponent = point - 1;
        var fraction = mantissa.Length > 1 ? "." + mantissa[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{mantissa[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):D2}");
    }

    private static string Plain(string digits)
    {
        if (!digits.Contains('E', StringComparison.Ordinal))
        {
            return digits;
        }

        var (sign, mantissa, point) = Parts(digits);
        if (point <= 0)
        {
            return $"{sign}0.{new string('0', -point)}{mantissa}";
        }

        return point >= mantissa.Length
            ? sign + mantissa + new string('0', point - mantissa.Length)
            : $"{sign}{mantissa[..point]}.{mantissa[point..]}";
    }

    /// <summary>Sign, significant digits, and where the point stands before or behind the first of them.</summary>
    private static (string Sign, string Digits, int Point) Parts(string text)
    {
        var sign = text.StartsWith('-') ? "-" : "";
        var at = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = at < 0 ? 0 : int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var number = at < 0 ? text[sign.Length..] : text[sign.Length..at];
        var point = number.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? number.Length : point;
        var digits = number.Replace(".", "", StringComparison.Ordinal);
        var leading = digits.Length - digits.TrimStart('0').Length;
        digits = digits.Trim('0');
        return (sign, digits.Length == 0 ? "0" : digits, whole - leading + exponent);
    }
}
