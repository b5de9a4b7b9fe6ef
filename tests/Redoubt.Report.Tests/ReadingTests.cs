using Redoubt.Catalog;
using Redoubt.Report.Reading;
using Redoubt.Report.Tests.Samples;

namespace Redoubt.Report.Tests;

/// <summary>What several formats read out of an assessment.</summary>
public class ReadingTests
{
    [Theory]
    [InlineData("container web runs privileged", "web", "spec.containers[name=web]", "container … runs privileged")]
    [InlineData("container proxy of web is wrong", "web", "spec.containers[name=proxy]", "container … of … is wrong")]
    [InlineData("the webhook of web-2 is wrong", "web", "", "the webhook of web-2 is wrong")]
    [InlineData("port 8080 is open", "web", "spec.ports[8080].targetPort", "port … is open")]
    [InlineData("web", "web", "a[b", "…")]
    [InlineData("nothing to leave out", "", "", "nothing to leave out")]
    public void A_pattern_leaves_out_the_names_that_the_place_tells(string message, string name, string path, string pattern)
    {
        var control = new AssessmentBuilder().Control("workloads/any", Severity.Low, Theme.Isolation);
        var finding = new Finding(control, new SubjectName("v1", "Pod", "shop", name), new Location("a.yaml", 1, 1, path), message, "", "f");

        Assert.Equal(pattern, MessagePattern.Of(finding, "…"));
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
            [new Gap(Layer.Policy, "every LimitRange of namespace …, every NetworkPolicy of namespace …, every ResourceQuota of namespace …, +1 more: "
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
    public void One_edit_that_mends_several_subjects_comes_before_one_that_mends_one()
    {
        var builder = new AssessmentBuilder();
        var single = builder.Control("workloads/a-single", Severity.High, Theme.Isolation);
        var shared = builder.Control("workloads/shared", Severity.High, Theme.Isolation);
        Fail(builder, single, "a", 1);
        Fail(builder, shared, "b", 2);
        Fail(builder, shared, "c", 3);
        Fail(builder, shared, "d", 3);

        Assert.Equal(["c 2", "a 1"], Steps(builder));
    }

    [Fact]
    public void Of_equal_places_the_one_where_most_is_wrong_comes_first()
    {
        var builder = new AssessmentBuilder();
        var control = builder.Control("workloads/any", Severity.High, Theme.Isolation);
        var other = builder.Control("workloads/other", Severity.Low, Theme.Isolation);
        Fail(builder, control, "a", 1);
        Fail(builder, control, "b", 2);
        Fail(builder, other, "b", 3);

        Assert.Equal("b 1", Steps(builder)[0]);
        Assert.Equal([other], FirstStep.Choose(builder.Build().Findings, 1)[0].Also);
    }

    [Fact]
    public void Places_without_a_line_are_not_one_place()
    {
        var builder = new AssessmentBuilder();
        var control = builder.Control("workloads/any", Severity.High, Theme.Isolation);
        Fail(builder, control, "a", 0);
        Fail(builder, control, "b", 0);

        Assert.Equal(["a 1"], Steps(builder));
    }

    private static SubjectName Namespace(string name) => new("v1", "Namespace", "", name);

    private static void Fail(AssessmentBuilder builder, Control control, string name, int line) =>
        builder.Fail(control, new SubjectName("v1", "Pod", "", name), new Location("a.yaml", line, 1, ""), "wrong");

    private static List<string> Steps(AssessmentBuilder builder) =>
        [.. FirstStep.Choose(builder.Build().Findings, 3).Select(step => $"{step.Finding.Subject.Name} {step.Subjects}")];
}
