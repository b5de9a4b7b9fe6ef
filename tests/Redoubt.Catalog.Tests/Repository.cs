namespace Redoubt.Catalog.Tests;

/// <summary>The repository and the shared data, as the tests find them.</summary>
internal static class Repository
{
    private static readonly Lazy<(ControlCatalog Catalog, IReadOnlyList<string> Problems)> Loaded = new(Load);

    /// <summary>The catalogue as its files are now.</summary>
    public static ControlCatalog Catalog => Loaded.Value.Catalog;

    /// <summary>What is wrong with those files.</summary>
    public static IReadOnlyList<string> Problems => Loaded.Value.Problems;

    private static (ControlCatalog Catalog, IReadOnlyList<string> Problems) Load()
    {
        var builder = new CatalogBuilder();
        foreach (var folder in new[] { "controls", "views", "frameworks" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(TestFolders.Root, folder), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                builder.Add(Path.GetRelativePath(TestFolders.Root, file), File.ReadAllText(file));
            }
        }

        var catalog = builder.Build();
        return (catalog, [.. builder.Problems.Select(problem => problem.ToString())]);
    }
}
