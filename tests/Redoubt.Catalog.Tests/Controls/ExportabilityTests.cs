using Redoubt.Catalog.Compile;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes;

namespace Redoubt.Catalog.Tests.Controls;

/// <summary>Each control can be enforced at admission, or says why not; the list of those that cannot is kept, so that it grows knowingly.</summary>
public class ExportabilityTests
{
    private static readonly string Kept = Path.Combine(TestFolders.Root, "tests", "Redoubt.Catalog.Tests", "Controls", "not-exportable.txt");

    [Fact]
    public void The_controls_that_cannot_be_exported_are_known_with_their_reasons()
    {
        var facts = Repository.Catalog.Facts;
        var compiler = new ControlCompiler(
            new ViewEnvironments(Repository.Catalog, KubernetesVersion.NewestMinor, new KubernetesTypes(), isExport: true), new FactTable(facts),
            new Dictionary<string, IReadOnlyList<(string, string)>>());
        var actual = Repository.Catalog.Controls
            .Select(control => (control.Id, Reason: Exportability.Obstacle(compiler.Compile(control, [])!)))
            .Where(one => one.Reason is not null)
            .Select(one => $"{one.Id}: {one.Reason}\n");
        var text = string.Concat(actual);
        if (Environment.GetEnvironmentVariable("REDOUBT_ACCEPT") == "1")
        {
            File.WriteAllText(Kept, text);
        }

        Assert.Equal(File.ReadAllText(Kept), text);
    }
}
