using System.Globalization;
using System.Text;

namespace Redoubt.Cel.Libraries;

/// <summary>
/// An IP address, read as strictly as Go's <c>netip</c>: four decimal numbers without leading zeros, or IPv6 without a zone;
/// an IPv4 address mapped into IPv6 is refused. The low 32 bits hold an IPv4 address.
/// </summary>
internal sealed class IpAddress(UInt128 bits, bool isV4) : CelOpaque
{
    internal static readonly CelType IpType = CelType.Opaque("net.IP");

    internal UInt128 Bits { get; } = bits;

    internal bool IsV4 { get; } = isV4;

    internal int BitCount => IsV4 ? 32 : 128;

    public override CelType Type => IpType;

    internal bool IsUnspecified => Bits == 0;

    internal bool IsLoopback => IsV4 ? Bits >> 24 == 127 : Bits == 1;

    internal bool IsMulticast => IsV4 ? Bits >> 28 == 0xE : Bits >> 120 == 0xFF;

    internal bool IsLinkLocalMulticast => IsV4 ? Bits >> 8 == 0xE00000 : (Bits >> 112 & 0xFF0F) == 0xFF02;

    internal bool IsLinkLocalUnicast => IsV4 ? Bits >> 16 == 0xA9FE : Bits >> 118 == 0xFE80 >> 6;

    // Private addresses are global here, as in Go's net.
    internal bool IsGlobalUnicast =>
        !IsUnspecified && !(IsV4 && Bits == uint.MaxValue) && !IsLoopback && !IsMulticast && !IsLinkLocalUnicast;

    internal static bool TryParse(ReadOnlySpan<char> text, out IpAddress? address)
    {
        address = null;
        if (text.Contains(':'))
        {
            if (TryParseV6(text, out var six) && six >> 32 != 0xFFFF)
                address = new IpAddress(six, isV4: false);
        }
        else if (TryParseV4(text, out var four))
        {
            address = new IpAddress(four, isV4: true);
        }
        return address is not null;
    }

    private static bool TryParseV4(ReadOnlySpan<char> text, out uint bits)
    {
        bits = 0;
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            var plain = part.Length is 1 or 2 or 3 && !part.ContainsAnyExceptInRange('0', '9') && (part.Length == 1 || part[0] != '0');
            if (!plain || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || ++parts > 4)
                return false;
            bits = bits << 8 | number;
        }
        return parts == 4;
    }

    private static bool TryParseV6(ReadOnlySpan<char> text, out UInt128 bits)
    {
        bits = 0;
        var gap = text.IndexOf("::");
        if (gap < 0)
            return TryParseGroups(text, allowV4: true, out bits, out var all) && all == 8;
        // The gap stands for one group of zeros at least.
        if (!TryParseGroups(text[..gap], allowV4: false, out var head, out var before)
            || !TryParseGroups(text[(gap + 2)..], allowV4: true, out var tail, out var after))
            return false;
        bits = before == 0 ? tail : head << (16 * (8 - before)) | tail;
        return before + after < 8;
    }

    // Groups of one to four digits; the last two may be written as an IPv4 address.
    private static bool TryParseGroups(ReadOnlySpan<char> text, bool allowV4, out UInt128 bits, out int count)
    {
        bits = 0;
        count = 0;
        if (text.IsEmpty)
            return true;
        foreach (var range in text.Split(':'))
        {
            var group = text[range];
            if (allowV4 && range.End.Value == text.Length && group.Contains('.'))
            {
                count += 2;
                if (!TryParseV4(group, out var four))
                    return false;
                bits = bits << 32 | four;
                break;
            }
            if (group.Length is 0 or > 4 || ++count > 8)
                return false;
            if (!ushort.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
                return false;
            bits = bits << 16 | number;
        }
        return count <= 8;
    }

    public override bool Equals(object? obj) => obj is IpAddress other && other.IsV4 == IsV4 && other.Bits == Bits;

    public override int GetHashCode() => HashCode.Combine(Bits, IsV4);

    /// <summary>The canonical text; for IPv6 that of RFC 5952.</summary>
    public override string ToString()
    {
        if (IsV4)
            return string.Create(CultureInfo.InvariantCulture, $"{(byte)(Bits >> 24)}.{(byte)(Bits >> 16)}.{(byte)(Bits >> 8)}.{(byte)Bits}");
        var (start, length) = LongestZeros();
        var text = new StringBuilder();
        for (var i = 0; i < 8; i++)
        {
            if (i == start)
            {
                text.Append("::");
                i += length - 1;
                continue;
            }
            if (text.Length > 0 && text[^1] != ':')
                text.Append(':');
            text.Append(CultureInfo.InvariantCulture, $"{Group(i):x}");
        }
        return text.ToString();
    }

    private ushort Group(int index) => (ushort)(Bits >> (16 * (7 - index)));

    // The first of the longest runs of two zero groups or more; start -1 if there is none.
    private (int Start, int Length) LongestZeros()
    {
        var best = (Start: -1, Length: 1);
        for (var i = 0; i < 8; i++)
        {
            var length = 0;
            while (i + length < 8 && Group(i + length) == 0)
                length++;
            if (length > best.Length)
                best = (i, length);
            i += length;
        }
        return best;
    }
}
