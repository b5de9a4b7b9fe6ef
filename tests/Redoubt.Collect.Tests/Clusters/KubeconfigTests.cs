using Redoubt.Collect.Clusters;
using Redoubt.Collect.Clusters.Kubeconfigs;

namespace Redoubt.Collect.Tests.Clusters;

/// <summary>Kubeconfig files, read and merged as kubectl does.</summary>
public sealed class KubeconfigTests
{
    private const string First = """
        current-context: one
        clusters:
        - {name: c, cluster: {server: "https://first.example"}}
        users:
        - {name: u, user: {token: first}}
        contexts:
        - {name: one, context: {cluster: c, user: u}}
        """;

    private const string Second = """
        current-context: two
        clusters:
        - {name: c, cluster: {server: "https://second.example", tls-server-name: other}}
        - {name: d, cluster: {server: "https://d.example:6443/clusters/7"}}
        users:
        - {name: u, user: {token: second, username: late}}
        contexts:
        - {name: two, context: {cluster: d, user: u}}
        - {name: nobody, context: {cluster: d}}
        """;

    private static Kubeconfig Read(params string[] texts)
    {
        var merged = new Kubeconfig();
        for (var at = 0; at < texts.Length; at++)
        {
            merged.Add($"/config-{at + 1}", texts[at]);
        }
        return merged;
    }

    private static string Fault(string text, string? context = null) => Assert.Throws<ClusterFaultException>(() => Read(text).Access(context)).Message;

    [Fact]
    public void The_first_file_that_names_something_has_it_whole()
    {
        var access = Read(First, Second).Access(null);

        Assert.Equal("https://first.example/", access.Server.ToString());
        Assert.Null(access.TlsServerName);
        Assert.Equal(("first", null), (access.User.Token, access.User.Name));
    }

    [Fact]
    public void A_later_file_adds_what_no_other_names()
    {
        var access = Read(First, Second).Access("two");

        Assert.Equal("https://d.example:6443/clusters/7", access.Server.ToString());
        Assert.Equal("first", access.User.Token);
    }

    [Fact]
    public void A_context_needs_no_user() => Assert.Equal(new UserAccess().Token, Read(Second).Access("nobody").User.Token);

    [Theory]
    [InlineData("first.example:8080", "", "http://first.example:8080/")]
    [InlineData("first.example", "insecure-skip-tls-verify: true", "https://first.example/")]
    public void A_server_without_a_scheme_is_plain_unless_something_is_said_of_TLS(string server, string more, string address) =>
        Assert.Equal(address, Read(First.Replace("\"https://first.example\"", $"\"{server}\"{(more.Length > 0 ? ", " + more : "")}", StringComparison.Ordinal)).Access(null).Server.ToString());

    [Fact]
    public void Faults_of_a_context_are_told_with_what_there_is()
    {
        Assert.Equal("there is no context `three`: there are `one`", Fault(First, "three"));
        Assert.Equal("no context is current: pass `--context` with one of `one`", Fault(First.Replace("current-context: one", "", StringComparison.Ordinal)));
        Assert.Equal("/config-1:7: context `one` names the cluster `x`, which is not there", Fault(First.Replace("cluster: c,", "cluster: x,", StringComparison.Ordinal)));
        Assert.Equal("/config-1:7: context `one` names the user `x`, which is not there", Fault(First.Replace("user: u}", "user: x}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("token: first", "auth-provider: {name: gcp}", "/config-1:5: user `u` has an `auth-provider`, which Kubernetes 1.26 removed: use a plug-in (`exec`)")]
    [InlineData("token: first", "client-key-data: a2V5", "/config-1:5: user `u` has a client certificate without its key, or a key without its certificate")]
    [InlineData("token: first", "client-key-data: '*'", "/config-1:5: `client-key-data` is not base64")]
    [InlineData("token: first", "client-key: /no/such", "/config-1:5: `client-key`: /no/such cannot be read: there is no such folder")]
    [InlineData("token: first", "exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}", "/config-1:5: a plug-in of `client.authentication.k8s.io/v1alpha1`: only `client.authentication.k8s.io/v1` and `client.authentication.k8s.io/v1beta1` are spoken")]
    [InlineData("token: first", "exec: {apiVersion: client.authentication.k8s.io/v1, command: x}", "/config-1:5: a plug-in of `client.authentication.k8s.io/v1` must say its `interactiveMode`")]
    [InlineData("token: first", "exec: {apiVersion: client.authentication.k8s.io/v1beta1}", "/config-1:5: a plug-in without `command`")]
    [InlineData("server: \"https://first.example\"", "server: 'ftp://x'", "/config-1:3: `ftp://x` is no address of a server")]
    [InlineData("server: \"https://first.example\"", "proxy-url: 'http://p'", "/config-1:3: a cluster without `server`")]
    [InlineData("server: \"https://first.example\"", "server: 'https://x', proxy-url: 'ftp://p'", "/config-1:3: `proxy-url` is no address of a proxy (http, https, socks5)")]
    [InlineData("server: \"https://first.example\"", "server: 'https://x', insecure-skip-tls-verify: true, certificate-authority-data: eA==", "/config-1:3: `insecure-skip-tls-verify` beside an authority: one of the two is not meant")]
    public void Faults_are_told_with_their_line(string what, string instead, string reason) => Assert.Equal(reason, Fault(First.Replace(what, instead, StringComparison.Ordinal)));

    [Theory]
    [InlineData("- a list", "/config-1: no kubeconfig: it holds no fields")]
    [InlineData("a: [", "/config-1:")]
    public void What_is_no_kubeconfig_is_told(string text, string reason) => Assert.StartsWith(reason, Fault(text), StringComparison.Ordinal);
}
