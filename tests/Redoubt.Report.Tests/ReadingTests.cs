using Redoubt.Catalog;
using Redoubt.Evidence;
using Redoubt.Report.Reading;
using Redoubt.Report.Tests.Samples;

namespace Redoubt.Report.Tests;

/// <summary>What several formats read out of an assessment.</summary>
public class ReadingTests
{
    [Theory]
    [InlineData("container … runs privileged", "container web runs privileged", "container cart runs privileged")]
    [InlineData("… runs privileged", "web runs privileged", "cart of two runs privileged")]
    [InlineData("it gives rights by …", "it gives rights by a binding", "it gives rights by another")]
    [InlineData("the same", "the same", "the same")]
    [InlineData(null, "Role a gives b to c", "Role d gives e to f")]
    [InlineData(null, "one thing", "another")]
    [InlineData(null, "web is open", "web is open to the world")]
    public void Sentences_that_differ_in_one_place_are_one_with_a_hole(string? shared, params string[] sentences) =>
        Assert.Equal(shared, SharedText.Of(sentences, "…")?.Text);

    [Fact]
    public void What_only_the_sentence_tells_is_not_left_out()
    {
        var builder = new AssessmentBuilder();
        var control = builder.Control("workloads/any", Severity.High, Theme.Isolation);
        foreach (var path in new[] { "/etc", "/var" })
        {
            builder.Fail(control, new SubjectName("v1", "Pod", "", "a"), new Location("a.yaml", 1, 1, "spec.volumes[name=v]"), $"the pod can write to {path} of its node");
        }

        Assert.Null(Assert.Single(Cause.Of(builder.Build().Findings)).SharedMessage("…"));
    }

    [Theory]
    [InlineData("web", "web")]
    [InlineData("shop", "shop")]
    [InlineData("proxy", "proxy")]
    [InlineData("8080", "8080")]
    public void A_name_that_each_place_shows_is_left_out(string first, string second)
    {
        var builder = new AssessmentBuilder();
        var control = builder.Control("workloads/any", Severity.High, Theme.Isolation);
        builder.Fail(control, new SubjectName("v1", "Pod", "shop", "web"), new Location("a.yaml", 1, 1, "spec.containers[name=proxy].ports[8080]"), $"what is {first} is wrong");
        builder.Fail(control, new SubjectName("v1", "Pod", second, second), new Location("a.yaml", 2, 1, ""), $"what is {second} is wrong");
        builder.Fail(control, new SubjectName("v1", "Pod", "ops", "cart"), new Location("a.yaml", 3, 1, ""), "what is cart is wrong");

        Assert.Equal("what is … is wrong", Assert.Single(Cause.Of(builder.Build().Findings)).SharedMessage("…"));
    }

    [Fact]
    public void What_is_missing_of_several_subjects_is_said_once()
    {
        var builder = new AssessmentBuilder().Evidence(Enum.GetValues<Layer>());
        var control = builder.Control("policy/any", Severity.Low, Theme.Isolation);
        builder.Unknown(control, Namespace("shop"), "policies of shop: may be missing", "this: only a person can judge it")
            .Unknown(control, Namespace("ops"), "policies of ops: may be missing")
            .Unknown(control, Namespace("ops"), "policies of ops: may be missing");

        Assert.Equal(
            [new Gap(Layer.Policy, "policies of …: may be missing", 2), new Gap(Layer.Policy, "this: only a person can judge it", 1)],
            Gap.In(builder.Build(), "…"));
    }

    [Fact]
    public void What_is_missing_of_one_subject_keeps_its_name()
    {
        var builder = new AssessmentBuilder().Evidence(Enum.GetValues<Layer>());
        builder.Unknown(builder.Control("policy/any", Severity.Low, Theme.Isolation), Namespace("shop"), "policies of shop: may be missing");

        Assert.Equal([new Gap(Layer.Policy, "policies of shop: may be missing", 1)], Gap.In(builder.Build(), "…"));
    }

    [Fact]
    public void What_one_remedy_brings_is_said_in_one_line()
    {
        var builder = new AssessmentBuilder().Evidence(Enum.GetValues<Layer>());
        var control = builder.Control("policy/any", Severity.Low, Theme.Isolation);
        foreach (var kind in new[] { "Role", "NetworkPolicy", "LimitRange", "ResourceQuota" })
        {
            builder.Unknown(control, Namespace("shop"), $"every {kind} of namespace shop: there may be more: pass `--scope whole`");
        }

        Assert.Equal(
            [new Gap(Layer.Policy, "every LimitRange of namespace shop, every NetworkPolicy of namespace shop, every ResourceQuota of namespace shop, +1 more: "
                + "there may be more than were given: pass `--scope whole`", 1)],
            Gap.In(builder.Build(), "…"));
    }

