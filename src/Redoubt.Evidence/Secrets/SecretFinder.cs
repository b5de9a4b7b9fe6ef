using System.Buffers;

namespace Redoubt.Evidence;

/// <summary>
/// Finds secrets inside a text, such as an argument, a shell line or a configuration file: <c>--password=x</c>, <c>--token x</c>,
/// <c>DB_PASSWORD=x</c>, <c>secret: x</c>, <c>https://user:x@host</c>, <c>Bearer x</c>, keys by their shape, private keys.
/// </summary>
internal static class SecretFinder
{
    private static readonly SearchValues<char> Space = SearchValues.Create(" \t\r\n'\"`,;()[]{}<>|&");

    private static readonly SearchValues<char> Assigns = SearchValues.Create("=:");

    /// <summary>What a value may be without being a secret.</summary>
    private static readonly string[] Plain = ["true", "false", "yes", "no", "null", "none", "nil", "on", "off"];

    /// <summary>Adds the secrets in a text to a list.</summary>
    public static void Find(ReadOnlySpan<char> text, List<string> secrets)
    {
        if (SecretShapes.HasPrivateKey(text))
        {
            secrets.Add(text.ToString());
            return;
        }
        Awaited awaited = Awaited.Nothing;
        int at = 0;
        while (at < text.Length)
        {
            int skip = text[at..].IndexOfAnyExcept(Space);
            if (skip < 0)
                return;
            int start = at + skip;
            int length = text[start..].IndexOfAny(Space);
            ReadOnlySpan<char> word = length < 0 ? text[start..] : text.Slice(start, length);
            at = start + word.Length;
            awaited = FindInWord(word, awaited, secrets);
        }
    }

    /// <summary>Whether a value of a variable or flag whose name promises a secret is one.</summary>
    public static bool IsSecretValue(ReadOnlySpan<char> value)
    {
        if (value is "" or "$" || value[0] == '/' || value.StartsWith("$(") || value.StartsWith("${") || value.StartsWith("{{"))
            return false;
        foreach (string plain in Plain)
        {
            if (value.Equals(plain, StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return true;
    }

    /// <summary>Looks at one word.</summary>
    /// <returns>What the next word is after this one.</returns>
    private static Awaited FindInWord(ReadOnlySpan<char> word, Awaited awaited, List<string> secrets)
    {
        if (word is "=" or ":")
            return awaited == Awaited.Nothing ? Awaited.Nothing : Awaited.Secret;
        if (awaited == Awaited.Secret && word[0] != '-')
        {
            if (IsScheme(word))
                return Awaited.Secret;
            Add(word, secrets);
            return Awaited.Nothing;
        }
        if (IsScheme(word))
            return Awaited.Secret;
        if (FindPassword(word, secrets))
            return Awaited.Nothing;
        int assign = word.IndexOfAny(Assigns);
        if (assign <= 0)
            return AfterName(word, secrets);
        ReadOnlySpan<char> value = word[(assign + 1)..];
        bool promised = SecretNames.Has(word[..assign]) || word[..assign].Equals("Authorization", StringComparison.OrdinalIgnoreCase);
        if (promised && value.IsEmpty)
            return Awaited.Secret;
        if (promised || SecretShapes.IsKey(value))
            Add(value, secrets);
        return Awaited.Nothing;
    }

    private static Awaited AfterName(ReadOnlySpan<char> word, List<string> secrets)
    {
        if (SecretNames.Has(word))
            return word.StartsWith("--") ? Awaited.Secret : Awaited.Assignment;
        if (SecretShapes.IsKey(word))
            Add(word, secrets);
        return Awaited.Nothing;
    }

    /// <summary>How a request says in which way it proves who it is; the proof follows.</summary>
    private static bool IsScheme(ReadOnlySpan<char> word) =>
        word.Equals("Bearer", StringComparison.OrdinalIgnoreCase) || word.Equals("Basic", StringComparison.Ordinal);

    /// <summary>The password of an address: what stands between <c>:</c> and the last <c>@</c> of its authority.</summary>
    private static bool FindPassword(ReadOnlySpan<char> word, List<string> secrets)
    {
        int scheme = word.IndexOf("://");
        if (scheme < 0)
            return false;
        ReadOnlySpan<char> authority = word[(scheme + 3)..];
        int path = authority.IndexOf('/');
        authority = path < 0 ? authority : authority[..path];
        int host = authority.LastIndexOf('@');
        int colon = authority.IndexOf(':');
        if (host < 0 || colon < 0 || colon > host)
            return false;
        Add(authority[(colon + 1)..host], secrets);
        return true;
    }

    private static void Add(ReadOnlySpan<char> value, List<string> secrets)
    {
        if (IsSecretValue(value))
            secrets.Add(value.ToString());
    }

    private enum Awaited
    {
        Nothing,

        /// <summary>A name was read: if <c>=</c> or <c>:</c> follows, then a secret.</summary>
        Assignment,

        Secret,
    }
}
