using System.Text.RegularExpressions;
using Redoubt.Collect.Clusters;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Views;
using Redoubt.Network;

namespace Redoubt.Collect.Tests.Clusters;

/// <summary>What is judged is collected: no control, analysis or view reads a kind that a collection leaves out.</summary>
public sealed partial class ClusterKindsTests
{
    // What no API server of today serves, or nobody lists.
    private static readonly string[] NotListed = ["extensions"];

    // They tell of versions in files: a server answers in a version that it serves.
    private static readonly string[] OfFiles = ["removed-api.yaml", "deprecated-api.yaml"];

    public static TheoryData<string> ReadKinds => [.. Of("controls").Concat(Of("views")).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(ReadKinds))]
    public void Every_kind_that_the_catalogue_reads_is_collected(string kind)
    {
        Assert.All(Meant(kind), one => Assert.True(ClusterKinds.Has(one), $"add {one} to kinds.txt"));
    }

    [Fact]
    public void Every_kind_that_runs_pods_is_collected() =>
        Assert.DoesNotContain(PodTemplates.Default.Kinds, kind => !NotListed.Contains(kind.Group) && !ClusterKinds.Has(kind));

    [Fact]
    public void Every_kind_that_the_network_is_made_of_is_collected() =>
        Assert.DoesNotContain(NetworkKinds.All, kind => kind.Group != EvidenceKinds.Group && !NotListed.Contains(kind.Group) && !ClusterKinds.Has(kind));

    /// <summary>The kinds named in controls' <c>for</c> and in questions to the platform.</summary>
    private static IEnumerable<string> Of(string folder) => Directory.EnumerateFiles(Path.Combine(TestFolders.Root, folder), "*.yaml", SearchOption.AllDirectories)
        .Where(file => !OfFiles.Contains(Path.GetFileName(file))).Select(File.ReadAllText).SelectMany(text => For().Matches(text).SelectMany(match => match.Groups[1].Value.Split([',', '[', ']', '\n', ' '], StringSplitOptions.RemoveEmptyEntries))
            .Concat(Questions().Matches(text).Select(match => match.Groups[1].Value)))
        .Where(name => name.Split('/')[^1] is [>= 'A' and <= 'Z', ..] && !name.Contains(".config.k8s.io/", StringComparison.Ordinal));

    /// <summary>A kind without a group is every built-in one of that name; kinds of our own are collected elsewhere.</summary>
    private static IEnumerable<GroupKind> Meant(string kind) =>
        (kind.Contains('/', StringComparison.Ordinal) ? [GroupKind.Parse(kind)] : FieldIndex.Default.KindsNamed(kind).ToArray().Select(one => new GroupKind(one.Group, one.Kind)).Where(one => !NotListed.Contains(one.Group)))
        .Where(one => one.Group != EvidenceKinds.Group).Distinct();

    [GeneratedRegex(@"^for: (\[[^\]]*\]|\S+)", RegexOptions.Multiline)]
    private static partial Regex For();

    [GeneratedRegex(@"(?:objects\w*|isObjectOf)\('([^']+)'")]
    private static partial Regex Questions();
}
