using Redoubt.Attack.Diff;
using Redoubt.Attack.Tests.Suite;
using Redoubt.Catalog.Compare;

namespace Redoubt.Attack.Tests.Diff;

/// <summary>What a step of hardening does to the shop: each better or as it was, a cosmetic change nothing at all.</summary>
[NeedsSuite("depth")]
public sealed class StepTests(ITestOutputHelper output)
{
    private static string Folder => Path.Combine(Suites.Folder("depth"), "shop");

    public static TheoryData<string> Rows => [.. Suites.Rows("depth", () => File.ReadLines(Path.Combine(Folder, "steps.csv")).Skip(1).Select(row => string.Join(',', row.Split(',').Take(7))))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_step_has_the_effect_that_is_expected(string row)
    {
        var fields = row.Split(',');
        var (before, after) = (Path.Combine("shop", fields[2]), Path.Combine("shop", fields[3]));
        Assert.True(Directory.Exists(Path.Combine(Suites.Folder("depth"), before)) && Directory.Exists(Path.Combine(Suites.Folder("depth"), after)), row);

        var diff = DepthDiff.Between(new DepthCase(before).Analysis, new DepthCase(after).Analysis);

        var effect = diff.Changes.Count == 0 ? "=" : diff.Changes.All(change => change.Effect == DepthEffect.Better) ? "+" : "~";
        output.WriteLine($"{fields[0]}: {effect}, {diff.Changes.Count} pairs");
        Assert.Equal(fields[4], effect);
        if (fields[0] != "rbac_ingress")
        {
            Assert.Equal(int.Parse(fields[5], System.Globalization.CultureInfo.InvariantCulture), diff.Changes.Count(change => change.Before != change.After));
        }
    }
}
