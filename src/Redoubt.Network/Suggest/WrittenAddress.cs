namespace Redoubt.Network.Suggest;

/// <summary>Something in a text that may be a host, with what stands around it.</summary>
/// <param name="Host">The host, in small letters.</param>
/// <param name="Port">The port behind it; 0 if there is none.</param>
/// <param name="Scheme">What stands before <c>://</c>; empty if it is no part of a URL.</param>
/// <param name="Key">What the text is the value of: the name before <c>=</c> or <c>:</c>, else that of the whole text.</param>
/// <param name="IsWhole">Whether it is the whole text.</param>
/// <param name="IsLoose">Whether only a space is before the port, as in <c>nc db 5432</c>.</param>
internal readonly record struct WrittenAddress(string Host, int Port, string Scheme, string Key, bool IsWhole, bool IsLoose)
{
    // How far back the name before a value is looked for.
    private const int MostBefore = 64;

    /// <summary>What may be a host in a text, in one walk over it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">What the whole text is the value of.</param>
    public static List<WrittenAddress> In(string text, string key)
    {
        var found = new List<WrittenAddress>();
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (at < text.Length && IsOfHost(text[at]))
            {
                at++;
            }

            if (at == start)
            {
                at++;
            }
            else if (text.AsSpan(at).StartsWith("://"))
            {
                at = Url(text, start, at, key, found);
            }
            else if (text[start] is not ('-' or '.') && (start == 0 || text[start - 1] is not ('_' or '/' or '$' or '{' or '%' or '\\')) && (at == text.Length || text[at] is not ('_' or '(')))
            {
                at = Plain(text, start, at, key, found);
            }
        }

        return found;
    }

    private static bool IsOfHost(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-';

    private static int Plain(string text, int start, int end, string key, List<WrittenAddress> into)
    {
        var host = text[start..end].TrimEnd('.', '-').ToLowerInvariant();
        var (port, isLoose) = (0, false);
        var after = end;
        if (end < text.Length && text[end] is ':' or ' ' && Number(text, end + 1, out var stop) is > 0 and var number)
        {
            (port, isLoose, after) = (number, text[end] == ' ', stop);
        }

        // A path, or the name of a value: no host.
        if (after < text.Length && text[after] is '/' && port == 0 && !host.Contains(".svc", StringComparison.Ordinal))
        {
            return after;
        }

        if (host.Length > 0)
        {
            into.Add(new WrittenAddress(host, port, "", KeyBefore(text, start) ?? key, text.AsSpan().Trim().Length == after - start, isLoose));
        }

        return isLoose ? end : after;
    }

    // Each host of `scheme://user:password@a:1,b:2/path`; who logs in is passed over.
    private static int Url(string text, int start, int end, string key, List<WrittenAddress> into)
    {
        var first = end + 3;
        var last = first;
        while (last < text.Length && !char.IsWhiteSpace(text[last]) && text[last] is not ('/' or '?' or '#' or '"' or '\'' or '`' or '<' or '>' or '|' or ';' or '\\' or ')' or '}'))
        {
            last++;
        }

        var authority = text.AsSpan(first, last - first);
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        var scheme = text[start..end].TrimStart('.', '-').ToLowerInvariant();
        foreach (var part in authority.Split(','))
        {
            var one = authority[part];
            var port = 0;
            var colon = one.LastIndexOf(':');
            if (colon > one.LastIndexOf(']'))
            {
                port = Number(one.ToString(), colon + 1, out _);
                one = one[..colon];
            }

            var host = one.Trim("[]").ToString().ToLowerInvariant().TrimEnd('.');
            if (host.Length > 0 && host.All(letter => IsOfHost(letter) || letter == ':'))
            {
                into.Add(new WrittenAddress(host, port, scheme, key, IsWhole: false, IsLoose: false));
            }
        }

        return last;
    }

    // A port that nothing else follows; 0 if there is none.
    private static int Number(string text, int start, out int end)
    {
        var value = 0;
        for (end = start; end < text.Length && char.IsAsciiDigit(text[end]) && end - start < 6; end++)
        {
            value = (value * 10) + (text[end] - '0');
        }

        return end > start && value <= Ports.PortRange.Highest && (end == text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '_')) ? value : 0;
    }

    private static string? KeyBefore(string text, int start)
    {
        var at = start - 1;
        var least = Math.Max(0, start - MostBefore);
        while (at >= least && text[at] is ' ' or '"' or '\'')
        {
            at--;
        }

        if (at < least || text[at] is not ('=' or ':'))
        {
            return null;
        }

        for (at--; at >= least && text[at] is ' ' or '"' or '\'';)
        {
            at--;
        }

        var end = at + 1;
        while (at >= least && (IsOfHost(text[at]) || text[at] == '_'))
        {
            at--;
        }

        return end > at + 1 ? text[(at + 1)..end] : null;
    }
}
