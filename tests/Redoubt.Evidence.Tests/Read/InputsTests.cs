using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Secrets;

namespace Redoubt.Evidence.Tests.Read;

/// <summary>Real manifests and charts; the counts were taken by hand.</summary>
[NeedsSuite("inputs")]
public sealed class InputsTests
{
    [Theory]
    [InlineData("online-boutique.yaml", 0)]
    [InlineData("argo-cd.yaml", 0)]
    [InlineData("ingress-nginx.yaml", 0)]
    public void A_rendered_file_is_read_completely(string file, int notRendered)
    {
        var read = Read(Path.Combine(TestFolders.Inputs, file));
        Assert.Empty(read.Problems);
        Assert.Equal(notRendered, read.Told(LedgerCode.NotRendered).Count);
        var text = File.ReadAllText(Path.Combine(TestFolders.Inputs, file));
        Assert.Equal(text.Split('\n').Count(line => line.StartsWith("kind:", StringComparison.Ordinal)), read.Documents.Count);
    }

    [Fact]
    public void Every_input_is_read_without_a_crash_and_every_value_has_its_place()
    {
        foreach (var file in Directory.EnumerateFiles(TestFolders.Shared, "*.yaml", SearchOption.AllDirectories))
        {
            var read = Read(file);
            foreach (var document in read.Documents)
            {
                Assert.InRange(document.Mention.Line, 1, int.MaxValue);
                Redactor.Of(document);
            }
            Assert.All(read.Problems, problem => Assert.True(problem.Line > 0));
        }
    }

    private static ReadResult Read(string file) => DocumentReader.Read(file, File.ReadAllBytes(file));
}
