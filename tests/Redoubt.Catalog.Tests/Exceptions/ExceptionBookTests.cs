using Redoubt.Catalog.Exceptions;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Exceptions;

/// <summary>What an exception takes in, what it leaves, and what does nothing.</summary>
public sealed class ExceptionBookTests
{
    private const string Controls = """
        id: workloads/example
        title: Containers are fine
        layer: workloads
        theme: isolation
        severity: medium
        for: container
        check: "!container.?securityContext.?privileged.orValue(false)"
        at: securityContext.privileged
        why: Because.
        fix: { say: Mend it. }
        ---
        id: workloads/firm
        title: Pods are fine
        layer: workloads
        theme: isolation
        severity: high
        exceptable: false
        for: pod
        check: "!pod.spec.?hostPID.orValue(false)"
        at: spec.hostPID
        why: Because.
        fix: { say: Mend it. }
        """;

    private const string Web = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          namespace: shop
          labels: { team: blue }
          annotations: { ANNOTATION }
        spec:
          hostPID: true
          containers:
          - name: web
            securityContext: { privileged: true } # LINE
          - name: side
            securityContext: { privileged: true }
            command: [sh, -c, "x"]
        """;

    private static readonly string[] Both = ["side", "web"];
    private static readonly DateOnly Today = new(2026, 11, 28);

    [Theory]
    [InlineData("container: web", "web")]
    [InlineData("container: w*", "web")]
    [InlineData("kind: Pod, name: web, namespace: shop", "side,web")]
    [InlineData("kind: Deployment", "")]
    [InlineData("namespace: sho", "")]
    [InlineData("labels: { team: blue }", "side,web")]
    [InlineData("labels: { team: red }", "")]
    [InlineData("path: deploy/*.yaml", "side,web")]
    [InlineData("path: \"*.yaml\"", "")]
    [InlineData("place: \"spec.containers[name=side]\"", "side")]
    [InlineData("place: \"spec.containers[name=si\"", "")]
    [InlineData("place: spec", "side,web")]
    public void A_scope_takes_in_what_it_names_and_nothing_beside_it(string scope, string excepted) =>
        Assert.Equal(excepted, Excepted(Pod(), $"exceptions: [{{ control: workloads/example, scope: {{ {scope} }}, reason: x }}]"));

    [Fact]
    public void One_place_is_excepted_by_its_fingerprint()
    {
        var side = Judge(Pod()).Findings.Single(finding => finding.Container == "side");

        Assert.Equal("side", Excepted(Pod(), $"exceptions: [{{ control: 'workloads/*', scope: {{ fingerprint: {side.Fingerprint} }}, reason: x }}]"));
    }

    [Theory]
    [InlineData("2026-11-28", "side,web")]
    [InlineData("2026-11-27", "")]
    public void An_exception_holds_to_the_end_of_its_last_day(string until, string excepted) =>
        Assert.Equal(excepted, Excepted(Pod(), $"exceptions: [{{ control: workloads/example, until: {until}, reason: x }}]"));

    [Fact]
    public void What_cannot_be_excepted_by_the_catalogue_or_by_the_configuration_is_not()
    {
        var findings = Apply(Pod(), "exceptions: { never: [workloads/exam*], list: [{ control: 'workloads/*', reason: x }] }").Findings;

        Assert.Equal(3, findings.Count);
        Assert.All(findings, finding => Assert.Null(finding.Exception));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("inManifests: [policy/*]", "")]
    [InlineData("inManifests: [workloads/*]", "web")]
    [InlineData("inManifests: [workloads/*], to: low", "")]
    [InlineData("inManifests: [workloads/*], to: medium", "web")]
    public void A_comment_counts_only_where_the_configuration_lets_manifests_except(string allowed, string excepted) =>
        Assert.Equal(excepted, Excepted(Pod(line: "redoubt:except workloads/example until 2027-01-01: we test"), $"exceptions: {{ {allowed} }}"));

    [Fact]
    public void A_comment_over_a_line_is_about_that_line() =>
        Assert.Equal("side", Excepted(
            Pod().Replace("  - name: side\n", "  - name: side\n    # redoubt:except workloads/example: we test\n\n    # and more\n", StringComparison.Ordinal), "exceptions: { inManifests: ['**'] }"));

    [Fact]
    public void What_stands_in_a_script_is_no_comment() =>
        Assert.Empty(Apply(Pod().Replace("\"x\"", "\"x # redoubt:except workloads/example: we test\"", StringComparison.Ordinal), "exceptions: { inManifests: ['**'] }").Uses);

    [Theory]
    [InlineData("workloads/example until 2027-01-01: we test", "side,web")]
    [InlineData("workloads/example: we test", "side,web")]
    [InlineData("workloads/example until 2026-01-01: we test", "")]
    [InlineData("workloads/*: all of it", "")]
    [InlineData("workloads/example", "")]
    [InlineData("workloads/example until tomorrow: we test", "")]
    [InlineData("all", "")]
    public void An_annotation_excepts_its_object_for_a_reason(string text, string excepted) =>
        Assert.Equal(excepted, Excepted(Pod(annotation: $"redoubt.dev/except: '{text}'"), "exceptions: { inManifests: ['**'] }"));

    [Theory]
    [InlineData("redoubt.dev/excepts: 'workloads/example: x'", "did you mean `redoubt.dev/except`?")]
    [InlineData("redoubt.dev/except: 'workloads/firm: x'", "workloads/firm cannot be excepted")]
    [InlineData("redoubt.dev/except: 'workloads/example'", "is no exception, such as")]
    public void What_does_nothing_says_why(string annotation, string objection)
    {
        var use = Assert.Single(Apply(Pod(annotation), "exceptions: { inManifests: ['**'], to: critical }").Uses);

        Assert.Contains(objection, use.Objection, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_never_allowed_is_told_so_also_when_it_has_ended() =>
        Assert.Contains("does not let manifests except", Assert.Single(Apply(Pod("redoubt.dev/except: 'workloads/example until 2026-01-01: x'"), "exceptions: { inManifests: [policy/*] }").Uses).Objection, StringComparison.Ordinal);

    [Fact]
    public void When_a_document_was_collected_is_no_exception() =>
        Assert.Empty(Apply(Pod("redoubt.dev/collected: '2026-11-28T00:00:00Z'"), "exceptions: { inManifests: ['**'] }").Uses);

    [Fact]
    public void An_object_of_a_live_cluster_excepts_nothing_for_itself()
    {
        var live = Pod("redoubt.dev/except: 'workloads/example: x'").Replace("  name: web\n  namespace", "  name: web\n  uid: 9f3c\n  resourceVersion: '7'\n  namespace", StringComparison.Ordinal);
        var (findings, uses) = Apply(live, "exceptions: { inManifests: ['**'] }");

        Assert.All(findings, finding => Assert.Null(finding.Exception));
        Assert.Contains("live cluster", Assert.Single(uses).Objection, StringComparison.Ordinal);
    }

    [Fact]
    public void An_annotation_on_the_pod_template_is_told_as_misplaced()
    {
        const string deployment = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              template:
                metadata: { annotations: { redoubt.dev/except: "workloads/example: x" } }
                spec: { containers: [{ name: web, securityContext: { privileged: true } }] }
            """;

