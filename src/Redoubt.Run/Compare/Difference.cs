using Redoubt.Attack;
using Redoubt.Catalog;
using Redoubt.Catalog.Compare;
using Redoubt.Collect;
using Redoubt.Collect.Git;
using Redoubt.Run.Attack;

namespace Redoubt.Run.Compare;

/// <summary>What changed between two states of a platform, each a folder, a file, a chart, standard input, a report, or a revision.</summary>
/// <param name="scan">How both are judged.</param>
/// <param name="collection">How much is read.</param>
public sealed class Difference(Scan scan, CollectOptions collection)
{
    /// <summary>Judges both and compares them; null, and problems, where one of them is not there.</summary>
    /// <param name="words">Two states; or two revisions as <c>main..HEAD</c>, and after them what is judged of them.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="progress">Told what is done now.</param>
    public Assessment? Of(IReadOnlyList<string> words, ICollection<string> problems, Action<string>? progress = null)
    {
        if (words is [var range, ..] && GitRange.IsRange(range))
        {
            return OfRevisions(range, words.Count > 1 ? [.. words.Skip(1)] : ["."], problems, progress);
        }

        if (words.Count != 2)
        {
            problems.Add("`diff` takes two: what was before and what is now, or revisions as `main..HEAD`");
            return null;
        }

        if (Before(words[0], problems, progress) is not { } before)
        {
            return null;
        }

        progress?.Invoke(words[1]);
        DepthAnalysis? depth = null;
        var isReport = Baselines.Is(words[1]);
        var now = isReport ? Baselines.ReadReport(words[1], scan.Catalog, problems) : scan.Of([words[1]], keepsAll: false).Run(progress, out depth);
        return now is null ? null : With(isReport ? before with { Report = words[1] } : before, Comparison.Of(before.Snapshot, now), depth, progress);
    }

    private Earlier? Before(string path, ICollection<string> problems, Action<string>? progress)
    {
        if (Baselines.Is(path))
        {
            return Baselines.Read(path, problems) is { } snapshot ? new Earlier(snapshot, [], null) { Report = path } : null;
        }

        var assessment = scan.Of([path], keepsAll: true).Run(progress, out var depth);
        return new Earlier(Snapshot.Of(assessment, path), assessment.Errors, depth);
    }

    private Assessment? OfRevisions(string range, IReadOnlyList<string> paths, ICollection<string> problems, Action<string>? progress)
    {
        using var git = GitRange.Open(range, collection, problems);
        if (git is null || !git.LayOld(problems))
        {
            return null;
        }

        // Names of files are those that the user knows: from the folder in which the program was started.
        var here = Directory.GetCurrentDirectory();
        Directory.SetCurrentDirectory(git.Folder);
        try
        {
            var before = scan.Of(paths, keepsAll: true).Run(progress, out var depthBefore);
            if (!git.LayNew(problems))
            {
                return null;
            }

            var now = scan.Of(paths, keepsAll: false).Run(progress, out var depth);
            var earlier = new Earlier(Snapshot.Of(before, range.Split("..")[0]), before.Errors, depthBefore);
            return With(earlier, Comparison.Of(earlier.Snapshot, now), depth, progress) with { Title = range };
        }
        finally
        {
            Directory.SetCurrentDirectory(here);
        }
    }

    // What could not be read then may have held what now looks new.
    private static Assessment With(Earlier before, Assessment now, DepthAnalysis? depth, Action<string>? progress)
    {
        progress?.Invoke("comparing what stands in an attacker's way");
        return now with
        {
            Errors = [.. now.Errors, .. before.Errors.Select(error => error with { Reason = $"before: {error.Reason}" })],
            Comparison = now.Comparison! with
            {
                Depth = before.Report is { } report ? new DepthComparison([], [$"{report} is a report: what stands in an attacker's way is compared where both states are objects"])
                    : DepthChanges.Between(before.Depth, depth),
            },
        };
    }

    // What was before: as a report tells it, or as it was judged.
    private sealed record Earlier(Snapshot Snapshot, IReadOnlyList<AssessmentError> Errors, DepthAnalysis? Depth)
    {
        // The state that is a report, so that there are no objects to be compared; null for none.
        public string? Report { get; init; }
    }
}
