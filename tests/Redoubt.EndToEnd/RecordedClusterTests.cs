using System.Text.Json.Nodes;
using Redoubt.ApiServer.Hosting;
using Redoubt.ApiServer.Recordings;

namespace Redoubt.EndToEnd;

/// <summary>What a real API server held while it was recorded is collected and read without a fault.</summary>
[NeedsSuite("api-server")]
public sealed class RecordedClusterTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_recorded_cluster_is_collected_whole_and_read_without_a_fault()
    {
        var folder = Suites.Folder("api-server");
        var flows = KubectlFlow.Read(folder).ToArray();
        Recorded[] everything = [.. Recorded.Read(folder), .. flows.SelectMany(flow => flow.Exchanges)];
        var server = flows.Single(flow => flow.Id == "describe").Server(everything);
        await using var host = await LoopbackHost.StartAsync(server);
        var place = Directory.CreateTempSubdirectory("redoubt").FullName;
        try
        {
            var (kubeconfig, file) = (Path.Combine(place, "kubeconfig"), Path.Combine(place, "cluster.yaml"));
            await File.WriteAllTextAsync(kubeconfig, $$"""
                current-context: here
                clusters:
                - name: recorded
                  cluster: {server: "{{host.Address.ToString().TrimEnd('/')}}"}
                contexts:
                - name: here
                  context: {cluster: recorded}
                """, TestContext.Current.CancellationToken);

            var collected = RedoubtProgram.Run("collect", "cluster", "--kubeconfig", kubeconfig, "-o", file, "--strict");
            var report = JsonNode.Parse(RedoubtProgram.Run("scan", file, "--format", "json").Output)!;

            output.WriteLine(collected.Error);
            Assert.Equal(0, collected.ExitCode);
            Assert.Empty(report["errors"]!.AsArray());
            Assert.Empty(report["inputs"]!["ledger"]!.AsArray());
            var kinds = File.ReadLines(file).Select(line => (string)JsonNode.Parse(line)!["kind"]!).ToHashSet();
            Assert.Empty(new[] { "ConfigMap", "CustomResourceDefinition", "Deployment", "Namespace", "Pod", "Role", "RoleBinding" }.Except(kinds));
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }
}
