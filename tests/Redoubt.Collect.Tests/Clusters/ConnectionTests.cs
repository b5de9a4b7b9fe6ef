using System.Text;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Hosting;
using Redoubt.Collect.Clusters;

namespace Redoubt.Collect.Tests.Clusters;

/// <summary>How a server is known, and as whom it is asked: every form that a kubeconfig has for it.</summary>
public sealed class ConnectionTests
{
    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task Collects(TestCluster cluster, string kubeconfig)
    {
        cluster.PutMaps(1);
        var collection = await cluster.CollectAsync(kubeconfig);

        Assert.Null(collection.Problem);
        Assert.Equal(["map-000"], collection.Names("ConfigMap"));
    }

    [Fact]
    public async Task A_certificate_in_the_kubeconfig_is_shown()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (certificate, key) = cluster.Authority.Client("me", "system:masters");

        await Collects(cluster, cluster.Kubeconfig($"client-certificate-data: {Base64(certificate)}\nclient-key-data: {Base64(key)}"));
    }

    [Fact]
    public async Task Files_are_found_beside_the_kubeconfig()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (certificate, key) = cluster.Authority.Client("me", "system:masters");
        cluster.Write("pki/me.crt", certificate);
        cluster.Write("pki/me.key", key);
        cluster.Write("pki/ca.crt", cluster.Authority.Certificate);

        await Collects(cluster, cluster.Kubeconfig("client-certificate: pki/me.crt\nclient-key: pki/me.key", "certificate-authority: pki/ca.crt"));
    }

    [Fact]
    public async Task A_token_in_a_file_counts_before_one_beside_it()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Write("token", TestCluster.Token + "\n");

        await Collects(cluster, cluster.Kubeconfig("token: wrong\ntokenFile: token"));
    }

    [Fact]
    public async Task Wrong_credentials_are_told()
    {
        await using var cluster = await TestCluster.StartAsync();

        Assert.Equal("401: Unauthorized", (await cluster.CollectAsync(cluster.Kubeconfig("token: wrong"))).Problem);
    }

    [Fact]
    public async Task Whoever_asks_as_somebody_else_sees_what_they_see()
    {
        await using var cluster = await TestCluster.StartAsync();

        var collection = await cluster.CollectAsync(cluster.Kubeconfig($"token: {TestCluster.Token}\nas: nobody\nas-groups: [none]"));

        Assert.Contains("User \"nobody\" cannot list", collection.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_of_another_authority_is_not_trusted()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var other = new TestAuthority();

        var collection = await cluster.CollectAsync(cluster.Kubeconfig(cluster: $"certificate-authority-data: {Base64(other.Certificate)}"));

        Assert.Equal("the server's certificate is not trusted: no authority that the kubeconfig names signed it", collection.Problem);
        Assert.Empty(cluster.Asked);
    }

    [Fact]
    public async Task A_server_with_a_certificate_for_another_name_is_not_trusted_unless_that_name_is_meant()
    {
        await using var cluster = await TestCluster.StartAsync(null, authority => authority.Server(["kube.example"], isForLoopback: false));
        var authority = $"certificate-authority-data: {Base64(cluster.Authority.Certificate)}";

        Assert.Equal("the server's certificate is not trusted: it is not for `127.0.0.1`", (await cluster.CollectAsync()).Problem);
        await Collects(cluster, cluster.Kubeconfig(cluster: $"{authority}\ntls-server-name: kube.example"));
        Assert.Equal("kube.example", cluster.Name);
    }

    [Fact]
    public async Task A_certificate_that_ended_is_not_trusted()
    {
        await using var cluster = await TestCluster.StartAsync(null, authority => authority.Server([], until: TimeProvider.System.GetUtcNow().AddMinutes(-5)));

        Assert.Equal("the server's certificate is not trusted: it is not valid today", (await cluster.CollectAsync()).Problem);
    }

    [Fact]
    public async Task Where_nothing_is_verified_that_is_said()
    {
        await using var cluster = await TestCluster.StartAsync(null, authority => authority.Server(["kube.example"], isForLoopback: false));
        cluster.PutMaps(1);
        var told = new List<string>();

        var collection = await TestCluster.CollectAsync(new ClusterRequest(DateTimeOffset.UnixEpoch)
        {
            Kubeconfig = cluster.Kubeconfig(cluster: "insecure-skip-tls-verify: true"),
            Tell = told.Add,
        });

        Assert.Equal(["map-000"], collection.Names("ConfigMap"));
        Assert.Contains("insecure-skip-tls-verify", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_listens_that_is_told()
    {
        await using var cluster = await TestCluster.StartAsync();

        Assert.Equal("no connection: nobody listens there", (await cluster.CollectAsync(cluster.Kubeconfig(server: "https://127.0.0.1:1"))).Problem);
    }

    [Fact]
    public async Task A_server_that_speaks_plain_text_where_TLS_is_meant_is_told()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var plain = await LoopbackHost.StartAsync(new ApiServer.StandInServer(cluster.Store, TimeProvider.System, new Dictionary<string, ApiServer.Access.Identity>()));

        var collection = await cluster.CollectAsync(cluster.Kubeconfig(server: $"https://127.0.0.1:{plain.Address.Port}"));

        Assert.Equal("no TLS connection: the server speaks something else, or does not take our certificate", collection.Problem);
    }

    [Theory]
    [InlineData("v1", "interactiveMode: Never")]
    [InlineData("v1beta1", "provideClusterInfo: true")]
    public async Task A_plug_in_is_asked_for_a_token(string version, string more)
    {
        await using var cluster = await TestCluster.StartAsync();
        Plugin(cluster, Answer(version) + """; printf '%s' "$KUBERNETES_EXEC_INFO" > "$(dirname "$0")/asked" """);

        await Collects(cluster, cluster.Kubeconfig(Exec(version, more)));

        var asked = await File.ReadAllTextAsync(cluster.File("asked"), TestContext.Current.CancellationToken);
        Assert.StartsWith($"{{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/{version}\",\"spec\":{{\"interactive\":false", asked, StringComparison.Ordinal);
        Assert.Equal(version == "v1beta1", asked.Contains($"\"server\":\"{cluster.Address.ToString().TrimEnd('/')}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plug_in_whose_token_ends_is_asked_anew()
    {
        var isEnded = false;
        await using var cluster = await TestCluster.StartAsync((request, answer) =>
        {
            if (request.Path != "/api/v1/configmaps" || isEnded)
            {
                return new Delivery(answer);
            }

            isEnded = true;
            return new Delivery(ApiAnswer.Text(401, "ended"));
        });
        Plugin(cluster, """echo once >> "$(dirname "$0")/times"; """ + Answer("v1"));

        await Collects(cluster, cluster.Kubeconfig(Exec("v1", "interactiveMode: IfAvailable")));

        Assert.Equal(2, (await File.ReadAllLinesAsync(cluster.File("times"), TestContext.Current.CancellationToken)).Length);
    }

    [Theory]
    [InlineData("exit 3", "it ended with 3")]
    [InlineData("echo secret", "its answer is not JSON")]
    [InlineData("echo '[]'", "its answer is no object")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential"}'""", "it answers `ExecCredential` of `client.authentication.k8s.io/v1beta1` where `ExecCredential` of `client.authentication.k8s.io/v1` is asked for")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential"}'""", "it answers no `status`")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"clientCertificateData":"x"}}'""", "it answers neither a token nor a certificate with its key")]
    [InlineData("head -c 2000000 /dev/zero", "it wrote more than 1048576 bytes")]
    [InlineData("sleep 60", "it took more than 0.5 s")]
    public async Task A_plug_in_that_fails_is_told_and_what_it_wrote_is_not(string script, string reason)
    {
        await using var cluster = await TestCluster.StartAsync();
        Plugin(cluster, script);
        cluster.Limits = cluster.Limits with { Plugin = TimeSpan.FromSeconds(script.StartsWith("sleep", StringComparison.Ordinal) ? 0.5 : 30) };

        var problem = (await cluster.CollectAsync(cluster.Kubeconfig(Exec("v1", "interactiveMode: Never")))).Problem!;

        Assert.EndsWith($"/plugin`: {reason}", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plug_in_that_is_not_there_is_told_with_how_to_get_it()
    {
        await using var cluster = await TestCluster.StartAsync();

        var collection = await cluster.CollectAsync(cluster.Kubeconfig("""
            exec:
              apiVersion: client.authentication.k8s.io/v1
              command: no-such-plugin
              interactiveMode: Never
              installHint: get it from the cloud
            """));

        Assert.Equal("the plug-in for credentials `no-such-plugin`: there is no such program; get it from the cloud", collection.Problem);
    }

    [Fact]
    public async Task A_plug_in_that_asks_a_person_is_not_started_where_there_is_none()
    {
        await using var cluster = await TestCluster.StartAsync();
        Plugin(cluster, "exit 0");

        var problem = (await cluster.CollectAsync(cluster.Kubeconfig(Exec("v1", "interactiveMode: Always")))).Problem!;

        Assert.EndsWith("it asks a person, and nobody sits at this terminal", problem, StringComparison.Ordinal);
    }

    private static string Answer(string version) =>
        """printf '{"apiVersion":"client.authentication.k8s.io/VERSION","kind":"ExecCredential","status":{"token":"%s"}}' "$1$MORE" """.Replace("VERSION", version, StringComparison.Ordinal);

    private static string Exec(string version, string more) => $"""
        exec:
          apiVersion: client.authentication.k8s.io/{version}
          command: ./plugin
          args: [of-an-]
          env: [{"{name: MORE, value: administrator}"}]
          {more}
        """;

    private static void Plugin(TestCluster cluster, string script)
    {
        var file = cluster.Write("plugin", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
