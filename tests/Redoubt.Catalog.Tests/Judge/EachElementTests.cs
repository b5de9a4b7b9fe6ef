using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Judge;

/// <summary>One element of a list that cannot be judged hides nothing of the others, and is not hidden by them.</summary>
public sealed class EachElementTests
{
    private const string Control = """
        id: policy/example
        title: It is so
        layer: policy
        theme: isolation
        severity: low
        for: ConfigMap
        each: object.data.words.split(',')
        check: int(it) > 0
        message: "'found ' + it"
        why: Because.
        fix: { say: Mend it. }
        """;

    [Theory]
    [InlineData("1,2", 0, 0, 0)]
    [InlineData("1,0", 1, 0, 0)]
    [InlineData("1,x", 0, 1, 1)]
    [InlineData("0,x", 1, 1, 0)]
    [InlineData("x,0", 1, 1, 0)]
    public void A_finding_and_an_error_stand_beside_each_other(string words, int findings, int errors, int unknowns)
    {
        var catalog = new CatalogBuilder().Add("example.yaml", Control).Build();
        var judge = new PlatformJudge(catalog, catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor });
        var read = DocumentReader.Read("map.yaml", $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: a, namespace: b}}, data: {{words: '{words}'}}}}");
        var judgement = judge.Judge(new PlatformBuilder().AddRange(read.Documents).Build(), TestContext.Current.CancellationToken);

        Assert.Equal((findings, errors, unknowns), (judgement.Findings.Count, judgement.Errors.Count, judgement.Unknowns.Count));
        Assert.All(judgement.Unknowns, unknown => Assert.Empty(unknown.Missing));
    }
}
