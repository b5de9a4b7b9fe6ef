using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Redoubt.Kubernetes.Validation;

/// <summary>Addresses and their ranges as Go's <c>netutils</c> reads them: no leading zeros, no zone.</summary>
internal static class AddressText
{
    public const string NotAnAddress = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";

    private const string LeadingZeros = "must not have leading 0s";

    /// <summary>What is wrong with an address.</summary>
    public static IReadOnlyList<string> WrongAddress(string text) =>
        TryRead(text, out _, out var hasZeros) ? [] : [hasZeros ? LeadingZeros : NotAnAddress];

    /// <summary>What is wrong with a range.</summary>
    public static IReadOnlyList<string> WrongRange(string text) =>
        TryRange(text, out _, out _) ? [] : ["must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"];

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address.</param>
    /// <param name="hasZeros">Whether a number of it has leading zeros, and nothing else is wrong.</param>
    public static bool TryRead(string text, out IPAddress address, out bool hasZeros)
    {
        hasZeros = false;
        address = IPAddress.None;
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return !text.Contains('%', StringComparison.Ordinal) && !text.Contains('[', StringComparison.Ordinal) && !text.Contains('/', StringComparison.Ordinal)
                && IPAddress.TryParse(text, out address!) && address.AddressFamily == AddressFamily.InterNetworkV6;
        }

        var parts = text.Split('.');
        if (parts.Length != 4)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[4];
        for (var at = 0; at < 4; at++)
        {
            if (parts[at].Length is 0 or > 10 || !parts[at].All(char.IsAsciiDigit) || !byte.TryParse(parts[at], NumberStyles.None, CultureInfo.InvariantCulture, out bytes[at]))
            {
                return false;
            }

            hasZeros |= parts[at].Length > 1 && parts[at][0] == '0';
        }

        address = new IPAddress(bytes);
        return !hasZeros;
    }

    /// <summary>Reads a range, <c>10.0.0.0/8</c>.</summary>
    public static bool TryRange(string text, out IPAddress address, out int bits)
    {
        bits = 0;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            address = IPAddress.None;
            return false;
        }

        var length = text[(slash + 1)..];
        return TryRead(text[..slash], out address, out _) && length.Length is > 0 and <= 3 && length.All(char.IsAsciiDigit) && (length.Length == 1 || length[0] != '0')
            && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out bits)
            && bits <= (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
    }

    /// <summary>Whether a range lies in another and is not as large.</summary>
    public static bool IsStrictSubset(string inner, string outer)
    {
        if (!TryRange(inner, out var innerAddress, out var innerBits) || !TryRange(outer, out var outerAddress, out var outerBits)
            || innerAddress.AddressFamily != outerAddress.AddressFamily || innerBits <= outerBits)
        {
            return false;
        }

        var (left, right) = (innerAddress.GetAddressBytes(), outerAddress.GetAddressBytes());
        for (var bit = 0; bit < outerBits; bit++)
        {
            if (((left[bit / 8] ^ right[bit / 8]) >> (7 - (bit % 8)) & 1) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
