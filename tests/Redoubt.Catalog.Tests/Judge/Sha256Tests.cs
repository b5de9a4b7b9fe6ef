using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using Redoubt.Catalog.Judge;

namespace Redoubt.Catalog.Tests.Judge;

public class Sha256Tests
{
    // FIPS 180-4's examples.
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void The_standards_examples_have_the_standards_hashes(string text, string hash) => Assert.Equal(hash, HashOf(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Every_length_around_the_ends_of_blocks_has_the_hash_that_the_systems_library_gives()
    {
        for (var length = 0; length <= 300; length++)
        {
            byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)((i * 7) + length))];
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), HashOf(bytes));
        }
    }

    [Property]
    public void Any_bytes_have_the_hash_that_the_systems_library_gives(byte[] bytes) => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), HashOf(bytes));

    private static string HashOf(byte[] bytes)
    {
        var hash = new byte[Sha256.Size];
        Sha256.Of(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }
}
