using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;

namespace Redoubt.Evidence.Tests.Schema;

[NeedsSuite("inputs")]
public sealed class RealInputsTests
{
    [Fact]
    public void Manifests_that_real_clusters_run_lose_nothing_in_decoding()
    {
        var folder = TestFolders.Inputs;
        var told = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Select(file => DocumentReader.Read(Path.GetRelativePath(folder, file), File.ReadAllBytes(file)))
            .SelectMany(read => read.Told(LedgerCode.UnknownField).Concat(read.Problems.Where(p => p.Reason.StartsWith('`'))))
            .Select(place => place.ToString());
        Assert.Empty(told);
    }
}
