using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence.Views;

namespace Redoubt.Cli;

/// <summary>Controls of the user's own: the same files, in a folder of theirs.</summary>
internal static class OwnCatalogs
{
    /// <summary>The built-in catalogue with the folders laid over it.</summary>
    public static ControlCatalog Over(ControlCatalog builtIn, IReadOnlyList<string> paths, ICollection<string> problems)
    {
        if (paths.Count == 0)
        {
            return builtIn;
        }

        var builder = new CatalogBuilder();
        foreach (var file in paths.SelectMany(path => Files(path, problems)))
        {
            if (TextFile.Read(file, problems) is { } text)
            {
                builder.Add(file, text);
            }
        }

        var own = builder.Build(builtIn);
        foreach (var problem in builder.Problems)
        {
            problems.Add(problem.ToString());
        }

        var whole = builtIn.With(own);
        var judge = new PlatformJudge(whole, own.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor });
        foreach (var problem in judge.CompileAll().Select(builder.Locate))
        {
            problems.Add(problem.ToString());
        }

        return whole;
    }

    /// <summary>The YAML files of a folder and below, or the file itself.</summary>
    public static IEnumerable<string> Files(string path, ICollection<string> problems)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        }

        problems.Add($"{path}: no such file or folder");
        return [];
    }
}
