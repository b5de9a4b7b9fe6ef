using Redoubt.Evidence.Read;

namespace Redoubt.Admission.Tests.KubernetesCel;

/// <summary>The folder of facts: every YAML file in it, whatever its name.</summary>
internal static class SuiteFolder
{
    private static readonly string Folder = TestFolders.Suite("REDOUBT_KUBERNETES_CEL_SUITE", "kubernetes-cel");

    public static IEnumerable<SuiteRow> Read()
    {
        foreach (var path in Directory.EnumerateFiles(Folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var problems = new List<FilePlace>();
            var roots = ValueReader.Read(path, SuiteKeys.Quoted(File.ReadAllText(path)), problems);
            Assert.True(problems.Count == 0, string.Join('\n', problems));
            foreach (var row in roots.SelectMany(root => root.List()))
            {
                yield return new SuiteRow(Path.GetFileNameWithoutExtension(path), row);
            }
        }
    }
}
