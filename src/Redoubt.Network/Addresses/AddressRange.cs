using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Redoubt.Evidence.Addresses;

namespace Redoubt.Network.Addresses;

/// <summary>Addresses of one family that follow one another.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last; it is among them.</param>
public readonly record struct AddressRange(IpAddress First, IpAddress Last)
{
    /// <summary>All addresses of IPv4.</summary>
    public static AddressRange AllV4 { get; } = Block(new IpAddress(false, 0), 0);

    /// <summary>All addresses of IPv6.</summary>
    public static AddressRange AllV6 { get; } = Block(new IpAddress(true, 0), 0);

    /// <summary>The ranges in which clusters give their pods addresses.</summary>
    internal static IReadOnlyList<AddressRange> Private { get; } = Ranges(ReservedBlocks.Private);

    /// <summary>The ranges that nobody routes outside: private ones, and those of the link.</summary>
    internal static IReadOnlyList<AddressRange> Unrouted { get; } = [.. Private, .. Ranges(ReservedBlocks.Link)];

    /// <summary>Whether an address is among them.</summary>
    /// <param name="address">The address.</param>
    public bool Contains(IpAddress address) => First.IsV6 == address.IsV6 && First <= address && address <= Last;

    /// <summary>Whether all of the other's addresses are among them.</summary>
    /// <param name="other">The other.</param>
    public bool Contains(AddressRange other) => Contains(other.First) && Contains(other.Last);

    /// <summary>Whether the two have an address in common.</summary>
    /// <param name="other">The other.</param>
    public bool Overlaps(AddressRange other) => First.IsV6 == other.First.IsV6 && First <= other.Last && other.First <= Last;

    /// <summary>The range of a block as <c>10.0.0.0/8</c>; bits beyond the mask are passed over, as Kubernetes does.</summary>
    /// <param name="text">The block.</param>
    /// <param name="range">The range.</param>
    /// <returns>Whether it is a block.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out AddressRange range)
    {
        range = default;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash < 0 || !IpAddress.TryParse(text![..slash], out var address)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return false;
        }

        // A block of IPv4 written as IPv6 counts its mask from IPv6's start; a shorter mask reaches beyond IPv4, and contains none of it.
        var isMapped = text.AsSpan(0, slash).Contains(':') && !address.IsV6;
        if (isMapped)
        {
            (address, length) = length >= 96 ? (address, length - 96) : (new IpAddress(true, address.Value | ((UInt128)0xffff << 32)), length);
        }

        if (length > address.Bits)
        {
            return false;
        }

        range = Block(address, length);
        return true;
    }

    /// <summary>The range of a block, or of a single address.</summary>
    /// <param name="text">The block or address.</param>
    /// <param name="range">The range.</param>
    /// <returns>Whether it is one.</returns>
    internal static bool TryParseNet([NotNullWhen(true)] string? text, out AddressRange range)
    {
        var isAddress = IpAddress.TryParse(text, out var address);
        range = isAddress ? Block(address, address.Bits) : default;
        return isAddress || TryParse(text, out range);
    }

    /// <summary>The range as <c>a-b</c>.</summary>
    public override string ToString() => $"{First}-{Last}";

    private static AddressRange Block(IpAddress address, int length)
    {
        var free = address.Bits - length;
        var rest = free == 128 ? UInt128.MaxValue : (UInt128.One << free) - 1;
        return new AddressRange(address with { Value = address.Value & ~rest }, address with { Value = (address.Value & ~rest) | rest });
    }

    private static AddressRange[] Ranges(IReadOnlyList<string> blocks) => [.. blocks.Select(text => TryParse(text, out var range) ? range : throw new FormatException(text))];
}
