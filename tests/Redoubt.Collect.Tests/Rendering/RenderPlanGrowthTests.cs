using Redoubt.Collect.Files;
using Redoubt.Collect.Rendering;

namespace Redoubt.Collect.Tests.Rendering;

/// <summary>What belongs to which chart costs what a path is deep, not what there is in the tree: counted, not timed.</summary>
public sealed class RenderPlanGrowthTests
{
    [Fact]
    public void Twice_the_charts_and_files_are_at_most_about_twice_the_looks()
    {
        long[] looks = [.. new[] { 20, 40, 80 }.Select(Looks)];

        Assert.InRange(looks[1], 1, looks[0] * 22 / 10);
        Assert.InRange(looks[2], 1, looks[1] * 22 / 10);
    }

    private static long Looks(int charts)
    {
        using var folder = new TemporaryFolder();
        var files = new List<SourceFile>();
        for (var i = 0; i < charts; i++)
        {
            folder.With($"c{i}/Chart.yaml", $"apiVersion: v2\nname: c{i}\n");
            foreach (var name in new[] { "Chart.yaml", "values.yaml", "templates/a.yaml", "templates/b.yaml" })
            {
                files.Add(new SourceFile($"c{i}/{name}", Path.Combine(folder.Path, $"c{i}", name), Named: false, Whole: true));
            }
        }

        var plan = new RenderPlan(files);
        Assert.All(files, file => Assert.True(plan.IsPart(file)));
        Assert.DoesNotContain(files, file => !plan.IsRoot(file) && plan.IsRead(file));
        return plan.Looks;
    }
}
