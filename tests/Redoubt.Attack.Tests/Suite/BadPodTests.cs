using System.Globalization;
using System.Text.RegularExpressions;

namespace Redoubt.Attack.Tests.Suite;

/// <summary>Pods that are known to be bad, and just the ways out of them that their class permits.</summary>
[NeedsSuite("depth")]
public sealed partial class BadPodTests
{
    private static string Folder => Path.Combine(Suites.Folder("depth"), "bad-pods");

    public static TheoryData<string> Rows => [.. Suites.Rows("depth", () => File.ReadLines(Path.Combine(Folder, "expected.csv")).Skip(1))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_pod_is_as_far_from_its_node_as_its_class(string row)
    {
        var fields = row.Split(',');
        var analysis = DepthCase.Analyse(DepthCase.PlatformOf(Path.Combine(Folder, fields[0])));
        var entry = analysis.Entries.Single(entry => entry.Name.StartsWith("workload:", StringComparison.Ordinal));
        var pair = analysis.From(entry).Pairs.Single(pair => pair.Jewel.Name == "node");

        Assert.Equal(int.Parse(fields[2], CultureInfo.InvariantCulture), pair.Depth);
        if (fields[3].Length > 0)
        {
            Assert.Equal(Sets().Matches(fields[3]).Select(set => set.Groups[1].Value).Order(StringComparer.Ordinal), pair.Sets.Select(set => string.Join(' ', set.Causes)).Order(StringComparer.Ordinal));
        }
    }

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Sets();
}
