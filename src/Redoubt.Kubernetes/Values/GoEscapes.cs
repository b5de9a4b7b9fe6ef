using System.Text;

namespace Redoubt.Kubernetes.Values;

/// <summary>Percent escapes as Go's <c>net/url</c> reads and writes them; each part of a URL has its own rules.</summary>
internal static class GoEscapes
{
    private const string Unreserved = "-_.~";
    private const string Delimiters = "$&+,/:;=?@";
    private const string InHost = "!$&'()*+,;=:[]<>\"";
    private const string InEncodedPath = "!$&'()*+,;=:@[]%";

    /// <summary>The bytes of a text without escapes, or null and why.</summary>
    public static byte[]? Unescape(string text, UrlPart part, out string reason)
    {
        reason = "";
        var bytes = Encoding.UTF8.GetBytes(text);
        var plain = new List<byte>(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            var unit = bytes[i];
            if (unit == '%')
            {
                if (!Escape(bytes, i, part, out var value, out reason))
                {
                    return null;
                }

                plain.Add(value);
                i += 2;
                continue;
            }

            if (part is UrlPart.Host or UrlPart.Zone && unit < 0x80 && MustEscape(unit, part))
            {
                reason = $"invalid character {GoText.Quote(((char)unit).ToString())} in host name";
                return null;
            }

            plain.Add(unit == '+' && part == UrlPart.Query ? (byte)' ' : unit);
        }

        return [.. plain];
    }

    /// <summary>A text with escapes where the part needs them.</summary>
    public static string Escape(ReadOnlySpan<byte> bytes, UrlPart part)
    {
        var text = new StringBuilder();
        foreach (var unit in bytes)
        {
            if (MustEscape(unit, part))
            {
                text.Append('%').Append("0123456789ABCDEF"[unit >> 4]).Append("0123456789ABCDEF"[unit & 15]);
            }
            else
            {
                text.Append((char)unit);
            }
        }

        return text.ToString();
    }

    /// <summary>Whether a path may stay as it was written.</summary>
    public static bool IsEncodedPath(string path) =>
        Encoding.UTF8.GetBytes(path).All(unit => (unit < 0x80 && InEncodedPath.Contains((char)unit)) || !MustEscape(unit, UrlPart.Path));

    private static bool Escape(byte[] bytes, int at, UrlPart part, out byte value, out string reason)
    {
        value = 0;
        var shown = Encoding.UTF8.GetString(bytes, at, Math.Min(3, bytes.Length - at));
        reason = $"invalid URL escape {GoText.Quote(shown)}";
        if (at + 2 >= bytes.Length || !char.IsAsciiHexDigit((char)bytes[at + 1]) || !char.IsAsciiHexDigit((char)bytes[at + 2]))
        {
            return false;
        }

        value = Convert.ToByte(shown[1..], 16);

        // In a host only bytes beyond ASCII may be escaped, and the percent sign before a zone (RFC 6874).
        var isRefused = shown != "%25" && part switch
        {
            UrlPart.Host => value < 0x80,
            UrlPart.Zone => value != ' ' && MustEscape(value, UrlPart.Host),
            _ => false,
        };
        reason = isRefused ? reason : "";
        return !isRefused;
    }

    private static bool MustEscape(byte unit, UrlPart part)
    {
        var letter = (char)unit;
        if (char.IsAsciiLetterOrDigit(letter) || Unreserved.Contains(letter))
        {
            return false;
        }

        if (part is UrlPart.Host or UrlPart.Zone)
        {
            return !InHost.Contains(letter);
        }

        if (Delimiters.Contains(letter))
        {
            return part switch
            {
                UrlPart.Path => letter is ';' or ',' or '?',
                UrlPart.User => letter is '@' or '/' or '?' or ':',
                UrlPart.Fragment => false,
                _ => true,
            };
        }

        return part != UrlPart.Fragment || letter is not ('!' or '(' or ')' or '*');
    }
}

/// <summary>A part of a URL, by its rules for escapes.</summary>
internal enum UrlPart
{
    /// <summary>Behind the authority.</summary>
    Path,

    /// <summary>Before the <c>@</c>.</summary>
    User,

    /// <summary>The host.</summary>
    Host,

    /// <summary>The zone of an IPv6 address.</summary>
    Zone,

    /// <summary>A name or value behind the <c>?</c>.</summary>
    Query,

    /// <summary>Behind the <c>#</c>.</summary>
    Fragment,
}
