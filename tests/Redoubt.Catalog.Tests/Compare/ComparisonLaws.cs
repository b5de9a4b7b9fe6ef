using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Catalog.Compare;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Compare;

/// <summary>What a comparison says, against what was put into both sides; and that nothing which the reader ignores is a change.</summary>
public sealed class ComparisonLaws
{
    private const string Controls = """
        id: workloads/privileged
        title: Containers do not run privileged
        layer: workloads
        theme: isolation
        severity: high
        for: container
        check: "!container.?securityContext.?privileged.orValue(false)"
        at: securityContext.privileged
        message: "'container ' + container.name + ' runs privileged'"
        why: Because.
        fix: { say: Mend it. }
        ---
        id: workloads/odd-argument
        title: Arguments are even
        layer: workloads
        theme: isolation
        severity: low
        for: container
        each: container.?args.orValue([])
        check: "!(it in ['one', 'three'])"
        message: "'odd ' + it"
        why: Because.
        fix: { say: Mend it. }
        """;

    private static readonly string[] Words = ["one", "two", "three", "four"];
    private static readonly string[] Names = ["a", "b", "c"];
    private static readonly ControlCatalog Catalog = new CatalogBuilder().Add("example.yaml", Controls).Build();
    private static readonly PlatformJudge Judge = new(Catalog, Catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor, Threads = 1 });

    public static Arbitrary<Pods> Platforms => Arb.From(
        from names in Gen.SubListOf(Names)
        from pods in Gen.CollectToArray(names, PodOf)
        select new Pods(pods));

    public static Arbitrary<Layout> Layouts => Arb.From(
        from file in Gen.Elements("pod.yaml", "other/pod.yaml", "z.yml")
        from together in Gen.Elements(true, false)
        from backwards in Gen.Elements(true, false)
        from comments in Gen.Choose(0, 3)
        from flow in Gen.Elements(true, false)
        from specFirst in Gen.Elements(true, false)
        select new Layout(file, together, backwards, comments, flow, specFirst));

    private static Gen<Pod> PodOf(string name) =>
        from containers in Gen.SubListOf(Names)
        from filled in Gen.CollectToArray(containers, ContainerOf)
        select new Pod(name, filled);

    private static Gen<Container> ContainerOf(string name) =>
        from privileged in Gen.Elements(true, false)
        from words in Gen.SubListOf(Words)
        select new Container(name, privileged, [.. words]);

    [Property(Arbitrary = [typeof(ComparisonLaws)], MaxTest = 200)]
    public void What_is_new_gone_and_the_same_is_what_was_put_in(Pods before, Pods now, Layout first, Layout second)
    {
        var compared = Comparison.Of(Snapshot.Of(Run(before, first), "before"), Run(now, second));
        HashSet<string> old = [.. Wrong(before)], young = [.. Wrong(now)];

        Assert.Equal(young.Except(old).Order(StringComparer.Ordinal), Of(compared, FindingChange.New).Order(StringComparer.Ordinal));
        Assert.Equal(young.Intersect(old).Order(StringComparer.Ordinal), Of(compared, FindingChange.Same).Order(StringComparer.Ordinal));
        Assert.Equal(old.Except(young).Order(StringComparer.Ordinal), compared.Comparison!.Gone.Select(gone => Key(gone.Subject, gone.Location, gone.Message)).Order(StringComparer.Ordinal));
    }

    [Property(Arbitrary = [typeof(ComparisonLaws)], MaxTest = 200)]
    public void The_same_is_never_a_change_however_it_is_written(Pods pods, Layout first, Layout second)
    {
        var compared = Comparison.Of(Snapshot.Of(Run(pods, first), "before"), Run(pods, second));

        Assert.All(compared.Findings, finding => Assert.Equal(FindingChange.Same, finding.Change));
        Assert.Empty(compared.Comparison!.Gone);
        Assert.Empty(compared.Comparison.Lost);
    }

    [Property(Arbitrary = [typeof(ComparisonLaws)], MaxTest = 100)]
    public void A_baseline_that_was_written_says_what_it_said(Pods before, Pods now, Layout layout)
    {
        var snapshot = Snapshot.Of(Run(before, layout), "before");
        using var written = new MemoryStream();
        BaselineFile.Write(snapshot, written);
        var problems = new List<string>();
        var read = BaselineFile.Read("before", Encoding.UTF8.GetString(written.ToArray()), problems)!;

        Assert.Empty(problems);
        var run = Run(now, layout);
        var (one, two) = (Comparison.Of(snapshot, run), Comparison.Of(read, run));
        Assert.Equal(one.Findings.Select(finding => (finding.Fingerprint, finding.Change)), two.Findings.Select(finding => (finding.Fingerprint, finding.Change)));
        Assert.Equal(one.Comparison!.Gone.Select(gone => gone.Fingerprint).Order(StringComparer.Ordinal), two.Comparison!.Gone.Select(gone => gone.Fingerprint).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_copy_in_another_folder_is_new_and_named_by_its_file()
    {
        var pods = new Pods([new Pod("a", [new Container("a", true, [])])]);
        var before = Judged([("x/pod.yaml", Text(pods.All[0], Plain))]);
        var now = Judged([("a/pod.yaml", Text(pods.All[0], Plain)), ("x/pod.yaml", Text(pods.All[0], Plain))]);
        var fresh = Assert.Single(Comparison.Of(Snapshot.Of(before, "before"), now).Fresh);

        Assert.Equal("a/pod.yaml", fresh.Location.File);
    }

    [Fact]
    public void What_was_judged_and_is_not_known_now_is_lost_and_not_gone()
    {
        var control = Catalog.Find("workloads/privileged")!;
        var subject = new SubjectName("v1", "Pod", "", "a");
        var before = Run(new Pods([new Pod("a", [new Container("a", true, [])])]), Plain);
        var now = before with { Findings = [], Unknowns = [new UnknownVerdict(control, subject, default, []), new UnknownVerdict(control, subject with { Name = "new" }, default, [])] };
        var compared = Comparison.Of(Snapshot.Of(before, "before"), now).Comparison!;

        Assert.Equal("a", Assert.Single(compared.Lost).Subject.Name);
        Assert.Empty(compared.Gone);
    }

    [Fact]
    public void A_finding_that_gained_severity_is_worse_and_gates()
    {
        var before = Run(new Pods([new Pod("a", [new Container("a", true, [])])]), Plain);
        var low = before with { Findings = [.. before.Findings.Select(finding => finding with { Severity = Severity.Low })] };
        var compared = Comparison.Of(Snapshot.Of(low, "before"), before);

        Assert.Equal(FindingChange.Worse, Assert.Single(compared.Findings).Change);
        Assert.True(new Gate(Severity.High, OfNew: true).IsFailedBy(compared));
        Assert.False(new Gate(Severity.High, OfNew: true).IsFailedBy(Comparison.Of(Snapshot.Of(before, "before"), before)));
    }

    [Theory]
    [InlineData("", "it is no baseline")]
    [InlineData("[]", "it is no baseline")]
    [InlineData("{", "before.json:1:")]
    [InlineData("{\"apiVersion\": \"redoubt.dev/baseline/v9\"}", "`redoubt.dev/baseline/v9` is no form that this version reads")]
    [InlineData("{\"apiVersion\": \"redoubt.dev/baseline/v1\", \"findings\": [{\"severity\": \"grave\"}]}", "`grave` is no severity")]
    [InlineData("{\"apiVersion\": \"redoubt.dev/baseline/v1\", \"findings\": 7}", "this must be a list")]
    public void What_is_no_baseline_is_refused_with_its_reason(string text, string reason)
    {
        var problems = new List<string>();

        Assert.Null(BaselineFile.Read("before.json", text, problems));
        Assert.Contains(problems, problem => problem.Contains(reason, StringComparison.Ordinal));
    }

    private static readonly Layout Plain = new("pod.yaml", Together: true, Backwards: false, Comments: 0, Flow: false, SpecFirst: false);

    private static IEnumerable<string> Of(Assessment assessment, FindingChange change) =>
        assessment.Findings.Where(finding => finding.Change == change).Select(finding => Key(finding.Subject, finding.Location, finding.Message));

    // Both messages end with what is wrong.
    private static string Key(SubjectName subject, Location location, string message) =>
        $"{subject.Name}/{location.Path[(location.Path.IndexOf("name=", StringComparison.Ordinal) + 5)..].Split(']')[0]}/{message.Split(' ')[^1]}";

    private static IEnumerable<string> Wrong(Pods pods) =>
        from pod in pods.All
        from container in pod.Containers
        from what in container.Arguments.Where(word => word is "one" or "three").Concat(container.IsPrivileged ? ["privileged"] : [])
        select $"{pod.Name}/{container.Name}/{what}";

    private static Assessment Run(Pods pods, Layout layout)
    {
        var ordered = layout.Backwards ? pods.All.Reverse() : pods.All;
        var texts = ordered.Select(pod => Text(pod, layout)).ToArray();
        return Judged(layout.Together ? [(layout.File, string.Join("\n---\n", texts))] : [.. texts.Select((text, at) => ($"{at}-{layout.File}", text))]);
    }

    private static Assessment Judged((string File, string Text)[] files)
    {
        var platform = new PlatformBuilder().AddRange(files.SelectMany(file => DocumentReader.Read(file.File, file.Text).Documents)).Build();
        var judgement = Judge.Judge(platform);
        return new Assessment
        {
            Title = "x",
            Kubernetes = new TargetVersion("1.33", "x"),
            Controls = Catalog.Controls,
            Findings = judgement.Findings,
            Unknowns = judgement.Unknowns,
            Matrix = judgement.Matrix,
            Counts = judgement.Counts,
            Errors = judgement.Errors,
            Inputs = new AssessmentInputs(1, 1) { Ledger = Array.Empty<LedgerEntry>() },
            Elapsed = TimeSpan.Zero,
        };
    }

    private static string Text(Pod pod, Layout layout)
    {
        var comment = string.Concat(Enumerable.Repeat("# a comment\n\n", layout.Comments));
        var metadata = layout.Flow ? $"metadata: {{ name: {pod.Name} }}\n" : $"metadata:\n    name: \"{pod.Name}\"\n";
        var containers = string.Concat(pod.Containers.Select(container => layout.Flow
            ? $"  - {{ name: {container.Name}, args: [{string.Join(", ", container.Arguments)}], securityContext: {{ privileged: {(container.IsPrivileged ? "true" : "false")} }} }}\n"
            : $"  - securityContext:\n      privileged: {(container.IsPrivileged ? "true" : "false")}\n{comment}    args: [{string.Join(",", container.Arguments.Select(word => $"'{word}'"))}]\n    name: {container.Name}\n"));
        var spec = $"spec:\n  containers:{(pod.Containers.Count == 0 ? " []\n" : "\n" + containers)}";
        return $"{comment}apiVersion: v1\nkind: Pod\n{(layout.SpecFirst ? spec + comment + metadata : metadata + comment + spec)}";
    }

    public sealed record Pods(IReadOnlyList<Pod> All);

    public sealed record Pod(string Name, IReadOnlyList<Container> Containers);

    public sealed record Container(string Name, bool IsPrivileged, IReadOnlyList<string> Arguments);

    public sealed record Layout(string File, bool Together, bool Backwards, int Comments, bool Flow, bool SpecFirst);
}
