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
