using System.Globalization;
using System.Text;

namespace Redoubt.Cel.Libraries;

/// <summary>
/// An IP address, read by <see cref="IpAddressReader"/>. The low 32 bits hold an IPv4 address.
/// </summary>
internal sealed class IpAddress(UInt128 bits, bool isV4) : CelOpaque
{
    internal static readonly CelType IpType = CelType.Opaque("net.IP");

    internal UInt128 Bits { get; } = bits;

    internal bool IsV4 { get; } = isV4;

    internal int BitCount => IsV4 ? 32 : 128;

    public override CelType Type => IpType;

    /// <summary>The bytes.</summary>
    public override long Size => IsV4 ? 4 : 16;

    internal bool IsUnspecified => Bits == 0;

    internal bool IsLoopback => IsV4 ? Bits >> 24 == 127 : Bits == 1;

    internal bool IsMulticast => IsV4 ? Bits >> 28 == 0xE : Bits >> 120 == 0xFF;

    internal bool IsLinkLocalMulticast => IsV4 ? Bits >> 8 == 0xE00000 : (Bits >> 112 & 0xFF0F) == 0xFF02;

    internal bool IsLinkLocalUnicast => IsV4 ? Bits >> 16 == 0xA9FE : Bits >> 118 == 0xFE80 >> 6;

    // Private addresses are global here, as in Go's net.
    internal bool IsGlobalUnicast =>
        !IsUnspecified && !(IsV4 && Bits == uint.MaxValue) && !IsLoopback && !IsMulticast && !IsLinkLocalUnicast;

    public override CelKeyRole KeyRole => CelKeyRole.Value;

    public override bool Equals(object? obj) => obj is IpAddress other && other.IsV4 == IsV4 && other.Bits == Bits;

    public override int GetHashCode() => HashCode.Combine(Bits, IsV4);

    /// <summary>The canonical text; for IPv6 that of RFC 5952.</summary>
    public override string ToString()
    {
        if (IsV4)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{(byte)(Bits >> 24)}.{(byte)(Bits >> 16)}.{(byte)(Bits >> 8)}.{(byte)Bits}");
        }

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
            {
                text.Append(':');
            }

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
            {
                length++;
            }

            if (length > best.Length)
            {
                best = (i, length);
            }

            i += length;
        }
        return best;
    }
}
