using Redoubt.Evidence.Ledger;

namespace Redoubt.Collect.Tests;

public sealed class ComponentsSeenTwiceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_the_API_server_shows_of_a_component_is_left_out_where_its_node_says_the_same_and_more()
    {
        var collected = Collected(
            Component("process", "node-1", ("anonymous-auth", "false"), ("profiling", "false")),
            Component("api", "node-1", ("anonymous-auth", "false")));

        Assert.Equal(["0.yaml"], Files(collected));
        var entry = Assert.Single(collected.Ledger);
        Assert.Equal((LedgerCode.SeenTwice, LedgerLevel.Harmless, 1), (entry.Code, entry.Level, entry.Line));
    }

    [Fact]
    public void Where_they_say_different_things_both_are_judged_and_it_says_in_what_they_differ()
    {
        var collected = Collected(Component("process", "node-1", ("anonymous-auth", "false")), Component("api", "node-1", ("anonymous-auth", "true")));

        Assert.Equal(["0.yaml", "1.yaml"], Files(collected));
        var entry = Assert.Single(collected.Ledger);
        Assert.Equal((LedgerCode.SeenDifferently, LedgerLevel.Note), (entry.Code, entry.Level));
        Assert.Contains("anonymous-auth is `false` on the node and `true` as the API server shows it", entry.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_API_server_knows_what_the_node_could_not_see_both_are_judged()
    {
        var collected = Collected(Component("process", "node-1", ("profiling", "false")), Component("api", "node-1", ("anonymous-auth", "true")));

        Assert.Equal(["0.yaml", "1.yaml"], Files(collected));
        Assert.Empty(collected.Ledger);
    }

    [Fact]
    public void Components_of_other_nodes_or_of_one_source_are_others()
    {
        var collected = Collected(
            Component("process", "node-1", ("profiling", "true")),
            Component("process", "node-1", ("profiling", "false")),
            Component("api", "node-2", ("profiling", "true")));

        Assert.Equal(["0.yaml", "1.yaml", "2.yaml"], Files(collected));
        Assert.Empty(collected.Ledger);
    }

    private static IEnumerable<string> Files(Collected collected) => collected.Documents.Select(document => Path.GetFileName(document.Origin.File));

    private static string Component(string foundBy, string host, params (string Name, string Value)[] settings) => $$"""
        apiVersion: evidence.redoubt.dev/v1
        kind: Component
        metadata: { name: kube-apiserver-{{host}} }
        foundBy: {{foundBy}}
        name: kube-apiserver
        host: {{host}}
        settings: { {{string.Join(", ", settings.Select(setting => $"{setting.Name}: {{ value: \"{setting.Value}\" }}"))}} }
        """;

    private Collected Collected(params string[] documents)
    {
        for (var at = 0; at < documents.Length; at++)
        {
            _folder.With($"{at}.yaml", documents[at]);
        }

        return Collector.Collect([_folder.Path]);
    }
}
