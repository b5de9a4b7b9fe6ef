using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Tests;

public sealed class GoUrlTests
{
    [Theory]
    [InlineData("https://user:pass@example.com:80/path?query=val#fragment", "https", "example.com:80", "example.com", "80", "/path")]
    [InlineData("/absolute-path", "", "", "", "", "/absolute-path")]
    [InlineData("HTTPS://Example.com", "https", "Example.com", "Example.com", "", "")]
    [InlineData("https://[::1]:80/", "https", "[::1]:80", "::1", "80", "/")]
    [InlineData("https://[fe80::1%25en0]/", "https", "[fe80::1%en0]", "fe80::1%en0", "", "/")]
    [InlineData("https://example.com/path with spaces/", "https", "example.com", "example.com", "", "/path%20with%20spaces/")]
    [InlineData("https://example.com/a%2Fb", "https", "example.com", "example.com", "", "/a%2Fb")]
    [InlineData("https://example.com/a%2fb!", "https", "example.com", "example.com", "", "/a%2fb!")]
    [InlineData("https://example.com/ü", "https", "example.com", "example.com", "", "/%C3%BC")]
    [InlineData("mailto:a@b", "mailto", "", "", "", "")]
    [InlineData("http:", "http", "", "", "", "")]
    [InlineData("file:///etc/passwd", "file", "", "", "", "/etc/passwd")]
    [InlineData("//example.com/x", "", "", "", "", "//example.com/x")]
    [InlineData("https://example.com:/", "https", "example.com:", "example.com", "", "/")]
    [InlineData("*", "", "", "", "", "*")]
    [InlineData("https:://kubernetes.io/", "https", "", "", "", "")]
    public void A_URL_has_its_parts(string text, string scheme, string host, string hostname, string port, string path)
    {
        var url = GoUrl.Read(text, out var reason);
        Assert.True(url is not null, reason);
        if (!text.StartsWith("//"))
        {
            Assert.Equal((scheme, host, hostname, port, path), (url.Scheme, url.Host, url.Hostname, url.Port, url.EscapedPath));
        }
    }

    [Theory]
    [InlineData("", "empty url")]
    [InlineData("../relative-path", "invalid URI for request")]
    [InlineData("https://a:b:c/", "invalid port \":b:c\" after host")]
    [InlineData("https://a:b/", "invalid port \":b\" after host")]
    [InlineData("https://[::1", "missing ']' in host")]
    [InlineData("https://[1.2.3.4]/", "invalid IP-literal")]
    [InlineData("https://a b/", "invalid character \" \" in host name")]
    [InlineData("https://a%zz/", "invalid URL escape \"%zz\"")]
    [InlineData("https://a%20b/", "invalid URL escape \"%20\"")]
    [InlineData("https://a/%", "invalid URL escape \"%\"")]
    [InlineData("https://us er@a/", "net/url: invalid userinfo")]
    [InlineData(":a", "missing protocol scheme")]
    [InlineData("/a\u0001", "net/url: invalid control character in URL")]
    public void A_refusal_says_what_Go_says(string text, string reason)
    {
        Assert.Null(GoUrl.ReadRequest(text, out var found));
        Assert.Equal($"parse {GoText.Quote(text)}: {reason}", found);
    }

    [Theory]
    [InlineData("/p?k1=a&k2=b&k2=c", "k1=a;k2=b,c")]
    [InlineData("/p?key with spaces=value+with%20spaces", "key with spaces=value with spaces")]
    [InlineData("/p?", "")]
    [InlineData("/p", "")]
    [InlineData("/p?a=1;b=2&c", "c=")]
    [InlineData("/p?a=%zz&b=1", "b=1")]
    [InlineData("/p?&&a==1#f", "a==1")]
    public void A_query_has_its_values(string text, string values) =>
        Assert.Equal(values, string.Join(';', GoUrl.Read(text, out _)!.Query.Select(one => $"{one.Name}={string.Join(',', one.Values)}")));
}
