using Redoubt.Catalog;

namespace Redoubt.Run.Tests.Fixes;

/// <summary>Which controls have no fix, and that it is said why.</summary>
public sealed class FixCoverageTests
{
    [Fact]
    public void Each_control_of_manifests_has_a_fix_or_the_coverage_says_why_not()
    {
        var page = File.ReadAllText(Path.Combine(TestFolders.Root, "docs", "coverage.md"));
        var manifests = FixedText.Controls.Where(control => control.Layer is Layer.Policy or Layer.Workloads).ToLookup(control => control.Text.Edit.IsEmpty, control => control.Id);

        Assert.All(manifests[true], control => Assert.Single(page.Split($"[{control}]").Skip(1)));
        Assert.All(manifests[false], control => Assert.DoesNotContain($"[{control}]", page, StringComparison.Ordinal));
    }
}
