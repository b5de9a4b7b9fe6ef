using Redoubt.Collect.Machines;

namespace Redoubt.Collect.Tests.Machines.Suite;

/// <summary>The suite `nodes`: machines with modes and owners, and the verdict of each item of the benchmarks.</summary>
[NeedsSuite("nodes")]
public sealed class NodeSuiteTests(ITestOutputHelper output)
{
    /// <summary>Which rows every machine must answer. What other issues add is compared as soon as a control names it.</summary>
    private static readonly string[] Answered = ["cis-docker/", "cis-kubernetes/", "cis-linux/", "fact/boot:", "fact/containerd-", "fact/engine-", "fact/sysctl:"];

    [Fact]
    public void Every_machine_gets_the_verdicts_that_are_expected()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "owners of files can only be set by root; CI runs as root");
        var rows = MachineCase.All.SelectMany(Rows).ToArray();
        foreach (var kind in rows.GroupBy(row => (Kind(row.Item), row.Expected)).OrderBy(kind => kind.Key))
        {
            output.WriteLine($"{kind.Key.Item1} {kind.Key.Expected}: {kind.Count(row => row.Agrees)} of {kind.Count()} agree");
        }

        output.WriteLine($"{rows.Count(row => row.Agrees)} of {rows.Length} agree");
        Assert.Empty(rows.Where(row => !row.Agrees).Select(row => $"{row.Machine}: {row.Item}: expected {row.Expected}, is {row.Actual}"));
    }

    private static IEnumerable<Row> Rows(MachineCase machine)
    {
        var folder = Directory.CreateTempSubdirectory("redoubt-node-").FullName;
        try
        {
            var root = Path.Combine(folder, "root");
            Directory.CreateDirectory(root);
            MachineLayout.Make(machine.Folder, root);
            var request = new NodeRequest(root, machine.At) { Kubernetes = machine.Kubernetes };
            var collected = machine.RunAs is { } user ? OtherUser.Run(user, () => NodeCollection.Collect(request)) : NodeCollection.Collect(request);
            Assert.Null(collected.Problem);
            var file = Path.Combine(folder, "node.yaml");
            File.WriteAllText(file, collected.Text);
            var verdicts = ItemVerdicts.Of(file, machine);
            Assert.Empty(verdicts.Errors);
            return [.. machine.Expected.Where(row => verdicts.IsKnown(row.Item) || Answered.Any(row.Item.StartsWith)).Select(row => Compare(machine, row, verdicts))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Row Compare(MachineCase machine, (string Item, string Verdict) row, ItemVerdicts verdicts)
    {
        var actual = !verdicts.IsKnown(row.Item) ? "not asked" : verdicts.Of(row.Item);
        return new Row(machine.Name, row.Item, row.Verdict, actual, actual == row.Verdict);
    }

    private static string Kind(string item) => item.Split(':')[0] is ['f', 'a', 'c', 't', '/', ..] fact ? fact : item[..item.IndexOf('/', StringComparison.Ordinal)];

    private sealed record Row(string Machine, string Item, string Expected, string Actual, bool Agrees);
}
