using System.Text;
using System.Text.Json.Nodes;
using Redoubt.ApiServer;
using Redoubt.ApiServer.Access;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Hosting;
using Redoubt.ApiServer.Requests;
using Redoubt.ApiServer.Storage;
using Redoubt.Collect.Clusters;

namespace Redoubt.Collect.Tests.Clusters;

/// <summary>A stand-in of an API server over TLS on the loopback, a kubeconfig that leads to it, and what a collection of it gives.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    public const string Token = "of-an-administrator";

    private readonly TemporaryFolder _folder = new();
    private LoopbackHost _host = null!;

    private TestCluster()
    {
    }

    public TestAuthority Authority { get; } = new();

    public Store Store { get; } = new();

    /// <summary>Requests as they came: path and query.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The name by which the server was asked for last.</summary>
    public string Name { get; private set; } = "";

    public Uri Address => _host.Address;

    public ClusterLimits Limits { get; set; } = ClusterLimits.Default with
    {
        PageSize = 3,
        FirstWait = TimeSpan.FromMilliseconds(1),
        LongestWait = TimeSpan.FromMilliseconds(20),
        Attempts = 3,
        RequestsPerSecond = 100_000,
        Burst = 100_000,
    };

    /// <summary>A cluster.</summary>
    /// <param name="deliver">What becomes of each answer; null for that all arrive.</param>
    /// <param name="certificate">The server's certificate; null for a right one.</param>
    public static async Task<TestCluster> StartAsync(
        Func<ApiRequest, ApiAnswer, Delivery>? deliver = null, Func<TestAuthority, System.Security.Cryptography.X509Certificates.X509Certificate2>? certificate = null)
    {
        var cluster = new TestCluster();
        var tokens = new Dictionary<string, Identity> { [Token] = Identity.Admin, ["of-nobody"] = new("nobody", "", ["system:authenticated"]) };
        cluster._host = await LoopbackHost.StartAsync(new StandInServer(cluster.Store, TimeProvider.System, tokens), new HostOptions
        {
            Authority = cluster.Authority,
            Named = name => cluster.Name = name,
            Certificate = certificate?.Invoke(cluster.Authority),
            Deliver = (request, answer) =>
            {
                lock (cluster.Asked)
                {
                    cluster.Asked.Add($"{request.Path}?{request.Query["continue"]}");
                }

                return deliver?.Invoke(request, answer) ?? new Delivery(answer);
            },
        });
        return cluster;
    }

    /// <summary>Puts objects there: their kind, namespace and name, and what else they have.</summary>
    public void Put(string group, string resource, string ns, string name, string json = "{}")
    {
        var value = JsonNode.Parse(json)!.AsObject();
        var metadata = value["metadata"] as JsonObject ?? [];
        (metadata["name"], metadata["uid"]) = (name, $"uid-{name}");
        if (ns.Length > 0)
        {
            metadata["namespace"] = ns;
        }

        value["metadata"] = metadata.DeepClone();
        Store.Put(new ObjectName(group, resource, ns, name), value);
    }

    public void PutMaps(int count)
    {
        for (var at = 0; at < count; at++)
        {
            Put("", "configmaps", "shop", $"map-{at:000}", """{"data":{"k":"v"}}""");
        }
    }

    /// <summary>A kubeconfig of one context.</summary>
    /// <param name="user">The user's fields.</param>
    /// <param name="cluster">Further fields of the cluster.</param>
    /// <param name="server">The server; null for this one.</param>
    public string Kubeconfig(string user = $"token: {Token}", string? cluster = null, string? server = null)
    {
        cluster ??= $"certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(Authority.Certificate))}";
        return Write("config", $"""
            apiVersion: v1
            kind: Config
            current-context: here
            clusters:
            - name: test
              cluster:
                server: {server ?? Address.ToString().TrimEnd('/')}
            {Indented(cluster)}
            users:
            - name: me
              user:
            {Indented(user)}
            contexts:
            - name: here
              context: {"{cluster: test, user: me}"}
            """);
    }

    public string File(string name) => _folder[name];

    public string Write(string name, string text)
    {
        _folder.With(name, text);
        return _folder[name];
    }

    public Task<Collection> CollectAsync(string? kubeconfig = null, params string[] namespaces) =>
        CollectAsync(new ClusterRequest(DateTimeOffset.UnixEpoch) { Kubeconfig = kubeconfig ?? Kubeconfig(), Namespaces = namespaces, Limits = Limits });

    public static async Task<Collection> CollectAsync(ClusterRequest request)
    {
        using var output = new MemoryStream();
        var collected = await ClusterCollection.CollectAsync(request, output, TestContext.Current.CancellationToken);
        return new Collection(collected, Encoding.UTF8.GetString(output.ToArray()));
    }

    private static string Indented(string fields) => string.Join('\n', fields.Split('\n').Select(line => "    " + line));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Authority.Dispose();
        _folder.Dispose();
    }
}

/// <summary>What a collection gave.</summary>
internal sealed record Collection(CollectedCluster Collected, string Text)
{
    public string? Problem => Collected.Problem;

    public JsonObject[] Objects => [.. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

    /// <summary>The names of the objects of a kind, in their order.</summary>
    public string[] Names(string kind) => [.. Objects.Where(one => (string?)one["kind"] == kind).Select(one => (string)one["metadata"]!["name"]!)];

    /// <summary>Why a kind is not known; null if it was listed.</summary>
    public string? Refusal(string kind) => (string?)Entry("refused", kind)?["reason"];

    public JsonNode? Entry(string list, string kind) => Objects[^1][list]!.AsArray().SingleOrDefault(one => (string?)one!["kind"] == kind);
}
