namespace Redoubt.Collect.Datastores;

/// <summary>
/// In which form a value is stored, by what it begins with: an encrypted one with its provider and the name of its key, <c>k8s:enc:aescbc:v1:KEY:</c>
/// (kubernetes/kubernetes staging/src/k8s.io/apiserver/pkg/server/options/encryptionconfig), a plain one with protobuf's mark or with JSON.
/// </summary>
/// <param name="Provider">The provider; <c>identity</c> for plain; null if the form is not known.</param>
/// <param name="Key">The name of the key; null for plain, and where the name does not end where one may.</param>
internal sealed record StoredForm(string? Provider, string? Key)
{
    /// <summary>How many bytes of a value are looked at: no more than a name of a provider and of a key may take.</summary>
    public const int Length = 384;

    private const string Plain = "identity";

    /// <summary>Whether it is encrypted; null if the form is not known.</summary>
    public bool? IsEncrypted => Provider is null ? null : Provider != Plain;

    /// <summary>The form of a value.</summary>
    /// <param name="beginning">The value's first bytes, at most <see cref="Length"/>.</param>
    public static StoredForm Of(ReadOnlySpan<byte> beginning)
    {
        if (beginning.StartsWith("k8s\0"u8) || beginning.StartsWith("{"u8))
        {
            return new StoredForm(Plain, null);
        }

        var mark = "k8s:enc:"u8;
        if (!beginning.StartsWith(mark))
        {
            return new StoredForm(null, null);
        }

        var rest = beginning[mark.Length..];
        return Word(ref rest) is { } provider && Word(ref rest) is not null ? new StoredForm(provider, Word(ref rest)) : new StoredForm(null, null);
    }

    /// <summary>What stands before the next colon: names only, since what follows is ciphertext.</summary>
    private static string? Word(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)':');
        if (end < 1)
        {
            return null;
        }

        var word = rest[..end];
        rest = rest[(end + 1)..];
        return word.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? null : System.Text.Encoding.ASCII.GetString(word);
    }
}
