using Redoubt.Evidence.Ledger;

namespace Redoubt.Collect.Tests.Rendering;

/// <summary>What is read where nothing is rendered, and what each file is taken for.</summary>
public sealed class RenderPlanTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";

    [Fact]
    public void Without_a_program_resources_are_read_as_they_are_and_patches_are_not()
    {
        using var folder = new TemporaryFolder().WithPod("base/a.yaml").With("base/kustomization.yaml", "resources: [a.yaml]\n")
            .With("over/kustomization.yaml", "resources: [../base]\npatches: [{path: patch.yaml}]\n").WithPod("over/patch.yaml");
        var collected = Collector.Collect([folder.Path], new() { Render = new RenderOptions() });
        Assert.Equal(["a"], collected.Documents.Select(document => document.Name));
        Assert.Equal(["over/kustomization.yaml"], collected.Told(LedgerCode.NotRendered).Select(place => Path.GetRelativePath(folder.Path, place.File)));
        Assert.Empty(collected.Problems);
    }

    [Fact]
    public void Without_a_program_what_was_asked_for_by_name_is_a_problem()
    {
        using var folder = new TemporaryFolder().With("chart/Chart.yaml", "name: c").With("over/kustomization.yml", "resources: []");
        var collected = Collector.Collect([folder["chart"], folder["over"]], new() { Render = new RenderOptions() });
        Assert.Equal(2, collected.Problems.Count());
        Assert.All(collected.Problems, problem => Assert.Contains("install", problem.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_library_and_a_component_that_nobody_uses_are_passed_over()
    {
        using var folder = new TemporaryFolder().With("lib/Chart.yaml", "name: lib\ntype: library\n").WithPod("lib/templates/_x.yaml")
            .With("part/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{path: p.yaml}]\n").WithPod("part/p.yaml");
        var collected = Collector.Collect([folder.Path]);
        Assert.Empty(collected.Documents);
        Assert.Empty(collected.Told(LedgerCode.NotRendered));
        Assert.Equal(2, collected.Told(LedgerCode.NotInstalled).Count());
        Assert.Equal(LedgerCode.Nothing, Assert.Single(collected.Problems).Code);
    }

    [Fact]
    public void A_file_that_is_named_is_read_whoever_uses_it()
    {
        using var folder = new TemporaryFolder().With("a.yaml", Pod).With("kustomization.yaml", "patches: [{path: a.yaml}]\n");
        Assert.Single(Collector.Collect([folder["a.yaml"], folder.Path]).Documents);
        Assert.Empty(Collector.Collect([folder.Path]).Documents);
    }

    [Fact]
    public void An_object_of_flux_is_an_object()
    {
        using var folder = new TemporaryFolder().With("kustomization.yaml", "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\n");
        Assert.Single(Collector.Collect([folder.Path]).Documents);
    }
}
