using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redoubt.EndToEnd.Docker;

/// <summary>
/// Techniques are true: what <c>redoubt paths</c> says that an attacker can do is done, in containers of the real Docker Engine, and what it says stands in his way stops him. Each takes only what the test made.
/// </summary>
[NeedsSystem]
[Collection(ThisMachine.Name)]
public sealed class TechniqueTests : IAsyncLifetime
{
    private const int NotPermitted = 1;

    // A program of the test's own that ends with the user it runs as: geteuid, exit.
    private static readonly byte[] WhoAmI = Elf([0xb8, 0x6b, 0, 0, 0, 0x0f, 0x05, 0x89, 0xc7, 0xb8, 0x3c, 0, 0, 0, 0x0f, 0x05]);

    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;
    private readonly string _node;
    private DockerServer? _server;

    public TechniqueTests() => _node = Directory.CreateDirectory(Path.Combine(_folder, "node")).FullName;

    public async ValueTask InitializeAsync() => _server = await DockerServer.StartAsync(_folder);

    public ValueTask DisposeAsync()
    {
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_path_of_the_node_that_root_may_write_is_the_node_and_one_that_he_may_read_is_not()
    {
        Assert.Contains("escape-host-root-write", Techniques("runAsUser: 0", "/etc", isReadOnly: false));
        Assert.DoesNotContain("escape-host-root-write", Techniques("runAsUser: 0", "/etc", isReadOnly: true));

        Assert.Equal(0, (await RunAsync("touch /node/taken", binds: [$"{_node}:/node"])).ExitCode);
        Assert.True(File.Exists(Path.Combine(_node, "taken")));
        Assert.NotEqual(0, (await RunAsync("touch /node/again", binds: [$"{_node}:/node:ro"])).ExitCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_socket_of_the_engine_is_the_node_also_where_its_mount_is_read_only(bool isReadOnly)
    {
        Assert.Contains("engine-socket", Techniques("runAsUser: 0", "/var/run/docker.sock", isReadOnly));
        var script = Path.Combine(_folder, "ask.pl");
        await File.WriteAllTextAsync(script, $$"""
            use IO::Socket::UNIX;
            sub ask {
              my ($path, $body) = @_;
              my $socket = IO::Socket::UNIX->new("/engine.sock") or die "engine: $!";
              print $socket "POST $path HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: " . length($body) . "\r\n\r\n$body";
              local $/;
              return <$socket>;
            }
            my ($id) = ask("/containers/create", '{"Image":"busybox:1","Cmd":["/bin/busybox","touch","/node/taken"],"HostConfig":{"NetworkMode":"none","Binds":["{{_node}}:/node"] } }') =~ /"Id":"(\w+)"/ or die "no container";
            ask("/containers/$id/start", "");
            ask("/containers/$id/wait", "");
            """, TestContext.Current.CancellationToken);

        string[] binds = ["/usr:/usr:ro", "/usr/lib:/lib:ro", "/usr/lib64:/lib64:ro", $"{script}:/ask.pl:ro", $"{Path.Combine(_folder, "docker.sock")}:/engine.sock{(isReadOnly ? ":ro" : "")}"];
        var run = await RunAsync("/usr/bin/perl /ask.pl", binds: binds);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.True(File.Exists(Path.Combine(_node, "taken")));
    }

    [Fact]
    public async Task A_set_user_id_program_makes_an_ordinary_user_root_unless_no_new_privileges_stands()
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "the program of this test is for x86-64");
        Assert.DoesNotContain("no-new-privileges", Fails("runAsUser: 1000"));
        Assert.Contains("no-new-privileges", Fails("runAsUser: 1000, allowPrivilegeEscalation: false"));

        var program = Path.Combine(_node, "who-am-i");
        await File.WriteAllBytesAsync(program, WhoAmI, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, (UnixFileMode)Convert.ToInt32("4755", 8));
        }

        Assert.Equal(0, (await RunAsync("/node/who-am-i", binds: [$"{_node}:/node"], user: "7:7")).ExitCode);
        Assert.Equal(7, (await RunAsync("/node/who-am-i", binds: [$"{_node}:/node"], user: "7:7", security: ["no-new-privileges:true"])).ExitCode);
    }

