using System.Globalization;
using System.Text;

namespace Redoubt.Cel.Values;

/// <summary>The conversion functions `int(x)`, `string(x)` … (cel-spec, "Conversions"). What does not fit is an error.</summary>
internal static class Conversion
{
    private static readonly CelError IntRange = new("integer overflow");
    private static readonly CelError UintRange = new("unsigned integer overflow");

    public static CelValue ToInt(in CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.Uint:
                return value.AsUint() <= long.MaxValue ? CelValue.Int(value.Bits) : CelValue.Error(IntRange, 0);
            case CelKind.Double:
                var number = value.AsDouble();
                return number is > -9223372036854775808.0 and < 9223372036854775808.0 ? CelValue.Int((long)number) : CelValue.Error(IntRange, 0);
            case CelKind.String:
                return long.TryParse(value.AsSpan(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed)
                    ? CelValue.Int(parsed)
                    : Unreadable(value, "int");
            case CelKind.Timestamp:
                return CelValue.Int(value.AsTimestamp().Seconds);
            default:
                return CelValue.Int(value.Bits);
        }
    }

    public static CelValue ToUint(in CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.Int:
                return value.Bits >= 0 ? CelValue.Uint((ulong)value.Bits) : CelValue.Error(UintRange, 0);
            case CelKind.Double:
                var number = value.AsDouble();
                return number is >= 0 and < 18446744073709551616.0 ? CelValue.Uint((ulong)number) : CelValue.Error(UintRange, 0);
            case CelKind.String:
                return ulong.TryParse(value.AsSpan(), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
                    ? CelValue.Uint(parsed)
                    : Unreadable(value, "uint");
            default:
                return CelValue.Uint(value.AsUint());
        }
    }

    public static CelValue ToDouble(in CelValue value) => value.Kind switch
    {
        CelKind.Int => CelValue.Double(value.Bits),
        CelKind.Uint => CelValue.Double(value.AsUint()),
        CelKind.Double => CelValue.Double(value.AsDouble()),
        _ => DoubleReader.TryRead(value.AsSpan(), out var number) ? CelValue.Double(number) : Unreadable(value, "double"),
    };

    /// <summary>The double that a number is, for functions that take any number.</summary>
    public static double Number(in CelValue value) => value.Kind switch
    {
        CelKind.Int => value.Bits,
        CelKind.Uint => value.AsUint(),
        _ => value.AsDouble(),
    };

    public static CelValue ToText(in CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.Bool:
                return CelValue.String(value.IsTrue ? "true" : "false");
            case CelKind.Int:
                return CelValue.String(value.Bits.ToString(CultureInfo.InvariantCulture));
            case CelKind.Uint:
                return CelValue.String(value.AsUint().ToString(CultureInfo.InvariantCulture));
            case CelKind.Double:
                return CelValue.String(Text.ShowDouble(value.AsDouble()));
            case CelKind.Bytes:
                return Decode(value.AsBytes());
            case CelKind.Timestamp:
                return CelValue.String(Time.ShowTimestamp(value));
            case CelKind.Duration:
                return CelValue.String(Time.ShowDuration(value));
            default:
                return value;
        }
    }

    public static CelValue ToBytes(in CelValue value)
    {
        if (value.Kind == CelKind.Bytes)
        {
            return value;
        }

        var text = value.AsSpan();
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return CelValue.Bytes(bytes);
    }

    public static CelValue ToBool(in CelValue value)
    {
        if (value.Kind == CelKind.Bool)
        {
            return value;
        }

        return value.AsSpan() switch
        {
            "1" or "t" or "T" or "true" or "TRUE" or "True" => CelValue.True,
            "0" or "f" or "F" or "false" or "FALSE" or "False" => CelValue.False,
            _ => Unreadable(value, "bool"),
        };
    }

    public static CelValue ToTimestamp(in CelValue value)
    {
        if (value.Kind == CelKind.Timestamp)
        {
            return value;
        }

        if (value.Kind == CelKind.Int)
        {
            return CelValue.Timestamp(value.Bits, 0);
        }

        var parsed = TimestampReader.Read(value.AsSpan());
        return parsed.Kind == CelKind.Absent ? Unreadable(value, "google.protobuf.Timestamp") : parsed;
    }

    public static CelValue ToDuration(in CelValue value)
    {
        if (value.Kind == CelKind.Duration)
        {
            return value;
        }

        if (value.Kind == CelKind.Int)
        {
            return CelValue.Duration(value.Bits);
        }

        var parsed = Time.ParseDuration(value.AsSpan());
        return parsed.Kind == CelKind.Absent ? Unreadable(value, "google.protobuf.Duration") : parsed;
    }

    private static CelValue Decode(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes)
        ? CelValue.String(Encoding.UTF8.GetString(bytes))
        : CelValue.Error("invalid UTF-8 in bytes, cannot convert to string");

    private static CelValue Unreadable(in CelValue value, string type) => CelValue.Error(ReferenceText.InvalidConversion(value.AsString(), type));
}
