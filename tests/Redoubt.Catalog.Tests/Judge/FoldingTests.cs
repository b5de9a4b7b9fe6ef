using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Judge;

/// <summary>What an object and its owner have in common is told once; what only one of them has is told of it.</summary>
public sealed class FoldingTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: shop, uid: d }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              containers:
              - { name: web, image: "web:1", securityContext: { privileged: true } }
        """;

    [Fact]
    public void A_pod_that_is_as_its_owner_made_it_adds_nothing()
    {
        var alone = Judge(Deployment);
        var together = Judge(Deployment, Set("web", "d"), Pod("web-1", "web", "d", ""));

        Assert.Equal(Names(alone), Names(together));
        Assert.Equal(alone.Counts, together.Counts);
        Assert.Equal(alone.Unknowns.Count, together.Unknowns.Count);
    }

    [Fact]
    public void An_injected_container_is_found_in_the_pod_and_once_for_all_pods_of_one_owner()
    {
        var sidecar = ", { name: spy, image: 'spy:1', securityContext: { privileged: true } }";
        var judgement = Judge(Deployment, Set("web", "d"), Pod("web-1", "web", "d", sidecar), Pod("web-2", "web", "d", sidecar));

        Assert.Equal(["shop/Deployment/web container web runs privileged", "shop/Pod/web-1 container spy runs privileged"], Names(judgement));
        Assert.Equal(2, judgement.Counts.Fails);
    }

    [Fact]
    public void A_forged_owner_hides_nothing()
    {
        var harmless = Deployment.Replace("privileged: true", "privileged: false", StringComparison.Ordinal);
        var judgement = Judge(harmless, Set("web", "d").Replace("privileged: true", "privileged: false", StringComparison.Ordinal), Pod("evil", "web", "d", ""));

        Assert.Equal(["shop/Pod/evil container web runs privileged"], Names(judgement));
    }

    [Fact]
    public void A_pod_without_a_name_folds_as_any_other() =>
        Assert.Equal(Names(Judge(Deployment)), Names(Judge(Deployment, Pod("''", "web", "d", ""))));

    [Fact]
    public void A_pod_that_is_called_as_its_container_adds_nothing()
    {
        var owner = Deployment.Replace("name: web, namespace", "name: shop, namespace", StringComparison.Ordinal);

        Assert.Equal(["shop/Deployment/shop container web runs privileged"], Names(Judge(owner, Pod("web", "shop", "d", ""))));
    }

    [Fact]
    public void Each_place_of_an_object_in_two_files_has_its_own_line_of_text()
    {
        var documents = DocumentReader.Read("a.yaml", Deployment).Documents.Concat(DocumentReader.Read("b.yaml", "# first\n" + Deployment).Documents);
        var finding = Assert.Single(Judge(new PlatformBuilder().AddRange(documents).Build()).Findings);

        Assert.All(finding.AtEachPlace(), place => Assert.Contains("privileged: true", place.Location.Source ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_object_in_two_files_is_one_finding_with_two_places_in_whatever_order_they_are_named()
    {
        var documents = new[] { "b.yaml", "a.yaml" }.SelectMany(file => DocumentReader.Read(file, Deployment).Documents);
        var finding = Assert.Single(Judge(new PlatformBuilder().AddRange(documents).Build()).Findings);

        Assert.Equal(("b.yaml", 10), (finding.Location.File, finding.Location.Line));
        Assert.Equal([("a.yaml", 10)], finding.Copies.Select(copy => (copy.File, copy.Line)));
        Assert.Equal(2, finding.AtEachPlace().Select(place => place.Fingerprint).Distinct().Count());
    }

    [Fact]
    public void Two_objects_whose_names_are_made_up_are_two()
    {
        var job = "{apiVersion: v1, kind: Pod, metadata: {generateName: job-, namespace: shop}, spec: {containers: [{name: a, image: b, securityContext: {privileged: true}}]}}";

        Assert.Equal(2, Judge(job, job).Findings.Count);
    }

    private static string[] Names(Judgement judgement) => [.. judgement.Findings.Select(finding => $"{finding.Subject} {finding.Message}").Order(StringComparer.Ordinal)];

    private static string Set(string owner, string uid) => Deployment.Replace("kind: Deployment", "kind: ReplicaSet", StringComparison.Ordinal)
        .Replace("name: web, namespace: shop, uid: d", $"name: web-rs, namespace: shop, uid: r, ownerReferences: [{{apiVersion: apps/v1, kind: Deployment, name: {owner}, uid: {uid}, controller: true}}]", StringComparison.Ordinal);

    private static string Pod(string name, string owner, string uid, string more) =>
        $"{{apiVersion: v1, kind: Pod, metadata: {{name: {name}, namespace: shop, labels: {{app: web}}, ownerReferences: [{{apiVersion: apps/v1, kind: Deployment, name: {owner}, uid: {uid}}}]}}, "
        + $"spec: {{containers: [{{ name: web, image: 'web:1', securityContext: {{ privileged: true }} }}{more}]}}}}";

    private static Judgement Judge(params string[] manifests) =>
        Judge(new PlatformBuilder().AddRange(DocumentReader.Read("all.yaml", string.Join("\n---\n", manifests)).Documents).Build());

    private static Judgement Judge(Platform platform) =>
        new PlatformJudge(Repository.Catalog, [Repository.Catalog.Find("workloads/privileged-container")!], new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor })
            .Judge(platform, TestContext.Current.CancellationToken);
}
