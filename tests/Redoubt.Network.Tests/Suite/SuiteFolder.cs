using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Network.Tests.Suite;

/// <summary>The cases of a suite: each is a folder with the manifests of a platform that is known whole.</summary>
internal static class SuiteFolder
{
    public static IEnumerable<string> Cases(string suite, string file) => Directory.EnumerateDirectories(Suites.Folder(suite))
        .Where(folder => File.Exists(Path.Combine(folder, file))).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    public static string[] Lines(string suite, string name, string file) => File.ReadAllLines(Path.Combine(Suites.Folder(suite), name, file));

    public static Platform Platform(string suite, string name, string manifests)
    {
        var path = Path.Combine(Suites.Folder(suite), name, manifests);
        var builder = new PlatformBuilder { Scope = Scope.Whole };
        foreach (var file in Files(path))
        {
            builder.AddRange(DocumentReader.Read(file, File.ReadAllText(file)).Documents);
        }

        return builder.Build();
    }

    private static string[] Files(string path) => File.Exists(path) ? [path]
        : [.. Directory.GetFiles(path, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json").Order(StringComparer.Ordinal)];
}
