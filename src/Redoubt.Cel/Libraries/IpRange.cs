using System.Globalization;

namespace Redoubt.Cel.Libraries;

/// <summary>A range of IP addresses in CIDR notation; bits behind the prefix are kept as written.</summary>
internal sealed class IpRange(IpAddress address, int prefix) : CelOpaque
{
    internal static readonly CelType CidrType = CelType.Opaque("net.CIDR");

    internal IpAddress Address { get; } = address;

    internal int Prefix { get; } = prefix;

    public override CelType Type => CidrType;

    internal static bool TryParse(ReadOnlySpan<char> text, out IpRange? range)
    {
        range = null;
        var slash = text.LastIndexOf('/');
        if (slash < 0 || !IpAddress.TryParse(text[..slash], out var address))
            return false;
        var digits = text[(slash + 1)..];
        var plain = digits.Length is >= 1 and <= 3 && !digits.ContainsAnyExceptInRange('0', '9') && (digits.Length == 1 || digits[0] != '0');
        if (!plain)
            return false;
        var prefix = int.Parse(digits, CultureInfo.InvariantCulture);
        if (prefix > address!.BitCount)
            return false;
        range = new IpRange(address, prefix);
        return true;
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

    public override bool Equals(object? obj) => obj is IpRange other && other.Prefix == Prefix && other.Address.Equals(Address);

    public override int GetHashCode() => HashCode.Combine(Address, Prefix);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address}/{Prefix}");
}