    [Fact]
    public async Task A_seccomp_profile_refuses_calls_that_flaws_of_the_kernel_need()
    {
        Assert.Contains("seccomp", Fails("runAsUser: 1000, seccompProfile: { type: RuntimeDefault }"));
        Assert.DoesNotContain("seccomp", Fails("runAsUser: 1000, seccompProfile: { type: Unconfined }"));

        Assert.Equal(0, (await RunAsync("unshare -U true", user: "7:7", security: ["seccomp=unconfined", "apparmor=unconfined"])).ExitCode);
        Assert.Equal(NotPermitted, (await RunAsync("unshare -U true", user: "7:7", security: ["apparmor=unconfined"])).ExitCode);
    }

    [Fact]
    public void Root_in_a_user_namespace_is_nobody_on_the_node()
    {
        const string Privileged = "privileged: true, runAsUser: 0";
        Assert.DoesNotContain("user-namespace", Fails(Privileged));
        Assert.Contains("user-namespace", Fails(Privileged, "hostUsers: false"));

        var kept = Path.Combine(_node, "kept");
        File.WriteAllText(kept, "");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(kept, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        Assert.Equal("0", Shell("id -u").Output.Trim());
        Assert.NotEqual(0, Shell($"cat {kept}").ExitCode);

        // As a container with a user namespace: root in it, an ordinary user outside.
        static (int ExitCode, string Output) Shell(string script)
        {
            using var process = Process.Start(new ProcessStartInfo("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "unshare", "--user", "--map-root-user", "sh", "-c", script])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
    }

    private Task<Run> RunAsync(string command, string[]? binds = null, string user = "0:0", string[]? security = null) => _server!.RunAsync(new JsonObject
    {
        ["Image"] = "busybox:1",
        ["User"] = user,
        ["Cmd"] = new JsonArray([.. (command[0] == '/' ? command : $"/bin/busybox {command}").Split(' ').Select(word => (JsonNode)word)]),
        ["HostConfig"] = new JsonObject
        {
            ["NetworkMode"] = "none",
            ["Binds"] = new JsonArray([.. (binds ?? []).Select(bind => (JsonNode)bind)]),
            ["SecurityOpt"] = new JsonArray([.. (security ?? []).Select(option => (JsonNode)option)]),
        },
    });

    // The techniques by which a node is lost if nothing fails.
    private HashSet<string> Techniques(string context, string path, bool isReadOnly) => [.. Ways(context, $"volumes: [{{ name: node, hostPath: {{ path: {path} }} }}]", $", volumeMounts: [{{ name: node, mountPath: /node, readOnly: {(isReadOnly ? "true" : "false")} }}]")
        .Where(way => way.Causes.Length == 0).SelectMany(way => way.Techniques)];

    // What has to fail on some way to the node.
    private HashSet<string> Fails(string context, string spec = "") => [.. Ways(context, spec, "").SelectMany(way => way.Causes)];

    private (string[] Causes, string[] Techniques)[] Ways(string context, string spec, string container)
    {
        var file = Path.Combine(_folder, "pod.yaml");
        File.WriteAllText(file, $$"""
            apiVersion: v1
            kind: Pod
            metadata: { name: web, namespace: shop }
            spec:
              automountServiceAccountToken: false
              containers: [{ name: web, image: "registry.example/web:1.0.0", securityContext: { {{context}} }{{container}} }]
              {{spec}}
            """);
        using var paths = JsonDocument.Parse(RedoubtProgram.Run("paths", file, "--to", "node", "--format", "json").Output);
        var clauses = paths.RootElement.GetProperty("clauses");
        return
        [
            .. from pair in paths.RootElement.GetProperty("pairs").EnumerateArray()
               from set in pair.GetProperty("sets").EnumerateArray()
               select (set.GetProperty("causes").EnumerateArray().Select(cause => cause.GetString()!).ToArray(),
                   set.GetProperty("derivation").EnumerateArray().Select(number => clauses[number.GetInt32()].GetProperty("technique").GetString()!).ToArray()),
        ];
    }

    // A file that holds one segment, which is all of it: header, program header, code.
    private static byte[] Elf(byte[] code)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        const long At = 0x400000;
        const int Headers = 64 + 56;
        writer.Write([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write((short)2);
        writer.Write((short)62);
        writer.Write(1);
        writer.Write(At + Headers);
        writer.Write(64L);
        writer.Write(0L);
        writer.Write(0);
        foreach (var part in (short[])[64, 56, 1, 0, 0, 0])
        {
            writer.Write(part);
        }

        writer.Write(1);
        writer.Write(5);
        foreach (var part in (long[])[0, At, At, Headers + code.Length, Headers + code.Length, 0x1000])
        {
            writer.Write(part);
        }

        writer.Write(code);
        writer.Flush();
        return file.ToArray();
    }
}
