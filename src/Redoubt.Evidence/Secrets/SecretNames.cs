using System.Buffers;
using System.Collections.Frozen;

namespace Redoubt.Evidence.Secrets;

/// <summary>Says whether a name (of a variable, a flag, a field) promises a secret: <c>DB_PASSWORD</c>, <c>--api-key</c>, <c>clientSecret</c>.</summary>
internal static class SecretNames
{
    private const int ShortestName = 3;

    /// <summary>Longer names are no names.</summary>
    private const int LongestName = 128;

    /// <summary>Parts that make a name secret wherever they stand; separators and case do not count.</summary>
    private static readonly SearchValues<string> Parts = SearchValues.Create(
        [
            "password", "passwd", "passphrase", "secret", "token", "credential", "apikey", "accesskey", "privatekey", "encryptionkey",
            "signingkey", "masterkey", "sshkey", "authkey", "sharedkey", "accountkey", "licensekey", "connectionstring", "bearer",
        ],
        StringComparison.Ordinal);

    /// <summary>Whole words that make a name secret.</summary>
    private static readonly FrozenSet<string> Words = FrozenSet.Create(StringComparer.Ordinal, "pass", "pwd", "psw", "dsn", "jwt", "pat");

    /// <summary>Last words after which the value only speaks of a secret: where it is, how it is called, how long it lives.</summary>
    private static readonly FrozenSet<string> Harmless = FrozenSet.Create(
        StringComparer.Ordinal,
        "file", "files", "path", "dir", "directory", "name", "names", "ref", "url", "uri", "endpoint", "type", "ttl", "expiry", "expiration",
        "seconds", "minutes", "hours", "days", "duration", "length", "size", "enabled", "required", "header", "issuer", "audience", "audiences",
        "id", "count", "max", "min", "limit", "algorithm", "policy", "rotation", "class", "namespace", "provider", "version", "interval",
        "timeout", "port", "host", "mount", "review", "reviews", "request", "requests", "format", "mode", "location");

    public static bool Has(ReadOnlySpan<char> name)
    {
        name = name.TrimStart('-');
        if (name.Length is < ShortestName or > LongestName)
        {
            return false;
        }

        Span<char> joined = stackalloc char[name.Length];
        Span<char> word = stackalloc char[name.Length];
        var length = 0;
        var wordLength = 0;
        var secret = false;
        for (var at = 0; at < name.Length; at++)
        {
            var letter = name[at];
            if (StartsWord(name, at))
            {
                secret |= IsIn(Words, word[..wordLength]);
                wordLength = 0;
            }
            if (char.IsAsciiLetterOrDigit(letter))
            {
                joined[length++] = word[wordLength++] = char.ToLowerInvariant(letter);
            }
        }
        secret = secret || IsIn(Words, word[..wordLength]) || joined[..length].ContainsAny(Parts);
        return secret && !IsIn(Harmless, word[..wordLength]);
    }

    private static bool StartsWord(ReadOnlySpan<char> name, int at) =>
        !char.IsAsciiLetterOrDigit(name[at]) || (at > 0 && char.IsAsciiLetterUpper(name[at]) && char.IsAsciiLetterLower(name[at - 1]));

    private static bool IsIn(FrozenSet<string> words, ReadOnlySpan<char> word) =>
        word.Length >= 2 && words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
