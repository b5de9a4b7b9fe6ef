using Redoubt.Evidence;

namespace Redoubt.Catalog.Tests.Files;

/// <summary>What a configuration asks for and does not get is told, with its place.</summary>
public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("kubernetes: 1.30", "1.30")]
    [InlineData("kubernetes: 1.3", "1.3")]
    [InlineData("kubernetes: \"1.30\"", "1.30")]
    [InlineData("{\"kubernetes\": 1.30}", "1.30")]
    [InlineData("v: &v 1.30\nkubernetes: *v", "1.30")]
    public void A_version_is_what_is_written_and_not_the_number_that_it_is(string text, string version) =>
        Assert.Equal(version, Configuration.Read("redoubt.yaml", text, out _).Kubernetes);

    [Fact]
    public void Scope_and_default_bindings_are_read()
    {
        var configuration = Configuration.Read("redoubt.yaml", "scope: whole\nbootstrap: true", out _);

        Assert.Equal(Scope.Whole, configuration.Scope);
        Assert.True(configuration.Bootstrap);
        Assert.Equal(["redoubt.yaml:1:8: `all` is no scope; `whole` or `part`"], Problems("scope: all"));
    }

    [Theory]
    [InlineData("1.3.x.y"), InlineData("2"), InlineData("0.9"), InlineData("latest"), InlineData("1.33.1.1"), InlineData("2.0"), InlineData("1.3e1")]
    public void What_is_no_version_is_refused(string version) =>
        Assert.Equal([$"redoubt.yaml:1:13: `{version}` is no version of Kubernetes, such as `1.33`"], Problems($"kubernetes: {version}"));

    [Theory]
    [InlineData("gate: high\ngate: low", "redoubt.yaml:2:1: `gate` stands twice, first on line 1: only one of them can be meant")]
    [InlineData("owners: [{team: a, team: b}]", "redoubt.yaml:1:20: `team` stands twice, first on line 1: only one of them can be meant")]
    [InlineData("include: [workloads/privileged-contaner]", "redoubt.yaml:1:11: `workloads/privileged-contaner` fits no control; did you mean `workloads/privileged-container`?")]
    [InlineData("exclude:\n- policy/*\n- '**'", "redoubt.yaml:3:3: `**` fits every control, so that none would be asked")]
    [InlineData("include: '**'", "redoubt.yaml:1:10: `**` fits every control, as no `include` does: leave it out")]
    [InlineData("controls: {workloads/untrusted-registy: {}}", "redoubt.yaml:1:12: `workloads/untrusted-registy` is no control; did you mean `workloads/untrusted-registry`?")]
    [InlineData("owners: [{team: a, layer: worklods}]", "redoubt.yaml:1:27: `worklods` is no layer (infrastructure, cluster, policy, workloads); did you mean `workloads`?")]
    public void What_cannot_be_meant_is_told_with_its_place(string text, string problem) => Assert.Equal([problem], Problems(text));

    [Fact]
    public void A_framework_that_is_none_is_told_with_those_that_there_are()
    {
        var problem = Assert.Single(Problems("frameworks: [nsa]"));

        Assert.StartsWith("redoubt.yaml:1:14: `nsa` is no framework (", problem, StringComparison.Ordinal);
        Assert.Contains("nsa-cisa", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_selection_that_leaves_nothing_is_told()
    {
        var problems = new List<string>();
        var controls = new Selection { Include = ["workloads/host-pid"], Exclude = ["workloads/*"] }.Of(Repository.Catalog, problems);

        Assert.Empty(controls);
        Assert.StartsWith("no control is left", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_control_that_only_a_person_can_judge_is_asked_where_its_id_asks_for_it()
    {
        Assert.Equal(["policy/secrets-kept-in-cluster"], new Selection { Include = ["policy/secrets-kept-in-cluster"] }.Of(Repository.Catalog, []).Select(control => control.Id));
        Assert.DoesNotContain(new Selection { Include = ["policy/secrets-kept-*", "policy/*"] }.Of(Repository.Catalog, []), control => control.Rule.Manual.Length > 0);
    }

    private static List<string> Problems(string text)
    {
        var problems = new List<string>();
        var configuration = Configuration.Read("redoubt.yaml", text, out var wrong);
        problems.AddRange(wrong.Select(problem => problem.ToString()));
        configuration.Check(Repository.Catalog, problems);
        return problems;
    }
}
