using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Redoubt.Kubernetes.Values;

/// <summary>Takes a URL apart as Go's <c>url.Parse</c> and <c>url.ParseRequestURI</c> do, and says in their words why it cannot.</summary>
internal static class GoUrlReader
{
    private const string InUser = "-._:~!$&'()*+,;=%@";

    public static GoUrl? ReadWithFragment(string text, out string reason)
    {
        var hash = text.IndexOf('#');
        var url = Read(hash < 0 ? text : text[..hash], isRequest: false, out reason);
        if (url is null || hash < 0)
        {
            return url;
        }

        return GoEscapes.Unescape(text[(hash + 1)..], UrlPart.Fragment, out reason) is { } fragment ? With(url, GoEscapes.Escape(fragment, UrlPart.Fragment)) : null;
    }

    public static GoUrl? Read(string text, bool isRequest, out string reason)
    {
        reason = text.Any(unit => unit is < ' ' or '\x7f') ? "net/url: invalid control character in URL"
            : text.Length == 0 && isRequest ? "empty url"
            : "";
        if (reason.Length > 0 || text == "*")
        {
            return reason.Length > 0 ? null : new GoUrl { EscapedPath = "*" };
        }

        if (!Scheme(text, out var scheme, out var rest))
        {
            reason = "missing protocol scheme";
            return null;
        }

        var mark = rest.IndexOf('?');
        var query = mark < 0 ? null : rest[(mark + 1)..];
        rest = mark < 0 ? rest : rest[..mark];
        if (!rest.StartsWith('/') && scheme.Length > 0)
        {
            return new GoUrl { Scheme = scheme, Opaque = rest, RawQuery = query };
        }

        reason = RelativeProblem(rest, isRequest);
        var hasAuthority = rest.StartsWith("//") && (scheme.Length > 0 || (!isRequest && !rest.StartsWith("///")));
        return reason.Length == 0 ? Hierarchical(scheme, rest, query, hasAuthority, out reason) : null;
    }

    /// <summary>Why a text without a scheme that begins with no slash cannot stand; empty if it can.</summary>
    private static string RelativeProblem(string rest, bool isRequest) =>
        rest.StartsWith('/') ? ""
        : isRequest ? "invalid URI for request"
        : rest.Split('/')[0].Contains(':') ? "first path segment in URL cannot contain colon"
        : "";

    /// <summary>Authority, if there is one, and path.</summary>
    private static GoUrl? Hierarchical(string scheme, string rest, string? query, bool hasAuthority, out string reason)
    {
        string? user = null;
        var host = "";
        reason = "";
        if (hasAuthority)
        {
            var end = rest.IndexOf('/', 2);
            var authority = end < 0 ? rest[2..] : rest[2..end];
            rest = end < 0 ? "" : rest[end..];
            if (!Authority(authority, out user, out host, out reason))
            {
                return null;
            }
        }

        return Path(rest, out var path, out reason)
            ? new GoUrl { Scheme = scheme, User = user, Host = host, EscapedPath = path, RawQuery = query }
            : null;
    }

    /// <summary>Whether a text is a colon and digits, or nothing.</summary>
    public static bool IsPort(string text) => text.Length == 0 || (text[0] == ':' && text.Skip(1).All(char.IsAsciiDigit));

    private static GoUrl With(GoUrl url, string fragment) => new()
    {
        Scheme = url.Scheme,
        Opaque = url.Opaque,
        User = url.User,
        Host = url.Host,
        EscapedPath = url.EscapedPath,
        RawQuery = url.RawQuery,
        Fragment = fragment,
    };

    private static bool Scheme(string text, out string scheme, out string rest)
    {
        (scheme, rest) = ("", text);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ':')
            {
                (scheme, rest) = (text[..i].ToLowerInvariant(), text[(i + 1)..]);
                return i > 0;
            }

            if (!char.IsAsciiLetter(text[i]) && (i == 0 || (!char.IsAsciiDigit(text[i]) && text[i] is not ('+' or '-' or '.'))))
            {
                break;
            }
        }

        return true;
    }

    private static bool Authority(string authority, out string? user, out string host, out string reason)
    {
        user = null;
        var at = authority.LastIndexOf('@');
        if (!HostOf(authority[(at + 1)..], out host, out reason) || at < 0)
        {
            return reason.Length == 0;
        }

        var written = authority[..at];
        if (written.Any(unit => !char.IsAsciiLetterOrDigit(unit) && !InUser.Contains(unit)))
        {
            reason = "net/url: invalid userinfo";
            return false;
        }

        var parts = new List<string>();
        foreach (var part in written.Split(':', 2))
        {
            if (GoEscapes.Unescape(part, UrlPart.User, out reason) is not { } plain)
            {
                return false;
            }

            parts.Add(GoEscapes.Escape(plain, UrlPart.User));
        }

        user = string.Join(':', parts);
        return true;
    }

    private static bool HostOf(string text, out string host, out string reason)
    {
        host = "";
        var bracket = text.LastIndexOf('[');
        var close = text.LastIndexOf(']');
        var port = bracket >= 0 ? text[(close + 1)..] : text.IndexOf(':') is >= 0 and var colon ? text[colon..] : "";
        reason = bracket > 0 ? "invalid IP-literal"
            : bracket == 0 && close < 0 ? "missing ']' in host"
            : !IsPort(port) ? $"invalid port {GoText.Quote(port)} after host"
            : "";
        if (reason.Length > 0)
        {
            return false;
        }

        var zone = bracket == 0 ? text[..close].IndexOf("%25", StringComparison.Ordinal) : -1;
        var plain = zone < 0
            ? Plain(text, UrlPart.Host, ref reason)
            : Plain(text[..zone], UrlPart.Host, ref reason) + Plain(text[zone..close], UrlPart.Zone, ref reason) + Plain(text[close..], UrlPart.Host, ref reason);
        if (reason.Length == 0 && bracket == 0 && !IsSix(plain[1..plain.LastIndexOf(']')]))
        {
            reason = "invalid IP-literal";
        }

        host = reason.Length == 0 ? plain : "";
        return reason.Length == 0;
    }

    private static string Plain(string text, UrlPart part, ref string reason)
    {
        if (GoEscapes.Unescape(text, part, out var wrong) is { } bytes)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        reason = reason.Length > 0 ? reason : wrong;
        return "";
    }

    private static bool IsSix(string text) =>
        text.IndexOf('%') is var zone && IPAddress.TryParse(zone < 0 ? text : text[..zone], out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>The path stays as it was written where that is a valid way to write it.</summary>
    private static bool Path(string text, out string escaped, out string reason)
    {
        escaped = text;
        if (GoEscapes.Unescape(text, UrlPart.Path, out reason) is not { } plain)
        {
            return false;
        }

        var usual = GoEscapes.Escape(plain, UrlPart.Path);
        escaped = text == usual || GoEscapes.IsEncodedPath(text) ? text : usual;
        return true;
    }
}
