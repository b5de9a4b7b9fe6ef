using System.Buffers.Binary;
using System.Numerics;

namespace Redoubt.Catalog.Judge;

/// <summary>
/// SHA-256 (FIPS 180-4) of the few bytes that a fingerprint is made of. The system's library has it too, but loading that costs a small scan a tenth of
/// its time and memory, and calling it more than the hash itself. For identities only: nothing secret passes here.
/// </summary>
internal static class Sha256
{
    /// <summary>The bytes of a hash.</summary>
    public const int Size = 32;

    private const int BlockSize = 64;
    private const int Rounds = 64;
    private const int Words = 8;

    private static ReadOnlySpan<uint> Start => [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private static ReadOnlySpan<uint> Constants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>Writes the hash of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="hash">Takes <see cref="Size"/> bytes.</param>
    public static void Of(ReadOnlySpan<byte> bytes, Span<byte> hash)
    {
        Span<uint> state = stackalloc uint[Words];
        Start.CopyTo(state);
        var rest = bytes;
        for (; rest.Length >= BlockSize; rest = rest[BlockSize..])
        {
            Add(state, rest[..BlockSize]);
        }

        // A bit that is set, zeros, and the number of bits end the last block; where they do not fit there is one more.
        Span<byte> last = stackalloc byte[2 * BlockSize];
        last.Clear();
        rest.CopyTo(last);
        last[rest.Length] = 0x80;
        last = last[..(rest.Length < BlockSize - sizeof(ulong) ? BlockSize : 2 * BlockSize)];
        BinaryPrimitives.WriteUInt64BigEndian(last[^sizeof(ulong)..], (ulong)bytes.Length * 8);
        for (; last.Length > 0; last = last[BlockSize..])
        {
            Add(state, last[..BlockSize]);
        }

        for (var i = 0; i < Words; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash[(i * sizeof(uint))..], state[i]);
        }
    }

    private static void Add(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[Rounds];
        for (var i = 0; i < BlockSize / sizeof(uint); i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * sizeof(uint))..]);
        }

        for (var i = BlockSize / sizeof(uint); i < Rounds; i++)
        {
            var (before, near) = (words[i - 15], words[i - 2]);
            var low = BitOperations.RotateRight(before, 7) ^ BitOperations.RotateRight(before, 18) ^ (before >> 3);
            var high = BitOperations.RotateRight(near, 17) ^ BitOperations.RotateRight(near, 19) ^ (near >> 10);
            words[i] = words[i - 16] + low + words[i - 7] + high;
        }

        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var i = 0; i < Rounds; i++)
        {
            var one = h + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25)) + ((e & f) ^ (~e & g)) + Constants[i] + words[i];
            var two = (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + one, c, b, a, one + two);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }
}
