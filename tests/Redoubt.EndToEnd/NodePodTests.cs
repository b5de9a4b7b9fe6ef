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
    public void What_the_pod_says_of_its_node_is_true_and_what_it_does_not_see_is_unknown()
    {
        var whole = CollectedFacts.Of(RedoubtProgram.Run("collect", "node").Output);

        var part = CollectedFacts.Of(Collected(Paths(), Capabilities()));

        foreach (var (name, lines) in part)
        {
            Assert.Empty(lines.Except(whole.GetValueOrDefault(name, [])).Select(line => $"{name}: {line}"));
        }

        Assert.NotEmpty(part["Host users"]);
        Assert.NotEmpty(part["Host sysctls"]);
    }

    [Fact]
    public void What_is_not_mounted_is_never_absent()
    {
        var said = Collected(["/proc", "/sys"], Capabilities());

        Assert.Contains("- path: os\n  reason: \"/etc/os-release: it is not mounted here: a pod has to mount /etc, read-only, below the root\"", said, StringComparison.Ordinal);
        Assert.Contains("- path: users", said, StringComparison.Ordinal);
        Assert.Contains("- path: packages", said, StringComparison.Ordinal);
        Assert.DoesNotContain("kind: ContainerEngine", said, StringComparison.Ordinal);
    }

    private static JsonNode Pod() => DeployTests.Documents("cluster.enabled=false").Single(document => (string)document["kind"]! == "DaemonSet")["spec"]!["template"]!["spec"]!;

    private static string[] Paths() => [.. Pod()["volumes"]!.AsArray().Select(volume => (string)volume!["hostPath"]!["path"]!).Where(Directory.Exists)];

    private static string[] Capabilities() => [.. Pod()["containers"]![0]!["securityContext"]!["capabilities"]!["add"]!.AsArray().Select(name => ((string)name!).ToLowerInvariant())];

    /// <summary>What the program says with these paths mounted below a root and only these capabilities.</summary>
    private string Collected(string[] paths, string[] capabilities)
    {
        var native = Path.Combine(RedoubtProgram.Root, "artifacts", "native", "redoubt");
        var root = Path.Combine(_folder, "host");
        var script = $$"""
            set -e
            mkdir -p {{root}}; mount -t tmpfs host {{root}}
            for path in {{string.Join(' ', paths)}}; do
              mkdir -p {{root}}$path; mount --rbind $path {{root}}$path; mount -o remount,bind,ro {{root}}$path
            done
            exec setpriv --bounding-set -all,{{string.Join(',', capabilities.Select(name => "+" + name))}} --inh-caps -all {{native}} collect node --root {{root}}
            """;
        using var process = Process.Start(new ProcessStartInfo("unshare", ["--mount", "--propagation", "private", "bash", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output;
    }
}
