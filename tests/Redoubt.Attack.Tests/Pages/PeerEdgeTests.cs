using System.Text.RegularExpressions;

namespace Redoubt.Attack.Tests.Pages;

/// <summary>docs/coverage.md answers for each edge and each risky right of the tools that people know, by techniques that are there or by why there is none.</summary>
public sealed partial class PeerEdgeTests
{
    private static readonly string[] Tools = ["KubeHound", "IceKube", "rbac-police", "KubiScan"];
    private static readonly string Page = File.ReadAllText(Path.Combine(TestFolders.Root, "docs", "coverage.md"));

    [Theory]
    [NeedsSuite("peers")]
    [InlineData("KubeHound", "attack-edges.txt")]
    [InlineData("IceKube", "attack-edges.txt")]
    [InlineData("rbac-police", "rbac-rules.txt")]
    [InlineData("KubiScan", "rbac-rules.txt")]
    public void Every_edge_of_a_tool_is_answered_once(string tool, string list)
    {
        var section = File.ReadAllText(Path.Combine(Suites.Folder("peers"), list)).Split($"\n## {tool} ")[1].Split("\n## ")[0];
        var edges = section.Split('\n').Skip(1).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(" | ")[0]).Distinct(StringComparer.Ordinal);

        Assert.Equal(edges.Order(StringComparer.Ordinal), Rows(tool).Select(row => row.Edge).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_answers_is_a_technique_a_part_of_the_model_or_a_reason()
    {
        var techniques = Directory.GetFiles(Path.Combine(TestFolders.Root, "techniques"), "*.yaml").Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);
        var rows = Tools.SelectMany(Rows).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Matches(@"^(`[a-z0-9-]+`(, `[a-z0-9-]+`)*(: .+)?|part of the model: .+|none: .+)$", row.Answer));
        Assert.All(rows.SelectMany(row => Name().Matches(row.Answer)), name => Assert.Contains(name.Groups[1].Value, techniques));
    }

    private static IEnumerable<(string Edge, string Answer)> Rows(string tool)
    {
        var section = Page.Split($"\n### {tool}\n")[1].Split("\n### ")[0];
        return section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split(" | ")).Select(cells => (cells[0][3..^1], cells[^1][..^2]));
    }

    [GeneratedRegex("`([a-z0-9-]+)`")]
    private static partial Regex Name();
}
