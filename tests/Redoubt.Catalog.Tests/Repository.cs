namespace Redoubt.Catalog.Tests;

/// <summary>The repository and the shared data, as the tests find them.</summary>
internal static class Repository
{
    private static readonly Lazy<(Catalog Catalog, IReadOnlyList<string> Problems)> Loaded = new(Load);

    public static string Root { get; } = FindRoot();

    /// <summary>Real manifests and conformance suites.</summary>
    public static string Shared { get; } =
        Environment.GetEnvironmentVariable("REDOUBT_SHARED") ?? Path.GetFullPath(Path.Combine(Root, "..", "shared"));

    /// <summary>The catalogue as its files are now.</summary>
    public static Catalog Catalog => Loaded.Value.Catalog;

    /// <summary>What is wrong with those files.</summary>
    public static IReadOnlyList<string> Problems => Loaded.Value.Problems;

    private static (Catalog Catalog, IReadOnlyList<string> Problems) Load()
    {
        var builder = new CatalogBuilder();
        foreach (var folder in new[] { "controls", "views", "frameworks" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                builder.Add(Path.GetRelativePath(Root, file), File.ReadAllText(file));
            }
        }

        var catalog = builder.Build();
        return (catalog, [.. builder.Problems.Select(problem => problem.ToString())]);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Redoubt.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run inside the repository");
        }

        return folder.FullName;
    }
}
