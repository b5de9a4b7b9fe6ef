using Redoubt.Catalog.Judge;
using Redoubt.Catalog.Views;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Judge;

/// <summary>What is remembered of subjects that are alike changes no verdict: among many each object is judged as alone.</summary>
public sealed class AlikeTests
{
    private static readonly PlatformJudge Judge = new(
        Repository.Catalog, Repository.Catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor, Threads = 1, KeepPassed = true });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_object_of_every_example_is_judged_among_all_others_as_alone()
    {
        Document[] documents = [.. Repository.Catalog.Controls.SelectMany(Documents)];
        var together = Told(Judge.Judge(PlatformOf(documents), Stop));
        var alone = documents.Select(document => Told(Judge.Judge(PlatformOf([document]), Stop))).SelectMany(told => told);

        Assert.True(documents.Length > 400, $"{documents.Length} objects are too few");
        Assert.Equal(alone.Distinct().Order(StringComparer.Ordinal), together.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>One field after another differs among workloads that are otherwise alike, more often than a control remembers.</summary>
    [Fact]
    public void Workloads_that_differ_in_one_field_are_told_apart()
    {
        string[] fields =
        [
            "hostPID: true", "hostNetwork: true", "securityContext: {runAsNonRoot: true}", "securityContext: {runAsUser: 0}", "hostUsers: false",
            "securityContext: {seccompProfile: {type: Unconfined}}", "automountServiceAccountToken: false", "shareProcessNamespace: true", "os: {name: windows}",
        ];
        string[] contexts = ["{}", "{privileged: true}", "{privileged: false}", "{allowPrivilegeEscalation: false}", "{capabilities: {add: [SYS_ADMIN]}}", "{capabilities: {drop: [ALL]}}", "{runAsUser: 0}"];
        Document[] documents =
        [
            .. from repeat in Enumerable.Range(0, 3)
               from field in fields.Index()
               from context in contexts.Index()
               let name = $"p{repeat}-{field.Index}-{context.Index}"
               select Read($"{{apiVersion: v1, kind: Pod, metadata: {{name: {name}, namespace: shop}}, spec: {{{field.Item}, containers: [{{name: c, image: a:1, securityContext: {context.Item}}}]}}}}")[0],
        ];
        var together = Told(Judge.Judge(PlatformOf(documents), Stop));
        var alone = documents.SelectMany(document => Told(Judge.Judge(PlatformOf([document]), Stop)));

        Assert.Equal(alone.Distinct().Order(StringComparer.Ordinal), together.Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Document> Documents(Control control) => control.Text.Examples
        .SelectMany((example, index) => Read(example.Manifests, $"{control.Id}-{index}.yaml"))
        .Where(document => !document.Root["metadata"]["ownerReferences"].HasValue);

    private static IReadOnlyList<Document> Read(string text, string file = "a.yaml") => DocumentReader.Read(file, text, new ReadOptions { Scope = Scope.Whole }).Documents;

    private static Platform PlatformOf(IEnumerable<Document> documents) => new PlatformBuilder { Scope = Scope.Whole }.AddRange(documents).Build();

    /// <summary>What controls say that look at one object alone.</summary>
    private static IEnumerable<string> Told(Judgement judgement)
    {
        var alone = Judge.Controls.Index().Where(one => LooksAtOneObject(one.Index)).Select(one => one.Item).ToHashSet();
        return
        [
            .. judgement.Findings.Where(finding => alone.Contains(finding.Control))
                .SelectMany(finding => finding.AtEachPlace()).Select(finding => $"{finding.Control.Id} {finding.Subject} {finding.Location} {finding.Message}"),
            .. judgement.Passed.Where(passed => alone.Contains(passed.Control)).Select(passed => $"passed {passed.Control.Id} {passed.Subject}"),
        ];
    }

    private static bool LooksAtOneObject(int number) =>
        Judge.Compiled(number) is { View: ContainerView or PodView or WorkloadView or KindsView } control
        && new[] { control.When, control.Each, control.Check, control.Message }.OfType<CelProgram>().SelectMany(program => program.FreeVariables).All(name => !control.Language.IsKnown(name));
}
