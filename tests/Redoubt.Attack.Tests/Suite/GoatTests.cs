using System.Globalization;

namespace Redoubt.Attack.Tests.Suite;

/// <summary>Kubernetes Goat's own scenarios, as its authors meant them: those that manifests show and that end in a jewel.</summary>
[NeedsSuite("depth")]
public sealed class GoatTests
{
    private static readonly Lazy<DepthAnalysis> Goat = new(() => DepthCase.Analyse(DepthCase.PlatformOf(
        Directory.EnumerateFiles(Path.Combine(Suites.Folder("depth"), "..", "..", "inputs", "kubernetes-goat"), "*.yaml", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/templates/", StringComparison.Ordinal) && !file.EndsWith("values.yaml", StringComparison.Ordinal) && !file.EndsWith("Chart.yaml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)), new AttackSettings { Jewels = ["secret:big-monolith/vaultapikey"] }));

    // It waits: the image is of the project's own name, by which nothing shows that it is a Redis.
    private const string NoStoreByName = "11 namespace bypass";

    public static TheoryData<string> Rows => [.. Suites.Rows("depth", () => File.ReadLines(Path.Combine(Suites.Folder("depth"), "goat.csv")).Skip(1).Where(IsMeant))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_scenario_is_as_deep_as_its_authors_meant_it(string row)
    {
        var fields = row.Split(',');
        var analysis = Goat.Value;
        Assert.Equal(int.Parse(fields[3], CultureInfo.InvariantCulture), analysis.From(analysis.Find(fields[1])!).Pairs.Single(pair => pair.Jewel.Name == fields[2]).Depth);
    }

    private static bool IsMeant(string row)
    {
        var fields = row.Split(',');
        return int.TryParse(fields[3], CultureInfo.InvariantCulture, out _) && fields[5] == "manifests" && fields[0] != NoStoreByName
            && (fields[2] is "node" or "cluster-admin" || fields[2].StartsWith("data:", StringComparison.Ordinal) || fields[2].StartsWith("secret:", StringComparison.Ordinal));
    }
}
