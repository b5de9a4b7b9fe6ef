namespace Redoubt.EndToEnd;

/// <summary><c>redoubt plan --write</c>: what is written into files holds when they are read again.</summary>
public sealed class PlanWriteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_ready_is_written_and_what_a_person_decides_is_left()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RedoubtProgram.Root, "examples", "bookshop"), "*.yaml"))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        var access = File.ReadAllText(Path.Combine(_folder, "access.yaml"));
        var run = RedoubtProgram.Run("plan", _folder, "--write");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("runAsUser: 65532", File.ReadAllText(Path.Combine(_folder, "orders.yaml")), StringComparison.Ordinal);
        Assert.Contains("169.254.169.254", File.ReadAllText(Path.Combine(_folder, "ops-networkpolicy-metrics-no-metadata.yaml")), StringComparison.Ordinal);
        Assert.Equal(access, File.ReadAllText(Path.Combine(_folder, "access.yaml")));
        Assert.Contains("left to do: Take ServiceAccount:ops/node-agent", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [NeedsSuite("depth")]
    [InlineData("shop/base", 2)]
    [InlineData("shop/full", 2)]
    [InlineData("shop/full", 3)]
    public void Files_that_are_read_again_hold_what_was_planned(string name, int depth)
    {
        foreach (var file in new[] { "platform.yaml", "redoubt.yaml" })
        {
            File.WriteAllText(Path.Combine(_folder, file), File.ReadAllText(Path.Combine(Suites.Folder("depth"), name, file)));
        }

        var config = Path.Combine(_folder, "redoubt.yaml");
        var before = File.ReadAllText(Path.Combine(_folder, "platform.yaml"));
        var run = RedoubtProgram.Run("plan", Path.Combine(_folder, "platform.yaml"), "--config", config, "--scope", "whole", "--depth", $"{depth}", "--write", "--format", "csv");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.NotEqual(before, File.ReadAllText(Path.Combine(_folder, "platform.yaml")));
    }

    [Fact]
    public void A_file_that_may_not_be_edited_is_told_and_ends_with_2()
    {
        var file = Path.Combine(_folder, "agent.yaml");
        File.WriteAllText(file, """
            apiVersion: v1
            kind: Pod
            metadata: { name: agent, namespace: shop }
            spec: { hostPID: true, containers: [{ name: agent, image: agent, securityContext: { privileged: true, runAsUser: 0 } }] }
            """);
        File.SetAttributes(file, FileAttributes.ReadOnly);
        var run = RedoubtProgram.Run("plan", file, "--depth", "1", "--write");
        File.SetAttributes(file, FileAttributes.Normal);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is not written: it is read-only", run.Error, StringComparison.Ordinal);
    }
}
