using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Collect;
using Redoubt.Evidence.Views;

namespace Redoubt.Run;

/// <summary>Controls of the user's own: the same files, in a folder of theirs.</summary>
public static class OwnCatalogs
{
    /// <summary>The built-in catalogue with the folders laid over it.</summary>
    /// <param name="builtIn">The built-in catalogue.</param>
    /// <param name="paths">Files and folders with controls, views and frameworks.</param>
    /// <param name="problems">Takes what is wrong, with file, line and column.</param>
    public static ControlCatalog Over(ControlCatalog builtIn, IReadOnlyList<string> paths, ICollection<string> problems)
    {
        if (paths.Count == 0)
        {
            return builtIn;
        }

        var builder = new CatalogBuilder();
        foreach (var file in paths.SelectMany(path => TextFile.Below(path, "*.yaml", problems)))
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
}
