using System.Diagnostics;

namespace Redoubt.EndToEnd;

/// <summary>The collector of a node where it stays, as in a pod whose log has both streams.</summary>
public sealed class CollectNodeTests
{
    [Fact]
    public void Where_it_stays_its_log_is_one_stream_of_documents_and_it_ends_well_when_told_to()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a machine is collected on Linux");
        using var process = RedoubtProgram.Begin([], "collect", "node", "--root", Path.Combine(RedoubtProgram.Root, "examples"), "--every", "1s");
        var said = new List<string>();
        process.ErrorDataReceived += (_, line) => Add(said, line.Data);
        process.BeginErrorReadLine();
        while (Count(said, "kind: Host") < 2 && process.StandardOutput.ReadLine() is { } line)
        {
            Add(said, line);
        }

        using (var told = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            told.WaitForExit();
        }

        Add(said, process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        var report = RedoubtProgram.RunWithInput(string.Join('\n', said), "scan", "-", "--gate", "none");
        Assert.True(report.ExitCode == 0, report.Error);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("0s")]
    [InlineData("-1h")]
    [InlineData("41d")]
    [InlineData("99999999999d")]
    public void What_is_no_time_is_refused(string every)
    {
        var refused = RedoubtProgram.Run("collect", "node", $"--every={every}");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"--every `{every}` is no time", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    [NeedsSystem]
    public void In_another_network_than_the_machines_its_packet_filter_is_unknown_and_says_what_a_pod_needs()
    {
        var within = Collect($"unshare --net sh -c 'nft add table inet other' && unshare --net {RedoubtProgram.CommandLine} collect node");

        Assert.Contains("firewall: {}", within, StringComparison.Ordinal);
        Assert.Contains("this process is in another network namespace than process 1 of the machine: a pod needs `hostNetwork: true`", within, StringComparison.Ordinal);
        Assert.DoesNotContain("openTo:\n  -", within, StringComparison.Ordinal);
    }

    [Fact]
    [NeedsSystem]
    public void In_the_machines_own_network_each_listener_says_to_whom_it_is_open()
    {
        const string rules = "table inet wall { chain input { type filter hook input priority 0; policy drop; ip saddr 10.1.0.0/16 tcp dport 7201 accept; }; }";
        var own = Collect($"""
            ip link set lo up && ip link add eth0 type veth peer name far0 && ip address add 10.9.0.1/24 dev eth0 && ip link set eth0 up && nft '{rules}'
            busybox nc -l -p 7201 &
            for try in $(seq 100); do grep -q ":1C21 " /proc/net/tcp /proc/net/tcp6 && break; sleep 0.1; done
            {RedoubtProgram.CommandLine} collect node
            """);

        Assert.Contains("  openTo:\n  - source: \"10.1.0.0/16\"\n  port: 7201\n", own, StringComparison.Ordinal);
        Assert.Contains("  - \"inet wall input: nfproto ipv4 ip saddr 10.1.0.0/16 l4proto tcp dport 7201 accept\"", own, StringComparison.Ordinal);
    }

    private static string Collect(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("unshare", ["--net", "--pid", "--fork", "--mount-proc", "sh", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output;
    }

    private static void Add(List<string> said, string? line)
    {
        lock (said)
        {
            said.Add(line ?? "");
        }
    }

    private static int Count(List<string> said, string line)
    {
        lock (said)
        {
            return said.Count(other => other == line);
        }
    }
}
