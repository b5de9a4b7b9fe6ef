using Redoubt.Collect.Rendering;

namespace Redoubt.Collect.Tests.Rendering;

public sealed class KustomizationTests
{
    [Theory]
    [InlineData("https://example.org/x.yaml")]
    [InlineData("github.com/org/repo//base?ref=v1")]
    [InlineData("GitHub.com/org/repo")]
    [InlineData("git@example.org:org/repo")]
    [InlineData("ssh://git@example.org/repo")]
    [InlineData("file:///etc")]
    [InlineData("git::base")]
    [InlineData("example.org/repo.git")]
    [InlineData("example.org/_git/repo")]
    public void What_is_elsewhere_is_known_before_anything_runs(string resource)
    {
        using var folder = new TemporaryFolder().With("kustomization.yaml", $"resources: ['{resource}']\n");
        var read = Kustomization.Read(folder["kustomization.yaml"])!;
        Assert.Empty(read.Resources);
        Assert.Single(read.Remote);
    }

    [Theory]
    [InlineData("patches: [{path: 'https://example.org/x'}]")]
    [InlineData("configMapGenerator: [{files: ['a=https://example.org/x']}]")]
    [InlineData("configMapGenerator: [{envs: ['https://example.org/x']}]")]
    [InlineData("openapi: {path: 'https://example.org/x'}")]
    [InlineData("transformers: ['https://example.org/x']")]
    [InlineData("components: ['https://example.org/x']")]
    [InlineData("bases: ['https://example.org/x']")]
    public void Every_field_that_names_a_file_can_name_one_elsewhere(string text)
    {
        using var folder = new TemporaryFolder().With("kustomization.yaml", text);
        Assert.Equal(["https://example.org/x"], Kustomization.Read(folder["kustomization.yaml"])!.Remote);
    }

    [Fact]
    public void An_address_is_told_without_its_password()
    {
        using var folder = new TemporaryFolder().With("kustomization.yaml", "resources: ['https://me:hunter2@example.org/x']");
        Assert.Equal(["https://example.org/x"], Kustomization.Read(folder["kustomization.yaml"])!.Remote);
    }

    [Theory]
    [InlineData("resources: [a.yaml]", true)]
    [InlineData("", true)]
    [InlineData("apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component", true)]
    [InlineData("apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization", false)]
    [InlineData("apiVersion: v1\nkind: Pod", false)]
    [InlineData("a: 1\n---\nb: 1\n", false)]
    [InlineData("[a]", false)]
    public void A_file_is_a_kustomization_by_what_it_says(string text, bool expected)
    {
        using var folder = new TemporaryFolder().With("kustomization.yaml", text);
        Assert.Equal(expected, Kustomization.Read(folder["kustomization.yaml"]) is not null);
    }
}
