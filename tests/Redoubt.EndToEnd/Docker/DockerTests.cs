using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Redoubt.EndToEnd.Docker;

/// <summary>The real Docker Engine of Debian: its files and its API tell the same of its containers, and what is found of them is so.</summary>
[NeedsSystem]
[Collection(ThisMachine.Name)]
public sealed class DockerTests : IAsyncLifetime
{
    private const string Docker = "ContainerEngine ";

    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;
    private DockerServer? _server;

    public async ValueTask InitializeAsync()
    {
        // Whoever is in the group of the socket has to come as far as it.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        _server = await DockerServer.StartAsync(_folder);
        await _server.CreateAsync("plain", new JsonObject { ["HostConfig"] = new JsonObject { ["NetworkMode"] = "none" } }, runs: true);
        await _server.CreateAsync("strict", Strict(), runs: true);
        await _server.CreateAsync("open", Open());
    }

    public ValueTask DisposeAsync()
    {
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Its_files_and_its_API_tell_the_same_containers()
    {
        var files = CollectedFacts.Of(Collect());
        var api = CollectedFacts.Of(Collect("--reuid=65534", "--regid=65534", $"--groups={Group("docker")}"));

        foreach (var field in new[] { "containers", "stopped", "images", "version", "components", "swarm", "storageDriver" })
        {
            Assert.Equal(files[Docker + field], api[Docker + field]);
        }

        Assert.Contains("  name: strict", files[Docker + "containers"]);
        Assert.Contains("  name: open", files[Docker + "stopped"]);
    }

    [Fact]
    public async Task Its_settings_of_a_container_are_those_that_it_was_made_with()
    {
        var facts = CollectedFacts.Of(Collect());
        var inspected = await _server!.InspectAsync("open");

        var stopped = facts[Docker + "stopped"];
        Assert.True((bool)inspected["HostConfig"]!["Privileged"]!);
        Assert.Contains("  privileged: true", stopped);
        Assert.Contains("  pidMode: host", stopped);
        Assert.Contains("  networkMode: host", stopped);
        Assert.Contains("    source: /etc", stopped);
        Assert.Contains("    nofile: \"1024:2048\"", stopped);
        Assert.Contains("  memory: 67108864", facts[Docker + "containers"]);
        Assert.Contains("  readOnlyRoot: true", facts[Docker + "containers"]);
    }

    [Fact]
    public void What_is_open_is_found()
    {
        var file = Path.Combine(_folder, "node.yaml");
        File.WriteAllText(file, Collect());

        var report = JsonNode.Parse(RedoubtProgram.Run("scan", file, "--format", "json").Output)!;

        var found = report["findings"]!.AsArray().Where(finding => ((string)finding!["message"]!).Contains("strict", StringComparison.Ordinal) || ((string)finding["message"]!).Contains("plain", StringComparison.Ordinal))
            .Select(finding => (string)finding!["control"]!).ToHashSet();
        Assert.Contains("infrastructure/engine-container-without-memory-limit", found);
        Assert.Empty(report["errors"]!.AsArray());
    }

    private static JsonObject Strict() => new()
    {
        ["User"] = "1000:1000",
        ["Healthcheck"] = new JsonObject { ["Test"] = new JsonArray("CMD", "/bin/busybox", "true") },
        ["HostConfig"] = new JsonObject
        {
            ["NetworkMode"] = "none",
            ["ReadonlyRootfs"] = true,
            ["CapDrop"] = new JsonArray("ALL"),
            ["SecurityOpt"] = new JsonArray("no-new-privileges:true"),
            ["Memory"] = 64 << 20,
            ["PidsLimit"] = 20,
            ["CpuShares"] = 256,
            ["RestartPolicy"] = new JsonObject { ["Name"] = "on-failure", ["MaximumRetryCount"] = 5 },
        },
    };

    // A privileged container does not start everywhere, but its settings stand all the same.
    private static JsonObject Open() => new()
    {
        ["HostConfig"] = new JsonObject
        {
            ["NetworkMode"] = "host",
            ["Privileged"] = true,
            ["PidMode"] = "host",
            ["IpcMode"] = "host",
            ["UTSMode"] = "host",
            ["CapAdd"] = new JsonArray("NET_ADMIN", "SYS_PTRACE"),
            ["SecurityOpt"] = new JsonArray("seccomp=unconfined", "apparmor=unconfined"),
            ["Binds"] = new JsonArray("/etc:/host/etc:rw", "/var/run/docker.sock:/var/run/docker.sock", "data:/data:ro"),
            ["Ulimits"] = new JsonArray(new JsonObject { ["Name"] = "nofile", ["Soft"] = 1024, ["Hard"] = 2048 }),
            ["Devices"] = new JsonArray(new JsonObject { ["PathOnHost"] = "/dev/null", ["PathInContainer"] = "/dev/null", ["CgroupPermissions"] = "rwm" }),
        },
    };

    private static string Group(string name) => File.ReadLines("/etc/group").Select(line => line.Split(':')).Single(fields => fields[0] == name)[2];

    /// <summary>What the program says of this machine, as another user where one is named.</summary>
    private static string Collect(params string[] user)
    {
        var native = Path.Combine(RedoubtProgram.Root, "artifacts", "native", "redoubt");
        var copy = Path.Combine(Path.GetTempPath(), $"redoubt-{Guid.NewGuid():N}");
        // Who is not root may not come as far as the repository.
        File.Copy(native, copy);
        try
        {
            using var process = Process.Start(new ProcessStartInfo("setpriv", [.. user, copy, "collect", "node"]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, error.Result);
            return output;
        }
        finally
        {
            File.Delete(copy);
        }
    }
}
