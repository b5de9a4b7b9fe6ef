namespace Redoubt.Cel.Libraries;

/// <summary>Reads an IP address as Go's <c>netip.ParseAddr</c> does, and says in its words why a text is none.</summary>
internal ref struct IpAddressReader
{
    private readonly ReadOnlySpan<char> _text;
    private string? _reason;
    private ReadOnlySpan<char> _at;

    private IpAddressReader(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The address, or null and why: zones and IPv4 addresses mapped into IPv6 are refused.</summary>
    public static IpAddress? Read(ReadOnlySpan<char> text, out string? reason)
    {
        var zone = text.Contains(':') ? text.IndexOf('%') : -1;
        var address = Parse(text, out reason);
        if (address is null)
        {
            reason = $"IP Address {Quote(text)} parse error during conversion from string: {reason}";
        }
        else if (zone >= 0)
        {
            reason = $"IP address {Quote(text)} with zone value is not allowed";
        }
        else if (!address.IsV4 && address.Bits >> 32 == 0xFFFF)
        {
            reason = $"IPv4-mapped IPv6 address {Quote(text)} is not allowed";
        }
        else
        {
            return address;
        }

        return null;
    }

    /// <summary>The address, a zone left out, or null and why.</summary>
    internal static IpAddress? Parse(ReadOnlySpan<char> text, out string? reason)
    {
        var reader = new IpAddressReader(text);
        var address = reader.Any();
        var at = reader._at.IsEmpty ? "" : $" (at {Quote(reader._at)})";
        reason = address is null ? $"ParseAddr({Quote(text)}): {reader._reason}{at}" : null;
        return address;
    }

    internal static string Quote(ReadOnlySpan<char> text) => StringsLibrary.Quoted(text);

    private IpAddress? Any()
    {
        switch (_text.IndexOfAny(".:%") is var first and >= 0 ? _text[first] : ' ')
        {
            case '.':
                return Four(_text, out var bits) ? new IpAddress(bits, isV4: true) : null;
            case ':':
                return Six(out var six) ? new IpAddress(six, isV4: false) : null;
            case '%':
                Fail("missing IPv6 address");
                return null;
            default:
                Fail("unable to parse IP");
                return null;
        }
    }

    private bool Fail(string reason, ReadOnlySpan<char> at = default)
    {
        _reason = reason;
        _at = at;
        return false;
    }

    private bool Four(ReadOnlySpan<char> text, out uint bits)
    {
        bits = 0;
        int value = 0, digits = 0, dots = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                if (digits == 1 && value == 0)
                {
                    return Fail("IPv4 field has octet with leading zero");
                }

                value = (value * 10) + text[i] - '0';
                digits++;
                if (value > 255)
                {
                    return Fail("IPv4 field has value >255");
                }

                continue;
            }
            if (text[i] != '.')
            {
                return Fail("unexpected character", text[i..]);
            }

            if (i == 0 || i == text.Length - 1 || text[i - 1] == '.')
            {
                return Fail("IPv4 field must have at least one digit", text[i..]);
            }

            if (dots++ == 3)
            {
                return Fail("IPv4 address too long");
            }

            bits = bits << 8 | (uint)value;
            value = digits = 0;
        }
        bits = bits << 8 | (uint)value;
        return dots == 3 || Fail("IPv4 address too short");
    }

    private bool Six(out UInt128 bits)
    {
        bits = 0;
        var rest = _text;
        var zone = rest.IndexOf('%');
        if (zone >= 0)
        {
            if (zone == rest.Length - 1)
            {
                return Fail("zone must be a non-empty string");
            }

            rest = rest[..zone];
        }
        var gap = -1;
        var groups = 0;
        if (rest.StartsWith("::"))
        {
            gap = 0;
            rest = rest[2..];
        }
        if (gap == 0 && rest.IsEmpty)
        {
            return true;
        }

        while (groups < 8)
        {
            if (!Group(rest, out var length, out var group))
            {
                return false;
            }

            if (length < rest.Length && rest[length] == '.')
            {
                if (!Embedded(rest, gap, groups, ref bits))
                {
                    return false;
                }

                rest = default;
                groups += 2;
                break;
            }
            bits = bits << 16 | group;
            groups++;
            rest = rest[length..];
            if (rest.IsEmpty)
            {
                break;
            }

            if (!Colon(ref rest, ref gap, groups))
            {
                return false;
            }

            if (rest.IsEmpty)
            {
                break;
            }
        }
        if (!rest.IsEmpty)
        {
            return Fail("trailing garbage after address", rest);
        }

        return Expand(gap, groups, ref bits);
    }

    private bool Group(ReadOnlySpan<char> rest, out int length, out uint group)
    {
        group = 0;
        for (length = 0; length < rest.Length && char.IsAsciiHexDigit(rest[length]); length++)
        {
            if (length > 3)
            {
                return Fail("each group must have 4 or less digits", rest);
            }

            group = group << 4 | (uint)Convert.ToInt32(rest[length].ToString(), 16);
        }
        return length > 0 || Fail("each colon-separated field must have at least one digit", rest);
    }

    /// <summary>An IPv4 address in the place of the last two groups.</summary>
    private bool Embedded(ReadOnlySpan<char> rest, int gap, int groups, ref UInt128 bits)
    {
        if (gap < 0 && groups != 6)
        {
            return Fail("embedded IPv4 address must replace the final 2 fields of the address", rest);
        }

        if (groups > 6)
        {
            return Fail("too many hex fields to fit an embedded IPv4 at the end of the address", rest);
        }

        if (!Four(rest, out var four))
        {
            return false;
        }

        bits = bits << 32 | four;
        return true;
    }

    private bool Colon(ref ReadOnlySpan<char> rest, ref int gap, int groups)
    {
        if (rest[0] != ':')
        {
            return Fail("unexpected character, want colon", rest);
        }

        if (rest.Length == 1)
        {
            return Fail("colon must be followed by more characters", rest);
        }

        rest = rest[1..];
        if (rest[0] != ':')
        {
            return true;
        }

        if (gap >= 0)
        {
            return Fail("multiple :: in address", rest);
        }

        gap = groups;
        rest = rest[1..];
        return true;
    }

    // The gap stands for one group of zeros at least.
    private bool Expand(int gap, int groups, ref UInt128 bits)
    {
        if (groups == 8)
        {
            return gap < 0 || Fail("the :: must expand to at least one field of zeros");
        }

        if (gap < 0)
        {
            return Fail("address string too short");
        }

        var after = 16 * (groups - gap);
        var tail = after == 0 ? 0 : bits & (UInt128.MaxValue >> (128 - after));
        var head = after == 128 ? 0 : bits >> after;
        bits = (gap == 0 ? 0 : head << (16 * (8 - gap))) | tail;
        return true;
    }
}
