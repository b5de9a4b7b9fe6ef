using System.Text;
using Redoubt.Evidence;
using Redoubt.Evidence.Ledger;

namespace Redoubt.Collect.Tests;

public sealed class CollectorTests
{
    private static readonly GroupKind Policy = new("networking.k8s.io", "NetworkPolicy");

    [Fact]
    public void Documents_come_in_the_order_of_what_was_asked_for_and_then_by_name()
    {
        using var folder = new TemporaryFolder().WithPod("z.yaml").WithPod("in/b.yaml").WithPod("in/a.yml").WithPod("in/a/c.yaml").WithPod("in/B.yaml");
        for (var run = 0; run < 20; run++)
        {
            var collected = Collector.Collect([folder["z.yaml"], folder["in"]]);
            Assert.Equal(["z.yaml", "in/B.yaml", "in/a.yml", "in/a/c.yaml", "in/b.yaml"], folder.Names(collected));
            Assert.Equal(["z", "B", "a", "c", "b"], collected.Documents.Select(document => document.Name));
        }
    }

    [Fact]
    public void A_folder_is_whole_and_a_file_is_part()
    {
        using var folder = new TemporaryFolder().WithPod("a.yaml");
        Assert.True(Collector.Collect([folder.Path]).ToPlatform().IsComplete(Policy, "shop", out _));
        Assert.False(Collector.Collect([folder["a.yaml"]]).ToPlatform().IsComplete(Policy, "shop", out _));
        Assert.True(Collector.Collect([folder["a.yaml"], folder.Path]).ToPlatform().IsComplete(Policy, "shop", out _));
        Assert.False(Collector.Collect([folder.Path]).ToPlatform(Scope.Part).IsComplete(Policy, "shop", out _));
    }

    [Fact]
    public void A_file_that_is_named_twice_is_read_once()
    {
        using var folder = new TemporaryFolder().WithPod("a.yaml");
        var collected = Collector.Collect([folder["a.yaml"], folder.Path, folder["a.yaml"], folder["*.yaml"]]);
        Assert.Single(collected.Files);
    }

