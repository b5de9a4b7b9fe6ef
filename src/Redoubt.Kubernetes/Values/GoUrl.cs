using System.Text;
using Redoubt.Cel;

namespace Redoubt.Kubernetes.Values;

/// <summary>A URL as Go's <c>net/url</c> takes it apart.</summary>
internal sealed class GoUrl : CelOpaque
{
    /// <summary>The type's name in CEL.</summary>
    public static readonly CelType UrlType = CelType.Opaque("kubernetes.URL");

    public override CelType Type => UrlType;

    public string Scheme { get; init; } = "";

    /// <summary>What follows a scheme without a slash, as in <c>mailto:a@b</c>.</summary>
    public string Opaque { get; init; } = "";

    /// <summary>Name and password; null if there is no <c>@</c>.</summary>
    public string? User { get; init; }

    /// <summary>Host and port; an IPv6 address in brackets.</summary>
    public string Host { get; init; } = "";

    public string EscapedPath { get; init; } = "";

    /// <summary>Behind the question mark; null if there is none.</summary>
    public string? RawQuery { get; init; }

    public string Fragment { get; init; } = "";

    /// <summary>The host without port and brackets.</summary>
    public string Hostname
    {
        get
        {
            var host = Host[..PortAt()];
            return host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;
        }
    }

    public string Port => PortAt() is var at && at < Host.Length ? Host[(at + 1)..] : "";

    /// <summary>The query's values by name, in the order of the text; pairs that cannot be read are left out.</summary>
    public IReadOnlyList<(string Name, List<string> Values)> Query
    {
        get
        {
            var found = new List<(string Name, List<string> Values)>();
            foreach (var pair in (RawQuery ?? "").Split('&'))
            {
                var equals = pair.IndexOf('=');
                var name = Plain(equals < 0 ? pair : pair[..equals]);
                var value = Plain(equals < 0 ? "" : pair[(equals + 1)..]);
                if (pair.Length == 0 || pair.Contains(';') || name is null || value is null)
                {
                    continue;
                }

                var index = found.FindIndex(one => one.Name == name);
                if (index < 0)
                {
                    found.Add((name, [value]));
                }
                else
                {
                    found[index].Values.Add(value);
                }
            }

            return found;
        }
    }

    /// <summary>The URL of a request, which is absolute or begins with a slash; null and why.</summary>
    public static GoUrl? ReadRequest(string text, out string reason)
    {
        var url = GoUrlReader.Read(text, isRequest: true, out reason);
        reason = url is null ? $"parse {GoText.Quote(text)}: {reason}" : "";
        return url;
    }

    /// <summary>A URL that a request may have, its fragment taken apart too; null and why.</summary>
    public static GoUrl? Read(string text, out string reason) =>
        ReadRequest(text, out reason) is null ? null : GoUrlReader.ReadWithFragment(text, out reason);

    public override bool Equals(object? obj) => obj is GoUrl other && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString()
    {
        var text = new StringBuilder(Scheme.Length > 0 ? Scheme + ":" : "");
        if (Opaque.Length > 0)
        {
            text.Append(Opaque);
        }
        else
        {
            text.Append(User is null && Host.Length == 0 ? "" : "//").Append(User is null ? "" : User + "@").Append(Host).Append(EscapedPath);
        }

        return text.Append(RawQuery is null ? "" : "?" + RawQuery).Append(Fragment.Length == 0 ? "" : "#" + Fragment).ToString();
    }

    /// <summary>Where the port's colon stands; the end if there is no port.</summary>
    private int PortAt() => Host.LastIndexOf(':') is >= 0 and var colon && GoUrlReader.IsPort(Host[colon..]) ? colon : Host.Length;

    private static string? Plain(string text) => GoEscapes.Unescape(text, UrlPart.Query, out _) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
