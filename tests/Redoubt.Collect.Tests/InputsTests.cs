using Redoubt.Evidence.Ledger;

namespace Redoubt.Collect.Tests;

/// <summary>Real manifests and charts; the counts were taken by hand from the files.</summary>
[NeedsSuite("inputs")]
public sealed class InputsTests
{
    [Fact]
    public void Real_inputs_are_read_with_nothing_lost()
    {
        var collected = Collector.Collect([TestFolders.Inputs]);
        Assert.Empty(collected.Problems);
        string[] charts = ["charts/alertmanager", "charts/prometheus-node-exporter", "kubernetes-goat/metadata-db"];
        Assert.Equal(
            charts,
            collected.Told(LedgerCode.NotRendered).Select(place => Path.GetRelativePath(TestFolders.Inputs, place.File).Replace('\\', '/').Split("/templates/")[0]).Distinct());
        Assert.All(collected.Told(LedgerCode.NotRendered), place => Assert.Contains("/templates/", place.File, StringComparison.Ordinal));
        var platform = collected.ToPlatform();
        Assert.All(platform.Documents, document => Assert.NotEmpty(document.Name));
    }

    [Theory]
    [InlineData("", 224, 21, 29)]
    [InlineData("argo-cd.yaml", 50, 0, 0)]
    [InlineData("ingress-nginx.yaml", 19, 0, 0)]
    [InlineData("online-boutique.yaml", 35, 0, 0)]
    [InlineData("kube-prometheus", 87, 0, 0)]
    [InlineData("kubernetes-goat", 33, 1, 4)]
    [InlineData("charts", 0, 20, 25)]
    public void Every_document_of_real_inputs_is_counted(string folder, int documents, int passedOver, int notRendered)
    {
        var collected = Collector.Collect([Path.Combine(TestFolders.Inputs, folder)]);
        Assert.Equal((documents, passedOver, notRendered), (collected.Documents.Count(), collected.PassedOver.Count(), collected.Told(LedgerCode.NotRendered).Count()));
    }
}
