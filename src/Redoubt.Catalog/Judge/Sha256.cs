using Org.BouncyCastle.Crypto.Digests;

namespace Redoubt.Catalog.Judge;

/// <summary>
/// SHA-256 of the few bytes that a fingerprint is made of, by a managed library: loading the system's costs a small scan a tenth of its time and memory.
/// For identities only: nothing secret passes here.
/// </summary>
internal static class Sha256
{
    /// <summary>The bytes of a hash.</summary>
    public const int Size = 32;

    // Hashing begins anew after each hash.
    [ThreadStatic]
    private static Sha256Digest? _digest;

    /// <summary>Writes the hash of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="hash">Takes <see cref="Size"/> bytes.</param>
    public static void Of(ReadOnlySpan<byte> bytes, Span<byte> hash)
    {
        var digest = _digest ??= new Sha256Digest();
        digest.BlockUpdate(bytes);
        digest.DoFinal(hash);
    }
}
