using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Redoubt.Network.Addresses;

/// <summary>An address. One of IPv4 that is written as IPv6 (<c>::ffff:10.0.0.1</c>) is the one of IPv4.</summary>
/// <param name="IsV6">Whether it is of IPv6.</param>
/// <param name="Value">The address as a number.</param>
public readonly record struct IpAddress(bool IsV6, UInt128 Value) : IComparable<IpAddress>
{
    /// <summary>How many bits an address of the family has.</summary>
    internal int Bits => IsV6 ? 128 : 32;

    /// <summary>The address of a text; leading zeros are decimal, as Kubernetes reads them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address.</param>
    /// <returns>Whether it is one; one with a zone is none.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out IpAddress address)
    {
        address = default;
        if (text is null)
        {
            return false;
        }

        return text.Contains(':', StringComparison.Ordinal) ? TryParseV6(text, out address) : TryParseV4(text, out address);
    }

    /// <inheritdoc/>
    public int CompareTo(IpAddress other) => IsV6 == other.IsV6 ? Value.CompareTo(other.Value) : IsV6.CompareTo(other.IsV6);

    /// <summary>The address as it is usually written.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        for (var i = 0; i < 16; i++)
        {
            bytes[i] = (byte)(Value >> (8 * (15 - i)));
        }

        return new IPAddress(IsV6 ? bytes : bytes[12..]).ToString();
    }

    /// <summary>Whether one address is before another or is it.</summary>
    public static bool operator <=(IpAddress left, IpAddress right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one address is after another or is it.</summary>
    public static bool operator >=(IpAddress left, IpAddress right) => left.CompareTo(right) >= 0;

    /// <summary>Whether one address is before another.</summary>
    public static bool operator <(IpAddress left, IpAddress right) => left.CompareTo(right) < 0;

    /// <summary>Whether one address is after another.</summary>
    public static bool operator >(IpAddress left, IpAddress right) => left.CompareTo(right) > 0;

    private static bool TryParseV4(string text, out IpAddress address)
    {
        address = default;
        var parts = text.Split('.');
        var value = 0u;
        foreach (var part in parts)
        {
            if (part.Length is 0 or > 3 || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            value = (value << 8) | number;
        }

        address = new IpAddress(false, value);
        return parts.Length == 4;
    }

    private static bool TryParseV6(string text, out IpAddress address)
    {
        address = default;
        if (text.AsSpan().IndexOfAny('%', '[', '/') >= 0 || !IPAddress.TryParse(text, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        UInt128 value = 0;
        foreach (var part in (parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed).GetAddressBytes())
        {
            value = (value << 8) | part;
        }

        address = new IpAddress(!parsed.IsIPv4MappedToIPv6, value);
        return true;
    }
}
