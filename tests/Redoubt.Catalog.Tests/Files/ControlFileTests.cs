using Redoubt.Catalog.Judge;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Files;

/// <summary>A mistake in a control's file is told with its place and, where there is one, the word that was meant.</summary>
public class ControlFileTests
{
    private const string Good = """
        id: workloads/example
        title: Nothing is an example
        layer: workloads
        theme: isolation
        severity: low
        for: container
        check: "true"
        why: Because.
        fix: { say: Do it. }
        """;

    [Fact]
    public void A_good_file_has_no_problem() => Assert.Empty(Problems(Good));

    [Theory]
    [InlineData("theme: isolation", "theme: isolatoin", "4:8: `isolatoin` is no theme; did you mean `isolation`?")]
    [InlineData("severity: low", "severity: lo", "5:11: `lo` is no severity; did you mean `low`?")]
    [InlineData("layer: workloads", "layer: policy", "1:5: `workloads/example` must begin with its layer, `policy/`")]
    [InlineData("check: \"true\"", "chek: \"true\"", "7:7: `chek` is not a field here; did you mean `check`?")]
    [InlineData("check: \"true\"", "manual: look\ncheck: \"true\"", "a control has either `check` or")]
    [InlineData("why: Because.", "", "`why` is missing")]
    [InlineData("for: container", "for: container\nof: [sidcar]", "`sidcar` is no type of container")]
    [InlineData("for: container", "for: container\nkubernetes: new", "`new` is no range of versions")]
    [InlineData("fix: { say: Do it. }", "fix: { say: Do it., sett: {} }", "`sett` is not a field here; did you mean `set`?")]
    [InlineData("title: Nothing is an example", "title: [a", "workloads/example.yaml:")]
    public void A_mistake_is_told_with_its_place(string old, string replacement, string expected) =>
        Assert.Contains(Problems(Good.Replace(old, replacement, StringComparison.Ordinal)), problem => problem.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Two_controls_of_one_id_are_refused()
    {
        var builder = new CatalogBuilder().Add("a.yaml", Good).Add("b.yaml", Good);

        Assert.Contains("b.yaml:1:5: `workloads/example` is the id of another control too", builder.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void What_is_wrong_with_a_fact_without_an_expression_is_told_at_the_fact()
    {
        var builder = new CatalogBuilder().Add("view.yaml", "view: mine\nfacts:\n- define: object.mine()\n  say: It is mine.\n");

        Assert.Equal("view.yaml:3:3", builder.Locate(new Redoubt.Catalog.Compile.ControlProblem("object.mine()", "is", 0, "empty")).ToString().Split(": ")[0]);
    }

    [Fact]
    public void What_takes_the_place_of_a_built_in_control_says_so()
    {
        var builtIn = new CatalogBuilder().Add("a.yaml", Good).Build();
        var silent = new CatalogBuilder().Add("b.yaml", Good);
        var said = new CatalogBuilder().Add("c.yaml", Good + "\nreplaces: workloads/example\n");
        var nothing = new CatalogBuilder().Add("d.yaml", Good.Replace("workloads/example", "workloads/other", StringComparison.Ordinal) + "\nreplaces: workloads/other\n");

        Assert.StartsWith("b.yaml:1:5: `workloads/example` is the id of a built-in control", Assert.Single(silent.Clashes(builtIn)).ToString(), StringComparison.Ordinal);
        Assert.Empty(said.Clashes(builtIn));
        Assert.StartsWith("c.yaml:10:11: `workloads/example` of your own", Assert.Single(said.Replacements).ToString(), StringComparison.Ordinal);
        Assert.Equal("d.yaml:10:11: there is no built-in control `workloads/other` to be replaced", Assert.Single(nothing.Clashes(builtIn)).ToString());
    }

    [Fact]
    public void A_control_replaces_only_the_one_of_its_own_id() =>
        Assert.Contains(Problems(Good + "\nreplaces: workloads/other\n"), problem => problem.Contains("`replaces` must be equal to `id`", StringComparison.Ordinal));

    [Theory]
    [InlineData("Deploymnet", "`Deploymnet` is no kind that is known; did you mean `Deployment`?")]
    [InlineData("apps/Deploymnet", "`apps` has no kind `Deploymnet`; did you mean `Deployment`?")]
    [InlineData("Shop", "a kind of others is written with its group, as `example.org/Shop`")]
    [InlineData("[Role, ClusterRoles]", "did you mean `ClusterRole`?")]
    [InlineData("Deployment", null)]
    [InlineData("example.org/Shop", null)]
    [InlineData("argoproj.io/Rollout", null)]
    [InlineData("Host", null)]
    public void A_kind_that_nobody_has_is_refused(string kinds, string? expected)
    {
        var catalog = new CatalogBuilder().Add("a.yaml", Good.Replace("for: container", $"for: {kinds}", StringComparison.Ordinal)).Build();
        var problems = new PlatformJudge(catalog, catalog.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor }).CompileAll();

        Assert.Equal(expected is null ? 0 : 1, problems.Count);
        Assert.All(problems, problem => Assert.Contains(expected!, problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_framework_that_lists_controls_is_refused()
    {
        var builder = new CatalogBuilder().Add("f.yaml", "id: mine\ntitle: Mine\nstandard: mine\ncontrols: [workloads/nothing]\n");
        builder.Build();

        Assert.Contains(builder.Problems, problem => problem.Reason.StartsWith("`controls` is not a field here", StringComparison.Ordinal));
    }

    [Fact]
    public void A_framework_has_the_controls_that_refer_to_it_in_its_own_order()
    {
        var builder = new CatalogBuilder().Add("f.yaml", "id: mine\ntitle: Mine\nstandard: cis\nrequirements: [{ id: 5.2.2 }, { id: 5.1.1 }]\n");
        var framework = Assert.Single(builder.Build(Repository.Catalog).Frameworks);

        Assert.Empty(builder.Problems);
        Assert.Equal(["5.2.2", "5.1.1"], framework.Entries.Select(entry => entry.Requirement).Distinct());
        Assert.Contains(new FrameworkEntry("workloads/privileged-container", "5.2.2"), framework.Entries);
    }

    private static IEnumerable<string> Problems(string text) =>
        new CatalogBuilder().Add("workloads/example.yaml", text).Problems.Select(problem => problem.ToString());
}
