using System.Diagnostics;
using System.Formats.Tar;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Redoubt.EndToEnd.Docker;

/// <summary>A real Docker Engine with a folder, a network and a containerd of its own; nothing is pulled, and it ends with the test.</summary>
internal sealed class DockerServer : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client;

    private DockerServer(Process process, HttpClient client) => (_process, _client) = (process, client);

    /// <summary>Starts one and gives it an image with busybox.</summary>
    /// <param name="folder">Its folder.</param>
    public static async Task<DockerServer> StartAsync(string folder)
    {
        var socket = Path.Combine(folder, "docker.sock");
        var script = $"ip link set lo up; exec dockerd --data-root {folder}/data --exec-root {folder}/exec -p {folder}/pid -H unix://{socket} --bridge=none --iptables=false > {folder}/log 2>&1";
        var process = Process.Start(new ProcessStartInfo("unshare", ["--net", "sh", "-c", script]))!;
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancel) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
                return new NetworkStream(connection, ownsSocket: true);
            },
        };
        var server = new DockerServer(process, new HttpClient(handler) { BaseAddress = new Uri("http://docker/") });
        await server.AnswersAsync(Path.Combine(folder, "log"));
        await server.ImportAsync();
        return server;
    }

    /// <summary>Makes a container.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="settings">What <c>POST /containers/create</c> takes.</param>
    /// <param name="runs">Whether it is started.</param>
    public async Task CreateAsync(string name, JsonObject settings, bool runs = false)
    {
        settings["Image"] = "busybox:1";
        settings["StopTimeout"] = 1;
        settings["Cmd"] = new JsonArray("/bin/busybox", "sleep", "600");
        using var created = await _client.PostAsJsonAsync($"containers/create?name={name}", settings, TestContext.Current.CancellationToken);
        Assert.True(created.IsSuccessStatusCode, await created.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        if (runs)
        {
            using var started = await _client.PostAsync(new Uri($"containers/{name}/start", UriKind.Relative), null, TestContext.Current.CancellationToken);
            Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    /// <summary>Loads an archive of an image.</summary>
    public async Task LoadAsync(string archive)
    {
        using var content = new StreamContent(File.OpenRead(archive));
        using var loaded = await _client.PostAsync(new Uri("images/load", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var said = await loaded.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(loaded.IsSuccessStatusCode && !said.Contains("errorDetail", StringComparison.Ordinal), said);
    }

    /// <summary>Runs a container to its end.</summary>
    /// <param name="settings">What <c>POST /containers/create</c> takes; its terminal is one stream.</param>
    public async Task<Run> RunAsync(JsonObject settings)
    {
        settings["Tty"] = true;
        using var created = await _client.PostAsJsonAsync("containers/create", settings, TestContext.Current.CancellationToken);
        var said = await created.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(created.IsSuccessStatusCode, said);
        var id = (string)JsonNode.Parse(said)!["Id"]!;
        using var started = await _client.PostAsync(new Uri($"containers/{id}/start", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var ended = await _client.PostAsync(new Uri($"containers/{id}/wait", UriKind.Relative), null, TestContext.Current.CancellationToken);
        var code = (int)JsonNode.Parse(await ended.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["StatusCode"]!;
        return new Run(code, await _client.GetStringAsync(new Uri($"containers/{id}/logs?stdout=true&stderr=true", UriKind.Relative), TestContext.Current.CancellationToken), "");
    }

    /// <summary>What the engine says of a container.</summary>
    public async Task<JsonNode> InspectAsync(string name) => (await _client.GetFromJsonAsync<JsonNode>($"containers/{name}/json", TestContext.Current.CancellationToken))!;

    public void Dispose()
    {
        _client.Dispose();
        // It ends its containers and its containerd when it is told to end.
        using (var told = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            told.WaitForExit();
        }

        if (!_process.WaitForExit(TimeSpan.FromSeconds(30)))
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task AnswersAsync(string log)
    {
        while (true)
        {
            try
            {
                using var answer = await _client.GetAsync(new Uri("_ping", UriKind.Relative), TestContext.Current.CancellationToken);
                return;
            }
            catch (HttpRequestException)
            {
                Assert.False(_process.HasExited, File.Exists(log) ? await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken) : "dockerd did not start");
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }

    private async Task ImportAsync()
    {
        using var layer = new MemoryStream();
        using (var tar = new TarWriter(layer, leaveOpen: true))
        {
            await tar.WriteEntryAsync("/usr/bin/busybox", "bin/busybox", TestContext.Current.CancellationToken);
        }

        layer.Position = 0;
        using var content = new StreamContent(layer);
        using var imported = await _client.PostAsync(new Uri("images/create?fromSrc=-&repo=busybox&tag=1", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.True(imported.IsSuccessStatusCode, await imported.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
