using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Collect;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Run;

/// <summary>Controls of the user's own: the same files, in a folder of theirs.</summary>
public static class OwnCatalogs
{
    /// <summary>The built-in catalogue with the folders laid over it.</summary>
    /// <param name="builtIn">The built-in catalogue.</param>
    /// <param name="paths">Files and folders with controls, views and frameworks.</param>
    /// <param name="problems">Takes what is wrong, with file, line and column.</param>
    public static ControlCatalog Over(ControlCatalog builtIn, IReadOnlyList<string> paths, ICollection<string> problems) => Read(builtIn, paths, problems).Whole;

    /// <summary>The same, with the user's own controls told apart.</summary>
    /// <param name="builtIn">The built-in catalogue.</param>
    /// <param name="paths">Files and folders with controls, views and frameworks.</param>
    /// <param name="problems">Takes what is wrong, with file, line and column.</param>
    public static OwnCatalog Read(ControlCatalog builtIn, IReadOnlyList<string> paths, ICollection<string> problems)
    {
        if (paths.Count == 0)
        {
            return new OwnCatalog(builtIn, []);
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
        var whole = builtIn.With(own);
        var judge = new PlatformJudge(whole, own.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor });
        var broken = judge.CompileAll();
        foreach (var problem in builder.Problems.Concat(builder.Clashes(builtIn)).Concat(broken.Select(builder.Locate)))
        {
            problems.Add(problem.ToString());
        }

        return new OwnCatalog(whole, [.. own.Controls.Where(control => broken.All(problem => problem.Control != control.Id))])
        {
            Places = builder.Places,
            Replaced = [.. builder.Replacements.Select(place => new LedgerEntry(LedgerCode.Replaced, place.File, place.Line, place.Column, place.Reason))],
        };
    }
}

/// <summary>A catalogue with controls of the user's own laid over the built-in ones.</summary>
/// <param name="Whole">The catalogue.</param>
/// <param name="Sound">The user's own controls that compile.</param>
public sealed record OwnCatalog(ControlCatalog Whole, IReadOnlyList<Control> Sound)
{
    /// <summary>Where each control of the user's own begins, by its id.</summary>
    public IReadOnlyDictionary<string, FilePlace> Places { get; init; } = new Dictionary<string, FilePlace>();

    /// <summary>An error of judging; one of a control of the user's own at the place of that control.</summary>
    /// <param name="error">The error.</param>
    public AssessmentError Placed(AssessmentError error) => Places.TryGetValue(error.File, out var place)
        ? new AssessmentError(place.File, place.Line, place.Column, $"{error.File}: {error.Reason}")
        : error;

    /// <summary>The user's own controls that stand in the place of built-in ones.</summary>
    public IReadOnlyList<LedgerEntry> Replaced { get; init; } = [];
}
