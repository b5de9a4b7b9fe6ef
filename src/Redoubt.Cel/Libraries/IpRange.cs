using System.Globalization;

namespace Redoubt.Cel.Libraries;

/// <summary>A range of IP addresses in CIDR notation; bits behind the prefix are kept as written.</summary>
internal sealed class IpRange(IpAddress address, int prefix) : CelOpaque
{
    internal static readonly CelType CidrType = CelType.Opaque("net.CIDR");

    internal IpAddress Address { get; } = address;

    internal int Prefix { get; } = prefix;

    public override CelType Type => CidrType;

    /// <summary>The bytes that the prefix goes through.</summary>
    public override long Size => (Prefix + 7) / 8;

    /// <summary>The range as Go's <c>netip.ParsePrefix</c> reads it, or null and why.</summary>
    internal static IpRange? Read(ReadOnlySpan<char> text, out string? reason)
    {
        reason = Bits(text, out var address, out var bits);
        if (reason is not null)
        {
            reason = $"network address parse error during conversion from string: netip.ParsePrefix({IpAddressReader.Quote(text)}): {reason}";
        }
        else if (!address!.IsV4 && address.Bits >> 32 == 0xFFFF)
        {
            reason = $"IPv4-mapped IPv6 address {IpAddressReader.Quote(text)} is not allowed";
        }

        return reason is null ? new IpRange(address!, bits) : null;
    }

    private static string? Bits(ReadOnlySpan<char> text, out IpAddress? address, out int bits)
    {
        (address, bits) = (null, 0);
        var slash = text.LastIndexOf('/');
        if (slash < 0)
        {
            return "no '/'";
        }

        address = IpAddressReader.Parse(text[..slash], out var reason);
        if (address is null)
        {
            return reason;
        }

        if (text[..slash].Contains('%'))
        {
            return "IPv6 zones cannot be present in a prefix";
        }

        var digits = text[(slash + 1)..];
        // Neither a sign nor leading zeros; any number of digits is a number, though one out of range.
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9') || (digits.Length > 1 && digits[0] == '0') || digits.Length > 18)
        {
            return $"bad bits after slash: {IpAddressReader.Quote(digits)}";
        }

        var length = long.Parse(digits, CultureInfo.InvariantCulture);
        bits = (int)Math.Min(length, 129);
        return bits > address.BitCount ? "prefix length out of range" : null;
    }

    /// <summary>The range with the bits behind the prefix set to zero.</summary>
    internal IpRange Masked() => new(new IpAddress(Masked(Address.Bits), Address.IsV4), Prefix);

    internal bool Contains(IpAddress other) => other.IsV4 == Address.IsV4 && Masked(other.Bits) == Masked(Address.Bits);

    internal bool Contains(IpRange other) => Prefix <= other.Prefix && Contains(other.Address);

    private UInt128 Masked(UInt128 bits)
    {
        var behind = Address.BitCount - Prefix;
        return behind == 128 ? 0 : bits >> behind << behind;
    }

    public override CelKeyRole KeyRole => CelKeyRole.Value;

    public override bool Equals(object? obj) => obj is IpRange other && other.Prefix == Prefix && other.Address.Equals(Address);

    public override int GetHashCode() => HashCode.Combine(Address, Prefix);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address}/{Prefix}");
}
