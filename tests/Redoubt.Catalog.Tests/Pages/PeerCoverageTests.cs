using System.Text.RegularExpressions;

namespace Redoubt.Catalog.Tests.Pages;

/// <summary>docs/coverage.md answers for each check of the tools that people know, by a control that is there or by why there is none.</summary>
public partial class PeerCoverageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(TestFolders.Root, "docs", "coverage.md"));

    [Theory]
    [NeedsSuite("peers")]
    [InlineData("kube-linter", "checks-kube-linter.txt")]
    [InlineData("Polaris", "checks-polaris.txt")]
    [InlineData("Trivy", "checks-trivy-k8s.txt")]
    [InlineData("Kubescape", "controls-kubescape.txt")]
    public void Every_check_of_a_tool_is_answered_once(string tool, string list)
    {
        // What Trivy asks of build recipes is not about manifests.
        var checks = File.ReadLines(Path.Combine(Suites.Folder("peers"), list)).Select(line => line.Split('\t')[0]).Where(id => id.Length > 0 && id[0] != '#' && !id.StartsWith("DS-", StringComparison.Ordinal));
        Assert.Equal(checks.Order(StringComparer.Ordinal), Rows(tool).Select(row => row.Check).Order(StringComparer.Ordinal));
    }

    [Fact]
    [NeedsSuite("admission")]
    public void Every_policy_of_the_suite_is_answered()
    {
        var answered = Rows("Kyverno").Select(row => row.Check).ToHashSet(StringComparer.Ordinal);
        var asked = File.ReadLines(Path.Combine(Suites.Folder("admission"), "index.csv")).Skip(1).Select(line => line.Split(',')).Select(cells => $"{Language().Replace(cells[1], "")}/{cells[3]}");
        Assert.Empty(asked.Where(policy => !answered.Contains(policy)).Distinct());
    }

    [Fact]
    public void What_answers_is_a_control_or_a_reason()
    {
        var rows = new[] { "kube-linter", "Polaris", "Trivy", "Kubescape", "Kyverno" }.SelectMany(Rows).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.True(row.Answer.StartsWith("none: ", StringComparison.Ordinal) || ControlName().IsMatch(row.Answer), $"{row.Check} has no answer"));
        Assert.All(rows.SelectMany(row => ControlName().Matches(row.Answer)), name =>
            Assert.True(Repository.Catalog.Find(name.Groups[1].Value) is not null, $"{name.Value} is no control"));
    }

    private static IEnumerable<(string Check, string Answer)> Rows(string tool)
    {
        var section = Page.Split($"\n### {tool}\n")[1].Split("\n### ")[0];
        return section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split(" | ")).Select(cells => (cells[0][3..^1], cells[^1][..^2]));
    }

    // In which language of Kyverno's a policy is written, and to which part of a standard it belongs, is not what it asks.
    [GeneratedRegex(@"-(cel|vpol|mpol)(\.\w+)?$")]
    private static partial Regex Language();

    [GeneratedRegex(@"`((?:policy|workloads|cluster|infrastructure)/[a-z0-9-]+)`")]
    private static partial Regex ControlName();
}
