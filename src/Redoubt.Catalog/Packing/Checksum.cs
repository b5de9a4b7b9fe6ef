using System.Numerics;
using System.Runtime.InteropServices;

namespace Redoubt.Catalog.Packing;

/// <summary>Tells bytes that were damaged from those that were written (CRC-32C, eight bytes at a time).</summary>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            sum = BitOperations.Crc32C(sum, word);
        }

        foreach (var one in bytes[(words.Length * sizeof(ulong))..])
        {
            sum = BitOperations.Crc32C(sum, one);
        }

        return ~sum;
    }
}
