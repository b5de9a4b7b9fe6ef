using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Redoubt.EndToEnd;

/// <summary>A machine as the pod on it sees it: the mounts and capabilities of the DaemonSet, laid out in a mount namespace of the test's own.</summary>
[NeedsSystem]
[Collection(ThisMachine.Name)]
public sealed class NodePodTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Where_it_may_look_into_process_1_it_sees_all_of_the_machine()
    {
        var whole = CollectedFacts.Of(Run($"{Native} collect node || exit"));

        var seen = CollectedFacts.Of(Collected(Paths(), Capabilities()));

        AssertWithin(whole, seen);
        foreach (var field in new[] { "users", "packages", "sysctls", "mounts", "engines" })
        {
            Assert.Equal(whole.ContainsKey($"Host {field}"), seen.ContainsKey($"Host {field}"));
        }
    }

    [Fact]
    public void Where_it_sees_only_what_is_mounted_all_that_it_says_is_true()
    {
        var whole = CollectedFacts.Of(Run($"{Native} collect node || exit"));

        var part = CollectedFacts.Of(Collected(Paths(), WithoutTracing()));

        AssertWithin(whole, part);
        Assert.NotEmpty(part["Host users"]);
    }

    [Fact]
    public void What_is_not_mounted_is_never_absent()
    {
        var said = Collected(["/proc", "/sys"], WithoutTracing());

        Assert.Contains("- path: os\n  reason: \"/etc/os-release: it is not mounted here: a pod has to mount /etc, read-only, below the root\"", said, StringComparison.Ordinal);
        Assert.Contains("- path: users", said, StringComparison.Ordinal);
        Assert.Contains("- path: packages", said, StringComparison.Ordinal);
        Assert.DoesNotContain("kind: ContainerEngine", said, StringComparison.Ordinal);
    }

    private static void AssertWithin(Dictionary<string, List<string>> whole, Dictionary<string, List<string>> part)
    {
        foreach (var (name, lines) in part)
        {
            Assert.Empty(lines.Except(whole.GetValueOrDefault(name, [])).Select(line => $"{name}: {line}"));
        }
    }

    private static string Native => Path.Combine(RedoubtProgram.Root, "artifacts", "native", "redoubt");

    private static string[] WithoutTracing() => [.. Capabilities().Where(name => name != "sys_ptrace")];

    private static JsonNode Pod() => DeployTests.Documents("cluster.enabled=false").Single(document => (string)document["kind"]! == "DaemonSet")["spec"]!["template"]!["spec"]!;

    private static string[] Paths() => [.. Pod()["volumes"]!.AsArray().Select(volume => (string)volume!["hostPath"]!["path"]!).Where(Directory.Exists)];

    private static string[] Capabilities() => [.. Pod()["containers"]![0]!["securityContext"]!["capabilities"]!["add"]!.AsArray().Select(name => ((string)name!).ToLowerInvariant())];

    /// <summary>What the program says with these paths mounted below a root and only these capabilities.</summary>
    private string Collected(string[] paths, string[] capabilities)
    {
        var root = Path.Combine(_folder, "host");
        // The pod's mounts are its own: process 1 does not see them.
        return Run($$"""
            unshare --mount --propagation private bash -e -c '
              mkdir -p {{root}}; mount -t tmpfs host {{root}}
              for path in {{string.Join(' ', paths)}}; do
                mkdir -p {{root}}$path; mount --rbind $path {{root}}$path; mount -o remount,bind,ro {{root}}$path
              done
              exec setpriv --bounding-set -all,{{string.Join(',', capabilities.Select(name => "+" + name))}} --inh-caps -all {{Native}} collect node --root {{root}}
            ' || exit
            """);
    }

    /// <summary>Runs a script as process 1 of a machine of its own: it stays that, so that who has fewer rights may not look into it.</summary>
    private static string Run(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("unshare", ["--mount", "--propagation", "private", "--pid", "--fork", "--mount-proc", "bash", "-c", script + "\nexit 0\n"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output;
    }
}
