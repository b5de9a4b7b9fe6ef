using System.Globalization;
using System.Net;
using System.Numerics;

namespace Redoubt.Network.Tests.Laws;

/// <summary>Addresses and blocks, bit by bit.</summary>
internal static class NaiveAddress
{
    private static readonly string[] Private = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"];

    public static bool IsIn(string address, string block)
    {
        var (start, length) = Split(block);
        var (bits, own) = (Bits(address), Bits(start));
        return bits.Length == own.Length && bits[..length] == own[..length];
    }

    public static bool IsPart(string part, string block) => part != block && Split(part).Length >= Split(block).Length && IsIn(Split(part).Start, block);

    /// <summary>Whether an address of a private range is in a block and in none of its exceptions: looked for at the ends of all of them, and beside them.</summary>
    public static bool MayHoldPods(string block, string[] except)
    {
        var candidates = Private.Concat(except).Append(block).SelectMany(range => Ends(range)).Where(address => Private.Any(range => IsIn(address, range)));
        return candidates.Any(address => IsIn(address, block) && !except.Any(cut => IsIn(address, cut)));
    }

    private static IEnumerable<string> Ends(string block)
    {
        var (start, length) = Split(block);
        var bits = Bits(start);
        var first = Value(bits[..length].PadRight(bits.Length, '0'));
        var last = Value(bits[..length].PadRight(bits.Length, '1'));
        return new[] { first - 1, first, last, last + 1 }.Where(value => value >= 0 && value < BigInteger.One << bits.Length).Select(value => Address(value, bits.Length / 8));
    }

    private static string Address(BigInteger value, int bytes)
    {
        var raw = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return new IPAddress([.. new byte[bytes - raw.Length], .. raw]).ToString();
    }

    private static BigInteger Value(string bits) => bits.Aggregate(BigInteger.Zero, (value, bit) => (value * 2) + (bit - '0'));

    private static (string Start, int Length) Split(string block) => block.Split('/') is var parts ? (parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture)) : default;

    private static string Bits(string address) => string.Concat(IPAddress.Parse(address).GetAddressBytes().Select(part => Convert.ToString(part, 2).PadLeft(8, '0')));
}
