using Redoubt.Catalog.Judge;
using Redoubt.Catalog.Subjects;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Yaml;

namespace Redoubt.Catalog.Tests.Subjects;

/// <summary>Where a text may be read in two ways, and what the API takes there.</summary>
public class AmbiguousPlacesTests
{
    private const string Secret = """
        apiVersion: v1
        kind: Secret
        metadata: { name: keys, namespace: shop }
        stringData: { a: hunter2x, a: hunter3x }
        ...
        data: { b: aHVudGVyNA== }
        """;

    [Theory]
    [InlineData("on: 1", "key", "true")]
    [InlineData("spec: { replicas: 010 }", "number", "replicas")]
    [InlineData("spec: { paused: no }", "bool", "paused")]
    [InlineData("spec: { template: { spec: { containers: [{ name: a, args: [1:30] }] } } }", "string", "args")]
    [InlineData("spec: { template: { spec: { containers: [{ name: a, resources: { limits: { cpu: 010 } } }] } } }", "quantity", "cpu")]
    [InlineData("spec: { strategy: { rollingUpdate: { maxSurge: 010 } } }", "int or string", "maxSurge")]
    [InlineData("metadata: { labels: { a: 1:30 } }", "string", "a")]
    [InlineData("unheard: { of: 010 }", "", "of")]
    [InlineData("...\nspec: {}", "", "")]
    public void A_place_is_named_with_what_the_API_takes_there(string field, string taken, string name)
    {
        var place = Assert.Single(AmbiguousPlaces.Of(Read("apiVersion: apps/v1\nkind: Deployment\n" + field + "\n")));

        Assert.Equal((taken, name), (place.Field, place.Node == place.Node.Tape.NodeAt(0) ? "" : NameOf(place.Node)));
    }

    [Fact]
    public void Every_kind_of_ambiguity_has_a_name_of_its_own()
    {
        var kinds = Enum.GetValues<AmbiguityKind>();

        Assert.Equal(kinds.Length, kinds.Select(AmbiguityKinds.Name).Distinct().Count());
    }

    [Fact]
    public void Nothing_of_a_secret_is_told_and_the_finding_stands_at_the_place()
    {
        var platform = new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("file.yaml", Secret, ReadOptions.Default).Documents).Build();
        Control[] controls = [Repository.Catalog.Find("policy/duplicate-key")!, Repository.Catalog.Find("policy/dropped-content")!];
        var findings = new PlatformJudge(Repository.Catalog, controls, new JudgeOptions { KubernetesMinor = 33 }).Judge(platform, TestContext.Current.CancellationToken).Findings;

        Assert.Equal([(6, 1, ""), (4, 28, "stringData.a")], findings.Select(found => (found.Location.Line, found.Location.Column, found.Location.Path)));
        Assert.DoesNotContain(findings, finding => finding.Message.Contains("hunter", StringComparison.Ordinal));
    }

    private static Document Read(string manifest) => Assert.Single(DocumentReader.Read("file.yaml", manifest, ReadOptions.Default).Documents);

    private static string NameOf(Node node) => node.HasKey ? node.Key.ToString() : NameOf(node.Parent);
}
