using Redoubt.Admission.Compile;
using Redoubt.Catalog.Export;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Export;

/// <summary>The law of the export: a policy denies what its control finds, and nothing else.</summary>
public class SameVerdictTests
{
    private static readonly Dictionary<string, IReadOnlyList<(string, string)>> NoParameters = [];

    [Fact]
    public void On_every_example_of_every_control()
    {
        var compared = 0;
        var wrong = new List<string>();
        foreach (var control in Repository.Catalog.Controls)
        {
            foreach (var example in control.Text.Examples)
            {
                var minor = KubernetesVersion.TryParse(example.Kubernetes, out var version) ? version.Minor : KubernetesVersion.NewestMinor;
                if (minor < ExportOptions.OldestMinor)
                {
                    continue;
                }

                var parameters = new Dictionary<string, IReadOnlyList<(string, string)>> { [control.Id] = example.Parameters };
                var same = new SameVerdict([control], minor, parameters);
                wrong.AddRange(same.Problems);
                wrong.AddRange(DocumentReader.Read(control.Id, example.Manifests).Documents.SelectMany(same.Disagreements));
                compared += same.Compared;
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
        Assert.True(compared > 200, $"{compared} verdicts compared");
    }

    [Theory]
    [NeedsSuite("pss")]
    [NeedsSuite("inputs")]
    [InlineData("suites/pss", 30)]
    [InlineData("suites/pss", 33)]
    [InlineData("suites/pss", KubernetesVersion.NewestMinor)]
    [InlineData("inputs", 30)]
    [InlineData("inputs", KubernetesVersion.NewestMinor)]
    public void On_real_objects(string folder, int minor)
    {
        var same = new SameVerdict(Repository.Catalog.Controls, minor, NoParameters);
        Assert.Empty(same.Problems);
        var files = Directory.EnumerateFiles(Path.Combine(TestFolders.Shared, folder), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

        var wrong = files.SelectMany(file => DocumentReader.Read(Path.GetRelativePath(TestFolders.Shared, file), File.ReadAllBytes(file)).Documents)
            .SelectMany(same.Disagreements).ToList();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
        Assert.True(same.Compared > 100 * same.Policies, $"{same.Compared} verdicts of {same.Policies} policies compared");
        Assert.InRange(same.HighestCost, 1, AdmissionLimits.Binding);
    }
}
