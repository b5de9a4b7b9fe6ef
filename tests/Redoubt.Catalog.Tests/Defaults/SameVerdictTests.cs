using Redoubt.Admission.Defaults;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Mutate;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Defaults;

/// <summary>A control says of a manifest what it says of the object that the API server makes of it: else the stages would differ.</summary>
public class SameVerdictTests
{
    /// <summary>All but the controls of texts: the API server never sees the text, and the object that it keeps has no ambiguity.</summary>
    public static TheoryData<string> Ids =>
        [.. Repository.Catalog.Controls.Where(control => control.Target.For is not ["ambiguity"]).Select(control => control.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_judges_a_manifest_with_the_servers_defaults_as_the_manifest(string id)
    {
        var control = Repository.Catalog.Find(id)!;
        foreach (var example in control.Text.Examples)
        {
            var scope = example.Whole ? Scope.Whole : Scope.Part;
            var judge = new PlatformJudge(Repository.Catalog, [control], new JudgeOptions
            {
                KubernetesMinor = KubernetesVersion.TryParse(example.Kubernetes, out var version) ? version.Minor : KubernetesVersion.NewestMinor,
                Parameters = new Dictionary<string, IReadOnlyList<(string, string)>> { [control.Id] = example.Parameters },
                Threads = 1,
            });
            var written = DocumentReader.Read("example.yaml", example.Manifests, new ReadOptions { Scope = scope }).Documents;
            var defaulted = DocumentReader.Read("example.yaml", Defaulted(written), new ReadOptions { Scope = scope }).Documents;
            Assert.Equal(Verdicts(judge, written, scope), Verdicts(judge, defaulted, scope));
        }
    }

    private static IEnumerable<string> Verdicts(PlatformJudge judge, IReadOnlyList<Document> documents, Scope scope)
    {
        var platform = new PlatformBuilder { Scope = scope }.AddRange(documents).Build();
        var judgement = judge.Judge(platform, TestContext.Current.CancellationToken);
        return judgement.Findings.Select(finding => $"fail {finding.Subject}")
            .Concat(judgement.Unknowns.Select(unknown => $"unknown {unknown.Subject}"))
            .Order(StringComparer.Ordinal);
    }

    // What tells a stored Secret from a written one stays as it is written: `stringData` is a rule's to ask for.
    private static string Defaulted(IEnumerable<Document> documents) => string.Join("\n---\n", documents.Select(document =>
    {
        var value = new EvidenceValues([]).Of(document.Root);
        var isStored = document.Root["stringData"].Count == 0;
        return ObjectJson.Text(PlainValue.Of(isStored ? ServerDefaults.Apply(value, document.ApiVersion, document.Kind, KubernetesVersion.NewestMinor) : value));
    }));
}