        Assert.Contains("it belongs to the metadata of the Deployment", Assert.Single(Apply(deployment, "exceptions: { inManifests: ['**'] }").Uses).Objection, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_by_path_leaves_a_copy_elsewhere_where_it_is()
    {
        const string rule = "exceptions: [{ control: workloads/example, scope: { path: deploy/** }, reason: x }]";
        var findings = Apply([("deploy/web.yaml", Pod()), ("other/web.yaml", Pod())], rule).Findings;

        Assert.All(findings, finding => Assert.Null(finding.Exception));
    }

    [Fact]
    public void What_is_excepted_stays_a_finding_and_only_the_gate_passes_over_it()
    {
        var judged = Judge(Pod()).Findings;
        var findings = Apply(Pod(), "exceptions: [{ control: workloads/example, reason: x }]").Findings;

        Assert.Equal(judged.Select(finding => (finding.Control.Id, finding.Message, finding.Severity, finding.Fingerprint)), findings.Select(finding => (finding.Control.Id, finding.Message, finding.Severity, finding.Fingerprint)));
        Assert.Equal(Both, findings.Where(finding => finding.Exception is not null).Select(finding => finding.Container).Order(StringComparer.Ordinal));
    }

    private static string Pod(string annotation = "", string line = "") =>
        Web.Replace("ANNOTATION", annotation, StringComparison.Ordinal).Replace("LINE", line, StringComparison.Ordinal);

    private static string Excepted(string manifest, string configuration) =>
        string.Join(',', Apply(manifest, configuration).Findings.Where(finding => finding.Exception is not null).Select(finding => finding.Container).Order(StringComparer.Ordinal));

    private static (IReadOnlyList<Finding> Findings, IReadOnlyList<ExceptionUse> Uses) Apply(string manifest, string configuration) =>
        Apply([("deploy/web.yaml", manifest)], configuration);

    private static (IReadOnlyList<Finding> Findings, IReadOnlyList<ExceptionUse> Uses) Apply((string File, string Text)[] files, string configuration)
    {
        var settings = Configuration.Read("redoubt.yaml", configuration, out var problems).Exceptions;
        Assert.Empty(problems);
        var catalog = Catalog();
        var platform = Read(files);
        var book = new ExceptionBook(settings, catalog, catalog.Controls, platform, Today, file => file);
        return (book.Apply(Judge(catalog, platform).Findings), book.Uses);
    }

    private static Judgement Judge(string manifest) => Judge(Catalog(), Read([("deploy/web.yaml", manifest)]));

    private static Judgement Judge(ControlCatalog catalog, Platform platform) =>
        new PlatformJudge(catalog, catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor }).Judge(platform, TestContext.Current.CancellationToken);

    private static ControlCatalog Catalog() => new CatalogBuilder().Add("example.yaml", Controls).Build();

    private static Platform Read((string File, string Text)[] files) =>
        new PlatformBuilder().AddRange(files.SelectMany(file => DocumentReader.Read(file.File, file.Text).Documents)).Build();
}
