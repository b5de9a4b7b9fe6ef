using System.Buffers;

namespace Redoubt.Evidence.Secrets;

/// <summary>
/// Finds secrets inside a text, such as an argument, a shell line or a configuration file: <c>--password=x</c>, <c>--token x</c>,
/// <c>DB_PASSWORD=x</c>, <c>secret: x</c>, <c>https://user:x@host</c>, <c>Bearer x</c>, keys by their shape, private keys.
/// </summary>
internal static class SecretFinder
{
    private static readonly SearchValues<char> Space = SearchValues.Create(" \t\r\n'\"`,;()[]{}<>|&");

    private static readonly SearchValues<char> White = SearchValues.Create(" \t\r\n");

    private static readonly SearchValues<char> Assigns = SearchValues.Create("=:");

    /// <summary>Without any of these a text is one word.</summary>
    private static readonly SearchValues<char> Signs = SearchValues.Create("=: -");

    /// <summary>What a value may be without being a secret.</summary>
    private static readonly string[] Plain = ["true", "false", "yes", "no", "null", "none", "nil", "on", "off"];

    /// <summary>Adds the secrets in a text to a list.</summary>
    public static void Find(ReadOnlySpan<char> text, List<string> secrets)
    {
        if (text.Length < SecretShapes.ShortestKey && !text.ContainsAny(Signs))
        {
            return;
        }

        if (SecretShapes.HasPrivateKey(text))
        {
            secrets.Add(text.ToString());
            return;
        }
        var assign = text.IndexOf('=');
        if (assign > 0 && !text.ContainsAny(White) && SecretNames.Has(text[..assign]))
        {
            // One argument: all of it is the value, whatever signs are in it.
            Add(text[(assign + 1)..], secrets);
            return;
        }
        FindInWords(text, secrets);
    }

    /// <summary>Whether a value of a variable or flag whose name promises a secret is one.</summary>
    public static bool IsSecretValue(ReadOnlySpan<char> value)
    {
        if (value is "" or "$" || value[0] == '/' || value.StartsWith("$(") || value.StartsWith("${") || value.StartsWith("{{"))
        {
            return false;
        }

        foreach (var plain in Plain)
        {
            if (value.Equals(plain, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }
        return true;
    }

    private static void FindInWords(ReadOnlySpan<char> text, List<string> secrets)
    {
        var awaited = false;
        ReadOnlySpan<char> before = default;
        var at = 0;
        while (at < text.Length)
        {
            var skip = text[at..].IndexOfAnyExcept(Space);
            if (skip < 0)
            {
                return;
            }

            var start = at + skip;
            var length = text[start..].IndexOfAny(Space);
            var word = length < 0 ? text[start..] : text.Slice(start, length);
            at = start + word.Length;
            // A name is looked at only when what follows makes it one.
            awaited = word is "=" or ":" ? awaited || SecretNames.Has(before) : FindInWord(word, awaited, secrets);
            before = word;
        }
    }

    /// <summary>Looks at one word.</summary>
    /// <returns>Whether the next word is the secret that this one announces.</returns>
    private static bool FindInWord(ReadOnlySpan<char> word, bool awaited, List<string> secrets)
    {
        if (IsScheme(word))
        {
            return true;
        }

        if (awaited && word[0] != '-')
        {
            Add(word, secrets);
            return false;
        }
        var assign = word.IndexOfAny(Assigns);
        if (assign <= 0)
        {
            if (SecretShapes.IsKey(word))
            {
                Add(word, secrets);
            }

            return word.StartsWith("--") && SecretNames.Has(word);
        }
        if (FindPassword(word, secrets))
        {
            return false;
        }

        var value = word[(assign + 1)..];
        var promised = SecretNames.Has(word[..assign]) || word[..assign].Equals("Authorization", StringComparison.OrdinalIgnoreCase);
        if (promised && value.IsEmpty)
        {
            return true;
        }

        if (promised || SecretShapes.IsKey(value))
        {
            Add(value, secrets);
        }

        return false;
    }

    /// <summary>How a request says in which way it proves who it is; the proof follows.</summary>
    private static bool IsScheme(ReadOnlySpan<char> word) =>
        word.Equals("Bearer", StringComparison.OrdinalIgnoreCase) || word.Equals("Basic", StringComparison.Ordinal);

    /// <summary>The password of an address: what stands between <c>:</c> and the last <c>@</c> of its authority.</summary>
    private static bool FindPassword(ReadOnlySpan<char> word, List<string> secrets)
    {
        var scheme = word.IndexOf("://");
        if (scheme < 0)
        {
            return false;
        }

        var authority = word[(scheme + 3)..];
        var path = authority.IndexOf('/');
        authority = path < 0 ? authority : authority[..path];
        var host = authority.LastIndexOf('@');
        var colon = authority.IndexOf(':');
        if (host < 0 || colon < 0 || colon > host)
        {
            return false;
        }

        Add(authority[(colon + 1)..host], secrets);
        return true;
    }

    private static void Add(ReadOnlySpan<char> value, List<string> secrets)
    {
        if (IsSecretValue(value))
        {
            secrets.Add(value.ToString());
        }
    }
}