    [Fact]
    public void A_layer_without_evidence_says_what_to_give()
    {
        var gaps = Gap.In(new AssessmentBuilder().Evidence(Layer.Workloads).Build(), "…");

        Assert.Equal([Layer.Infrastructure, Layer.Cluster, Layer.Policy], gaps.Select(gap => gap.Layer));
        Assert.All(gaps, gap => Assert.Contains("add", gap.Missing, StringComparison.Ordinal));
    }

    [Fact]
    public void The_one_command_is_the_one_that_brings_most()
    {
        var builder = new AssessmentBuilder().Evidence(Enum.GetValues<Layer>());
        var control = builder.Control("policy/any", Severity.Low, Theme.Isolation);
        var few = new MissingEvidence(MissingCode.ReferredTo, "Role a", "it is only referred to") { Remedy = "add it", Command = "kubectl get role a -o yaml" };
        var many = new MissingEvidence(MissingCode.Incomplete, "every Role", "there may be more") { Remedy = "say so", Command = "--scope whole" };
        builder.Unknown(control, Namespace("a"), few).Unknown(control, Namespace("b"), many).Unknown(control, Namespace("c"), many);

        Assert.Contains("\n ?  3 not known: --scope whole\n", Rendered.By("console", builder.Build()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_most_severe_comes_first_even_if_another_mends_more()
    {
        var builder = new AssessmentBuilder();
        var critical = builder.Control("workloads/critical", Severity.Critical, Theme.Isolation);
        var high = builder.Control("workloads/high", Severity.High, Theme.Isolation);
        Fail(builder, high, "a", 1);
        Fail(builder, high, "b", 1);
        Fail(builder, critical, "c", 2);

        Assert.Equal(["c 1", "a 2"], Steps(builder));
    }

    [Fact]
    public void What_is_cluster_wide_comes_before_what_is_in_a_namespace()
    {
        var builder = new AssessmentBuilder();
        var control = builder.Control("policy/any", Severity.Critical, Theme.LeastPrivilege);
        builder.Fail(control, new SubjectName("v1", "Pod", "", "a"), new Location("a.yaml", 1, 1, ""), "wrong");
        builder.Fail(control, new SubjectName("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "", "b"), new Location("a.yaml", 2, 1, ""), "wrong");

        Assert.Equal(["b 1", "a 1"], Steps(builder));
    }

    [Fact]
    public void One_edit_that_mends_several_objects_comes_before_one_that_mends_one_and_is_named_once()
    {
        var builder = new AssessmentBuilder();
        var single = builder.Control("workloads/a-single", Severity.High, Theme.Isolation);
        var shared = builder.Control("workloads/shared", Severity.High, Theme.Isolation);
        Fail(builder, single, "a", 1);
        Fail(builder, shared, "b", 2);
        Fail(builder, shared, "c", 3);
        Fail(builder, shared, "d", 3);

        Assert.Equal(["c 2", "a 1", "b 1"], Steps(builder));
    }

    [Fact]
    public void Of_equal_objects_the_one_where_most_is_wrong_comes_first_and_is_told_once()
    {
        var builder = new AssessmentBuilder();
        var control = builder.Control("workloads/any", Severity.High, Theme.Isolation);
        var other = builder.Control("workloads/other", Severity.Low, Theme.Isolation);
        Fail(builder, control, "a", 1);
        Fail(builder, control, "b", 2);
        Fail(builder, other, "b", 3);

        Assert.Equal(["b 1", "a 1"], Steps(builder));
        Assert.Equal(1, FirstStep.Choose(builder.Build().Findings, 1)[0].Others);
    }

    [Fact]
    public void Places_without_a_line_are_not_one_place()
    {
        var builder = new AssessmentBuilder();
        var control = builder.Control("workloads/any", Severity.High, Theme.Isolation);
        Fail(builder, control, "a", 0);
        Fail(builder, control, "b", 0);

        Assert.Equal(["a 1", "b 1"], Steps(builder));
    }

    private static SubjectName Namespace(string name) => new("v1", "Namespace", "", name);

    private static void Fail(AssessmentBuilder builder, Control control, string name, int line) =>
        builder.Fail(control, new SubjectName("v1", "Pod", "", name), new Location("a.yaml", line, 1, ""), "wrong");

    private static List<string> Steps(AssessmentBuilder builder) =>
        [.. FirstStep.Choose(builder.Build().Findings, 3).Select(step => $"{step.Finding.Subject.Name} {step.Subjects}")];
}
