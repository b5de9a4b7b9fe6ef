using Redoubt.Attack.Techniques;
using Redoubt.Catalog;
using Redoubt.Catalog.Packing;

namespace Redoubt.Attack.Tests;

/// <summary>The techniques of the repository: as their files say, and as the build packs them.</summary>
internal static class ShippedTechniques
{
    private static readonly Lazy<TechniqueCatalog> Read = new(() => new TechniqueCatalog([.. Files("techniques/*.yaml"), .. Files("mechanisms.yaml")], Views()));
    private static readonly Lazy<TechniqueCatalog> Loaded = new(() => TechniquePack.Read(new Pack(Pack(Written))));

    /// <summary>As their files say.</summary>
    public static TechniqueCatalog Written => Read.Value;

    /// <summary>As a program has them.</summary>
    public static TechniqueCatalog Packed => Loaded.Value;

    /// <summary>Techniques as the build packs them.</summary>
    public static byte[] Pack(TechniqueCatalog techniques)
    {
        var writer = new PackWriter();
        TechniquePack.Write(techniques, writer);
        return writer.ToArray();
    }

    /// <summary>Files of the repository, each with its text.</summary>
    public static IEnumerable<(string File, string Text)> Files(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(TestFolders.Root, Path.GetDirectoryName(pattern)!), Path.GetFileName(pattern)).Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllText(file)));

    /// <summary>The derived facts of controls.</summary>
    public static IReadOnlyList<Fact> Views()
    {
        var builder = new CatalogBuilder();
        foreach (var (file, text) in Files("views/*.yaml"))
        {
            builder.Add(file, text);
        }

        return builder.Build().Facts;
    }
}
