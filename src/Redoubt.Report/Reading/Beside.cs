using Redoubt.Catalog;
using Redoubt.Catalog.Compare;

namespace Redoubt.Report.Reading;

/// <summary>What is counted beside the findings that are to be looked at.</summary>
internal static class Beside
{
    /// <summary>How many findings are excepted, were known before, are gone, and how many subjects are not known any more; only what there is.</summary>
    public static IEnumerable<string> Of(Assessment assessment)
    {
        (int Count, string What)[] counts =
        [
            (assessment.Findings.Count(finding => finding.Change == FindingChange.Worse), "worse than before"),
            (assessment.Excepted, "excepted"),
            (assessment.Findings.Count(finding => !finding.IsFresh), "known before"),
            (assessment.Comparison?.Depth?.Changes.Count(change => change.IsNearer) ?? 0, "nearer to an attacker"),
            (assessment.Comparison?.Gone.Count ?? 0, "gone"),
            (assessment.Comparison?.Lost.Count ?? 0, "not known any more"),
            (assessment.OfOthers, "of other owners"),
            (assessment.Comparison?.NotAsked ?? 0, "not asked about now"),
        ];
        return counts.Where(count => count.Count > 0).Select(count => $"{count.Count} {count.What}");
    }
}
