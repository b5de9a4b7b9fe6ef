using System.Buffers;

namespace Redoubt.Evidence.Secrets;

/// <summary>Says whether a word looks like a key by itself, whatever it is called.</summary>
internal static class SecretShapes
{
    /// <summary>No key of any issuer is shorter.</summary>
    public const int ShortestKey = 16;

    /// <summary>The shortest word without a known prefix that is taken for a random key.</summary>
    private const int ShortestRandom = 24;

    /// <summary>How issuers start their keys, and how long such a key is at least.</summary>
    private static readonly (string Prefix, int Length)[] Prefixes =
    [
        ("AKIA", 20), ("ASIA", 20), ("ghp_", 20), ("gho_", 20), ("ghs_", 20), ("ghu_", 20), ("github_pat_", 20), ("glpat-", 20), ("xoxb-", 16),
        ("xoxp-", 16), ("xoxa-", 16), ("xoxs-", 16), ("AIza", 35), ("sk_live_", 20), ("rk_live_", 20), ("sk-", 24), ("npm_", 30), ("dckr_pat_", 20),
        ("hvs.", 20), ("SG.", 30), ("eyJ", 30),
    ];

    private static readonly SearchValues<char> WordCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-.");

    /// <summary>The start of every private key in PEM form.</summary>
    public static bool HasPrivateKey(ReadOnlySpan<char> text) =>
        text.IndexOf("-----BEGIN ") is >= 0 and var at && text[at..].Contains("PRIVATE KEY", StringComparison.Ordinal);

    public static bool IsKey(ReadOnlySpan<char> word)
    {
        if (word.Length < ShortestKey)
        {
            return false;
        }

        foreach ((var prefix, var length) in Prefixes)
        {
            if (word.Length >= length && word.StartsWith(prefix))
            {
                return true;
            }
        }
        return IsRandom(word);
    }

    /// <summary>One long word of letters of both cases and of digits, well mixed. Paths, image references and host names are not.</summary>
    private static bool IsRandom(ReadOnlySpan<char> word)
    {
        if (word.Length < ShortestRandom || word.ContainsAnyExcept(WordCharacters) || word.IndexOf("://") >= 0)
        {
            return false;
        }

        int upper = 0, lower = 0, digits = 0, changes = 0, marks = 0;
        for (var at = 0; at < word.Length; at++)
        {
            upper += char.IsAsciiLetterUpper(word[at]) ? 1 : 0;
            lower += char.IsAsciiLetterLower(word[at]) ? 1 : 0;
            digits += char.IsAsciiDigit(word[at]) ? 1 : 0;
            marks += char.IsAsciiLetterOrDigit(word[at]) ? 0 : 1;
            changes += at > 0 && Class(word[at]) != Class(word[at - 1]) ? 1 : 0;
        }
        return upper > 1 && lower > 1 && digits > 0 && marks * 8 <= word.Length && changes * 3 >= word.Length;
    }

    private static int Class(char letter) =>
        char.IsAsciiDigit(letter) ? 0 : char.IsAsciiLetterUpper(letter) ? 1 : char.IsAsciiLetterLower(letter) ? 2 : 3;
}
