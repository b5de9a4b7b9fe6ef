using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Redoubt.ApiServer.Hosting;

namespace Redoubt.EndToEnd.Etcd;

/// <summary>The real etcd of Debian: what lies in it, and that what it does is what we read of its flags.</summary>
[NeedsSystem]
[Collection(ThisMachine.Name)]
public sealed class EtcdTests : IDisposable
{
    private const string Password = "correct-horse-battery";

    private readonly TestAuthority _authority = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;
    private readonly int _port = FreePort();
    private readonly int _peer = FreePort();

    public EtcdTests()
    {
        using var server = _authority.Server(["localhost"], isForClients: true);
        Write("ca.crt", _authority.Certificate);
        Write("server.crt", server.ExportCertificatePem());
        Write("server.key", server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var (certificate, key) = _authority.Client("kube-apiserver-etcd-client");
        Write("client.crt", certificate);
        Write("client.key", key);
    }

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Secure => $"https://127.0.0.1:{_port}";

    private string[] Tls => ["--cert-file", this["server.crt"], "--key-file", this["server.key"], "--client-cert-auth", "--trusted-ca-file", this["ca.crt"]];

    private string this[string file] => Path.Combine(_folder, file);

    [Fact]
    public async Task One_Secret_of_each_namespace_is_looked_at_and_no_value_leaves_etcd()
    {
        using var server = await StartedAsync(Secure, Tls);
        using var client = Client();
        await PutAsync(client, "/registry/secrets/default/a", $"k8s\0{Password}");
        await PutAsync(client, "/registry/secrets/kube-system/b", $"k8s:enc:aescbc:v1:key1:{Password}");
        await PutAsync(client, "/registry/secrets/kube-system/c", $"k8s\0{Password}");
        await PutAsync(client, "/registry/secrets/shop/db", $"k8s:enc:kms:v2:vault:{Password}");
        await PutAsync(client, "/registry/secrets/shop-2/db", $$"""{"kind":"Secret","type":"{{Password}}"}""");
        await PutAsync(client, "/registry/services/specs/shop/db", "k8s\0");

        var collected = Collect("--cert", this["client.crt"], "--key", this["client.key"], "-o", this["etcd.yaml"]);

        Assert.True(collected.ExitCode == 0, collected.Error);
        var document = await File.ReadAllTextAsync(this["etcd.yaml"], TestContext.Current.CancellationToken);
        var report = RedoubtProgram.Run("scan", this["etcd.yaml"], "--format", "json");
        var messages = JsonNode.Parse(report.Output)!["findings"]!.AsArray().Select(finding => (string)finding!["message"]!);
        Assert.Equal(
            ["Secret default/a lies in plain in etcd", "Secret shop-2/db lies in plain in etcd", "Secret shop/db lies in etcd under kms vault, and others under aescbc key1"],
            messages.Order(StringComparer.Ordinal));
        Assert.All([document, collected.Output, collected.Error, report.Output, report.Error], text => Assert.DoesNotContain(Password, text, StringComparison.Ordinal));
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Password))[..12], document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_begins_with_nothing_that_Kubernetes_writes_is_unknown()
    {
        using var server = await StartedAsync(Secure, Tls);
        using var client = Client();
        await PutAsync(client, "/registry/secrets/zoo/db", Password);

        var collected = Collect("--cert", this["client.crt"], "--key", this["client.key"]);

        Assert.Contains("- path: \"secrets[0].encrypted\"", collected.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, collected.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_certificate_or_with_another_authority_nothing_is_collected_and_it_says_why()
    {
        using var server = await StartedAsync(Secure, Tls);
        using var other = new TestAuthority();
        Write("other.crt", other.Certificate);

        var without = Collect();
        var foreign = RedoubtProgram.Run("collect", "etcd", "--endpoint", Secure, "--cacert", this["other.crt"]);
        var mixed = Collect("--cert", this["client.crt"], "--key", this["server.key"]);

        Assert.Equal([2, 2, 2], [without.ExitCode, foreign.ExitCode, mixed.ExitCode]);
        Assert.Contains("it may ask for a client's certificate", without.Error, StringComparison.Ordinal);
        Assert.Contains("the server's certificate is not trusted", foreign.Error, StringComparison.Ordinal);
        Assert.Contains("do not belong together", mixed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_etcd_below_whose_prefix_nothing_lies_is_unknown_and_never_encrypted()
    {
        using var server = await StartedAsync($"http://127.0.0.1:{_port}");

        var collected = RedoubtProgram.Run("collect", "etcd", "--endpoint", $"http://127.0.0.1:{_port}", "--prefix", "/elsewhere");

        Assert.Contains("nothing is stored below /elsewhere/secrets/", collected.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_it_lets_in_is_what_its_component_says()
    {
        using (var secured = await StartedAsync(Secure, Tls))
        {
            Assert.Equal("true", Setting("client-cert-auth"));
            Assert.False(await AnswersAsync(Secure));
        }

        using var open = await StartedAsync(Secure, "--cert-file", this["server.crt"], "--key-file", this["server.key"]);
        Assert.Equal("false", Setting("client-cert-auth"));
        Assert.True(await AnswersAsync(Secure));
    }

    [Fact]
    public async Task Its_file_silences_its_flags_and_its_variables()
    {
        var file = FreePort();
        Write("etcd.yaml", $"listen-client-urls: http://127.0.0.1:{file}\nadvertise-client-urls: http://127.0.0.1:{file}\nlisten-peer-urls: http://127.0.0.1:{_peer}\ndata-dir: {this["data"]}\n");
        using var server = EtcdServer.Start(_folder, [("ETCD_LISTEN_CLIENT_URLS", $"http://127.0.0.1:{FreePort()}")], "--config-file", this["etcd.yaml"], "--listen-client-urls", $"http://127.0.0.1:{_port}");

        Assert.True(await server.ListensAsync(file), server.Log);

        Assert.Equal($"http://127.0.0.1:{file}", Setting("listen-client-urls"));
    }

    [Fact]
    public async Task Its_variable_counts_where_no_flag_says_otherwise()
    {
        using var server = EtcdServer.Start(
            _folder,
            [("ETCD_LISTEN_CLIENT_URLS", $"http://127.0.0.1:{_port}"), ("ETCD_ADVERTISE_CLIENT_URLS", $"http://127.0.0.1:{_port}"), ("ETCD_LISTEN_PEER_URLS", $"http://127.0.0.1:{_peer}")],
            "--data-dir", this["data"]);

        Assert.True(await server.ListensAsync(_port), server.Log);

        Assert.Equal($"http://127.0.0.1:{_port}", Setting("listen-client-urls"));
    }

    [Fact]
    public async Task A_flag_and_its_variable_together_stop_it_so_that_there_is_no_precedence_to_read()
    {
        using var server = EtcdServer.Start(_folder, [("ETCD_DATA_DIR", this["other"])], "--data-dir", this["data"], "--listen-client-urls", $"http://127.0.0.1:{_port}");

        Assert.NotEqual(0, await server.EndAsync());
        Assert.Contains("conflicting environment variable", server.Log, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<EtcdServer> StartedAsync(string address, params string[] more)
    {
        var server = EtcdServer.Start(_folder, [], ["--data-dir", this["data"], "--listen-client-urls", address, "--advertise-client-urls", address, "--listen-peer-urls", $"http://127.0.0.1:{_peer}", .. more]);
        Assert.True(await server.ListensAsync(_port), server.Log);
        return server;
    }

    private Run Collect(params string[] more) => RedoubtProgram.Run(["collect", "etcd", "--endpoint", Secure, "--cacert", this["ca.crt"], .. more]);

    /// <summary>What the machine's component says of a setting.</summary>
    private string Setting(string name)
    {
        Write("node.yaml", RedoubtProgram.Run("collect", "node").Output);
        var told = RedoubtProgram.Run("explain", "component/etcd", "--setting", name, this["node.yaml"], "--format", "json");
        Assert.True(told.ExitCode == 0, told.Error);
        return (string)JsonNode.Parse(told.Output)!["rows"]![0]!["value"]!;
    }

    private HttpClient Client(bool withCertificate = true)
    {
        var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = static (_, _, _, _) => true };
        if (withCertificate)
        {
            using var pair = X509Certificate2.CreateFromPemFile(this["client.crt"], this["client.key"]);
            handler.ClientCertificates.Add(X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null));
        }

        return new HttpClient(handler);
    }

    private async Task<bool> AnswersAsync(string address)
    {
        using var client = Client(withCertificate: false);
        try
        {
            using var content = new StringContent("""{"key":"Lw=="}""");
            using var answer = await client.PostAsync(new Uri($"{address}/v3/kv/range"), content, TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Task PutAsync(HttpClient client, string key, string value) => EtcdServer.PutAsync(client, new Uri(Secure), key, Encoding.UTF8.GetBytes(value));

    private void Write(string file, string text) => File.WriteAllText(this[file], text);
}