    [Fact]
    public void Standard_input_is_read_as_a_part()
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\",\"namespace\":\"shop\"}}"));
        var collected = Collector.Collect(["-"], new() { StandardInput = input });
        Assert.Equal("-", Assert.Single(collected.Documents).Origin.File);
        Assert.False(collected.ToPlatform().IsComplete(Policy, "shop", out _));
    }

    [Theory]
    [InlineData("missing.yaml", "there is no such file or folder")]
    [InlineData("*.yaml", "no file matches this pattern")]
    [InlineData("no/such/**/x.yaml", "no file matches this pattern")]
    public void What_is_not_there_is_a_problem(string path, string reason)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal([reason], Collector.Collect([folder[path]]).Problems.Select(problem => problem.Reason));
    }

    [Fact]
    public void Broken_documents_and_foreign_files_are_counted_and_the_rest_is_read()
    {
        using var folder = new TemporaryFolder().WithPod("a.yaml").With("b.yaml", "apiVersion: v1\nkind: [\n").With("values.yaml", "a: 1\n")
            .With("tsconfig.json", "{ // a comment\n}").With("notes.txt", "kind: Pod").With("empty.yaml", "");
        var collected = Collector.Collect([folder.Path]);
        Assert.Equal((1, 1, 2, 0), (collected.Documents.Count(), collected.Problems.Count(), collected.PassedOver.Count(), collected.Told(LedgerCode.NotRendered).Count()));
        Assert.EndsWith("b.yaml", collected.Problems.Single().File, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_the_limit_is_a_problem_whatever_source_it_has()
    {
        using var folder = new TemporaryFolder().WithPod("a.yaml").With("big.yaml", "# " + new string('x', 5000));
        using var input = new MemoryStream(new byte[5000]);
        var collected = Collector.Collect([folder.Path, "-"], new() { FileBytes = 1000, StandardInput = input });
        Assert.Single(collected.Documents);
        Assert.All(collected.Problems, problem => Assert.Equal("larger than 1000 bytes, which is the limit of a file", problem.Reason));
        Assert.Equal(2, collected.Problems.Count());
    }

    [Fact]
    public void Files_beyond_the_limit_of_all_are_problems_always_the_same_ones()
    {
        using var folder = new TemporaryFolder();
        for (var at = 0; at < 10; at++)
        {
            folder.WithPod($"p{at}.yaml");
        }

        var collected = Collector.Collect([folder.Path], new() { TotalBytes = 210 });
        Assert.Equal(["p0", "p1", "p2"], collected.Documents.Select(document => document.Name));
        Assert.Equal(7, collected.Problems.Count());
    }

    [Fact]
    public void A_folder_with_too_many_files_says_so()
    {
        using var folder = new TemporaryFolder().WithPod("a.yaml").WithPod("b.yaml").WithPod("c.yaml").WithPod("d.yaml");
        var collected = Collector.Collect([folder.Path], new() { Files = 2 });
        Assert.Equal((2, 1), (collected.Documents.Count(), collected.Problems.Count()));
    }

    [Fact]
    public void Templates_of_a_chart_are_not_rendered_and_its_other_files_are_what_they_are()
    {
        using var folder = new TemporaryFolder().With("chart/Chart.yaml", "apiVersion: v2\nname: c\n").With("chart/values.yaml", "a: 1\n")
            .WithPod("chart/templates/plain.yaml").WithPod("chart/templates/tests/deep.yaml").WithPod("chart/crds/crd.yaml").WithPod("templates/no-chart.yaml");
        var collected = Collector.Collect([folder.Path]);
        Assert.Equal(["crd", "no-chart"], collected.Documents.Select(document => document.Name));
        Assert.Equal((2, 1, 0), (collected.Told(LedgerCode.NotRendered).Count(), collected.PassedOver.Count(), collected.Problems.Count()));
    }

    [Fact]
    public void A_template_or_chart_that_is_asked_for_by_name_is_a_problem()
    {
        using var folder = new TemporaryFolder().With("chart/Chart.yaml", "apiVersion: v2\nname: c\n").WithPod("chart/templates/plain.yaml");
        Assert.Single(Collector.Collect([folder["chart"]]).Problems);
        Assert.Single(Collector.Collect([folder["chart/templates/plain.yaml"]]).Problems);
    }

    [Fact]
    public void A_tree_in_which_nothing_can_be_judged_is_a_problem()
    {
        using var folder = new TemporaryFolder().With("chart/Chart.yaml", "apiVersion: v2\nname: c\n").WithPod("chart/templates/plain.yaml");
        var problem = Assert.Single(Collector.Collect([folder.Path]).Problems);
        Assert.Equal((LedgerCode.Nothing, folder.Path), (problem.Code, problem.File));
        Assert.Equal("no object was found here: a template of a chart that is not rendered", problem.Reason);
        folder.WithPod("other.yaml");
        Assert.Empty(Collector.Collect([folder.Path]).Problems);
    }

    [Theory]
    [InlineData("", "it is empty: nothing was judged")]
    [InlineData("# only a comment\n", "it is empty: nothing was judged")]
    [InlineData("Error: chart not found\n", "no object was found here: not an object of Kubernetes: `apiVersion` and `kind` are missing")]
    [InlineData("{apiVersion: v1, kind: Status, status: Failure}", "no version of Kubernetes serves `Status` in `v1`")]
    [InlineData("{kind: Pod, metadata: {name: a}}", "not an object of Kubernetes: `apiVersion` is missing")]
    public void Standard_input_without_an_object_is_a_problem(string text, string reason)
    {
        using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal(reason, Assert.Single(Collector.Collect(["-"], new() { StandardInput = input }).Problems).Reason);
    }

    [Fact]
    public void A_list_without_items_was_read()
    {
        using var input = new MemoryStream("{apiVersion: v1, kind: List, items: []}"u8.ToArray());
        var collected = Collector.Collect(["-"], new() { StandardInput = input });
        Assert.Empty(collected.Problems);
        Assert.Single(collected.Told(LedgerCode.EmptyList));
    }

    [Fact]
    public void What_gitignore_names_is_told_and_read_when_asked_for()
    {
        using var folder = new TemporaryFolder().With(".git/config", "").With(".gitignore", "build/\n").WithPod("a.yaml").WithPod("build/b.yaml");
        var collected = Collector.Collect([folder.Path]);
        Assert.Equal(["a"], collected.Documents.Select(document => document.Name));
        Assert.Contains(collected.Told(LedgerCode.Ignored), entry => entry.File.EndsWith("build/b.yaml", StringComparison.Ordinal));
        Assert.Equal(["a", "b"], Collector.Collect([folder.Path], new() { HonoursIgnoreFiles = false }).Documents.Select(document => document.Name));
    }

    [Theory]
    [InlineData("example.org/v1", "Deploymnt", "`example.org/v1` `Deploymnt` is none of Kubernetes' own kinds, and no definition of it was given; did you mean `Deployment` in `apps/v1`?")]
    [InlineData("longhorn.io/v1beta2", "Node", null)]
    [InlineData("example.org/v1", "Shop", null)]
    public void A_kind_that_is_almost_a_built_in_one_is_told(string apiVersion, string kind, string? reason)
    {
        using var folder = new TemporaryFolder().With("a.yaml", $"{{apiVersion: {apiVersion}, kind: {kind}, metadata: {{name: a}}}}");
        Assert.Equal(reason, Collector.Collect([folder.Path]).Told(LedgerCode.NearMiss).SingleOrDefault()?.Reason);
    }

    [Fact]
    public void A_group_without_a_dot_that_Kubernetes_has_not_is_served_by_nobody()
    {
        using var folder = new TemporaryFolder().With("a.yaml", "{apiVersion: Apps/v1, kind: Deployment, metadata: {name: a}}");
        Assert.Equal(
            "no version of Kubernetes serves `Deployment` in `Apps/v1`; did you mean `Deployment` in `apps/v1`?",
            Assert.Single(Collector.Collect([folder.Path]).Told(LedgerCode.NotServed)).Reason);
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_a_problem()
    {
        using var folder = new TemporaryFolder().WithPod("a.yaml").WithPod("b.yaml");
        using var locked = new FileStream(folder["b.yaml"], FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var collected = Collector.Collect([folder.Path]);
        Assert.Single(collected.Documents);
        Assert.StartsWith("cannot be read: ", Assert.Single(collected.Problems).Reason, StringComparison.Ordinal);
    }
}
