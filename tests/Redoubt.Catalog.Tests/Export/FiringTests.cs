using Redoubt.Catalog.Export;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Export;

/// <summary>The law of what is exported: each policy denies one of its control's own failing examples, as the API server sees it.</summary>
public class FiringTests
{
    public static TheoryData<string> Exported() =>
        [.. PolicyExporter.Export(Repository.Catalog, Repository.Catalog.Controls, Options(KubernetesVersion.NewestMinor)).Policies.Select(policy => policy.Control.Id)];

    [Theory]
    [MemberData(nameof(Exported))]
    public void It_denies_a_failing_example_of_its_control(string id)
    {
        var control = Repository.Catalog.Find(id)!;
        Assert.Contains(control.Text.Examples.Where(example => example.Verdict == Verdict.Fail), example =>
        {
            var parameters = new Dictionary<string, IReadOnlyList<(string, string)>> { [id] = example.Parameters };
            var minor = KubernetesVersion.TryParse(example.Kubernetes, out var version) ? version.Minor : KubernetesVersion.NewestMinor;
            var same = new SameVerdict([control], Math.Max(minor, ExportOptions.OldestMinor), parameters);
            return DocumentReader.Read(id, example.Manifests).Documents.Any(same.Denies);
        });
    }

    [Theory]
    [InlineData("policy/secret-in-file")]
    [InlineData("policy/removed-api")]
    [InlineData("policy/deprecated-api")]
    public void What_no_object_of_an_API_server_has_makes_no_policy(string id)
    {
        var (control, reason) = Assert.Single(PolicyExporter.Export(Repository.Catalog, [Repository.Catalog.Find(id)!], Options(KubernetesVersion.NewestMinor)).LeftOut);

        Assert.Equal(id, control.Id);
        Assert.StartsWith("it fails for no object that an API server of 1.37 has", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_is_served_still_and_goes_away_makes_a_policy() =>
        Assert.Single(PolicyExporter.Export(Repository.Catalog, [Repository.Catalog.Find("policy/deprecated-api")!], Options(30)).Policies);

    private static ExportOptions Options(int minor) => new() { KubernetesMinor = minor, Actions = [ExportAction.Deny] };
}
