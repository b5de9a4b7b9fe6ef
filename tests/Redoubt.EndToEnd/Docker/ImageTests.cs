using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Redoubt.EndToEnd.Docker;

/// <summary>The container image in the real Docker Engine.</summary>
[NeedsSystem]
[Collection(ThisMachine.Name)]
public sealed class ImageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_scans_what_is_mounted_as_a_user_without_rights_and_writes_nothing()
    {
        var archive = Path.Combine(_folder, "redoubt.oci.tar");
        using (var made = Process.Start(new ProcessStartInfo(Path.Combine(RedoubtProgram.Root, "image"), [Path.Combine(RedoubtProgram.Root, "artifacts", "native", "redoubt"), archive]) { RedirectStandardOutput = true })!)
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, made.ExitCode);
        }

        using var server = await DockerServer.StartAsync(_folder);
        await server.LoadAsync(archive);
        var version = (await File.ReadAllTextAsync(Path.Combine(RedoubtProgram.Root, "Directory.Build.props"), TestContext.Current.CancellationToken)).Split("<Version>")[1].Split('<')[0];

        var run = await server.RunAsync(new JsonObject
        {
            ["Image"] = $"redoubt:{version}",
            ["Cmd"] = new JsonArray("scan", "bookshop", "--format", "text"),
            ["HostConfig"] = new JsonObject
            {
                ["NetworkMode"] = "none",
                ["ReadonlyRootfs"] = true,
                ["CapDrop"] = new JsonArray("ALL"),
                ["SecurityOpt"] = new JsonArray("no-new-privileges:true"),
                ["Binds"] = new JsonArray($"{Path.Combine(RedoubtProgram.Root, "examples")}:/work:ro"),
            },
        });

        var here = RedoubtProgram.RunIn(Path.Combine(RedoubtProgram.Root, "examples"), null, [], "scan", "bookshop", "--format", "text");
        Assert.Equal(here.ExitCode, run.ExitCode);
        Assert.Equal(here.Output.Split('\n').Length, run.Output.Split('\n').Length);
        Assert.Contains("workloads/", run.Output, StringComparison.Ordinal);
    }
}
