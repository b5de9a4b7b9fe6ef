using Redoubt.Cel;
using Redoubt.Kubernetes.Cost;
using Redoubt.Kubernetes.Values;

using static Redoubt.Kubernetes.Libraries.Declare;

namespace Redoubt.Kubernetes.Libraries;

/// <summary>URLs: <c>url</c>, <c>isURL</c>, and the parts of one.</summary>
internal static class UrlLibrary
{
    private static readonly CelType U = GoUrl.UrlType;

    public static CelLibrary Library { get; } = new() { Name = "kubernetes.urls", Functions = [.. Reading, .. Parts, Query] };

    private static CelFunction[] Reading =>
    [
        Function(
            "url",
            "The URL that a text is: absolute, or a path from the root.",
            [
                Global("string_to_url", [CelType.String], U, static all =>
                    GoUrl.Read(all[0].AsString(), out var reason) is { } url
                        ? CelValue.Opaque(url)
                        : CelValue.Error($"URL parse error during conversion from string: {reason}")),
            ],
            Example("url('/absolute-path').getEscapedPath()", "'/absolute-path'"),
            Example("url('../relative-path')", null)).Costing(Charge.Text, Charge.SameText),
        Function(
            "isURL",
            "Whether a text is such a URL.",
            [Global("is_url_string", [CelType.String], CelType.Bool, static all => CelValue.Bool(GoUrl.ReadRequest(all[0].AsString(), out _) is not null))],
            Example("isURL('https://user:pass@example.com:80/path?query=val#fragment')", "true"),
            Example("isURL('https://a:b:c/')", "false")),
    ];

    private static CelFunction[] Parts =>
    [
        Part("getScheme", "url_get_scheme", "The scheme, empty if there is none.", static url => url.Scheme, "https"),
        Part("getHost", "url_get_host", "Host and port; IPv6 addresses in brackets.", static url => url.Host, "[::1]:80"),
        Part("getHostname", "url_get_hostname", "The host without port and brackets.", static url => url.Hostname, "::1"),
        Part("getPort", "url_get_port", "The port, empty if there is none.", static url => url.Port, "80"),
        Part("getEscapedPath", "url_get_escaped_path", "The path with escapes.", static url => url.EscapedPath, "/with%20space"),
    ];

    private static CelFunction Query => Function(
        "getQuery",
        "The query's values by name, without escapes.",
        [
            Receiver("url_get_query", [U], CelType.Map(CelType.String, CelType.List(CelType.String)), static all =>
                CelValue.Map([.. Of(all[0]).Query.Select(one => (one.Name, CelValue.List([.. one.Values.Select(CelValue.String)])))])),
        ],
        Example("url('/path?k1=a&k2=b+c&k2=d').getQuery()", "{'k1': ['a'], 'k2': ['b c', 'd']}"));

    private static CelFunction Part(string name, string id, string summary, Func<GoUrl, string> part, string example) => Function(
        name,
        summary,
        [Receiver(id, [U], CelType.String, all => CelValue.String(part(Of(all[0]))))],
        Example($"url('https://[::1]:80/with space').{name}()", $"'{example}'"));

    private static GoUrl Of(CelValue value) => (GoUrl)value.AsOpaque();
}
