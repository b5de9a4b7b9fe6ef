using System.Buffers;
using System.Globalization;
using System.Text;

namespace Redoubt.Cel.Parse;

/// <summary>What the text of a literal means (cel-spec, "Numeric Literals", "String and Bytes Values").</summary>
internal static class Literals
{
    /// <summary>An int or uint, decimal or hexadecimal; absent if it does not fit.</summary>
    public static CelValue Integer(ReadOnlySpan<char> text, bool unsigned, bool negative)
    {
        if (unsigned)
        {
            text = text[..^1];
        }

        var hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var digits = hex ? text[2..] : text;
        if (!ulong.TryParse(digits, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return default;
        }

        if (unsigned)
        {
            return negative ? default : CelValue.Uint(value);
        }

        if (negative)
        {
            return value <= 1UL << 63 ? CelValue.Int(unchecked(-(long)value)) : default;
        }

        return value <= long.MaxValue ? CelValue.Int((long)value) : default;
    }

    /// <summary>A double; absent if it is too large.</summary>
    public static CelValue Double(ReadOnlySpan<char> text, bool negative)
    {
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsInfinity(value) ? default : CelValue.Double(negative ? -value : value);
    }

    /// <summary>A string or bytes literal with its prefix and quotes; absent, with a reason, if an escape is wrong.</summary>
    public static CelValue Text(ReadOnlySpan<char> text, out string reason)
    {
        var bytes = text[0] is 'b' or 'B';
        if (bytes)
        {
            text = text[1..];
        }

        var raw = text[0] is 'r' or 'R';
        if (raw)
        {
            text = text[1..];
        }

        var quotes = text.Length >= 6 && text[1] == text[0] && text[2] == text[0] ? 3 : 1;
        text = text[quotes..^quotes];
        reason = "";
        if (raw || !text.Contains('\\'))
        {
            return bytes ? CelValue.Bytes(Encoding.UTF8.GetBytes(text.ToArray())) : CelValue.String(text.ToString());
        }

        return bytes ? UnescapeBytes(text, out reason) : UnescapeString(text, out reason);
    }

    private static CelValue UnescapeString(ReadOnlySpan<char> text, out string reason)
    {
        var result = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            if (text[0] != '\\')
            {
                result.Append(text[0]);
                text = text[1..];
                continue;
            }
            if (!Escape(ref text, out var code, out _, out reason))
            {
                return default;
            }

            if (!Rune.TryCreate(code, out var rune))
            {
                reason = $"U+{code:X4} is no Unicode scalar value";
                return default;
            }
            result.Append(rune.ToString());
        }
        reason = "";
        return CelValue.String(result.ToString());
    }

    private static CelValue UnescapeBytes(ReadOnlySpan<char> text, out string reason)
    {
        var result = new ArrayBufferWriter<byte>(text.Length + 1);
        while (!text.IsEmpty)
        {
            if (text[0] != '\\')
            {
                var next = text.IndexOf('\\');
                var plain = next < 0 ? text : text[..next];
                Encoding.UTF8.GetBytes(plain, result);
                text = text[plain.Length..];
                continue;
            }
            if (!Escape(ref text, out var code, out var isUnicode, out reason))
            {
                return default;
            }

            if (isUnicode)
            {
                reason = "bytes take no `\\u` or `\\U`: write the bytes as `\\x`";
                return default;
            }
            result.Write([(byte)code]);
        }
        reason = "";
        return CelValue.Bytes(result.WrittenSpan.ToArray());
    }

    /// <summary>Takes one escape off the front.</summary>
    private static bool Escape(ref ReadOnlySpan<char> text, out int code, out bool isUnicode, out string reason)
    {
        var kind = text.Length > 1 ? text[1] : '\0';
        isUnicode = kind is 'u' or 'U';
        reason = "";
        code = "abfnrtv\\?\"'`".IndexOf(kind) switch
        {
            0 => '\a',
            1 => '\b',
            2 => '\f',
            3 => '\n',
            4 => '\r',
            5 => '\t',
            6 => '\v',
            >= 7 => kind,
            _ => -1,
        };
        if (code >= 0)
        {
            text = text[2..];
            return true;
        }
        var (skip, digits) = kind switch { 'x' or 'X' => (2, 2), 'u' => (2, 4), 'U' => (2, 8), >= '0' and <= '3' => (1, 3), _ => (0, 0) };
        if (digits == 0 || text.Length < skip + digits || !Number(text.Slice(skip, digits), digits == 3 ? 8 : 16, out code))
        {
            reason = $"`\\{(kind == '\0' ? "" : kind.ToString())}` begins no escape that CEL has, or its digits are missing";
            return false;
        }
        text = text[(skip + digits)..];
        return true;
    }

    private static bool Number(ReadOnlySpan<char> digits, int radix, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            var one = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (one >= radix || value > 0x7FFFFFF)
            {
                return false;
            }

            value = (value * radix) + one;
        }
        return true;
    }
}
