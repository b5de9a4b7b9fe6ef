using Redoubt.Catalog;
using Redoubt.Catalog.Owners;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Run;

/// <summary>Leaves the findings of one team, and says how many are of others.</summary>
internal static class OwnerFilter
{
    private static readonly string[] Nobody = ["nobody"];

    /// <summary>The findings of a team; of <c>nobody</c>, those that nobody answers for.</summary>
    public static Assessment Of(Assessment assessment, string team, OwnerBook owners)
    {
        Finding[] own = [.. assessment.Findings.Where(finding => TeamsOf(finding).Contains(team))];
        var known = assessment.Findings.SelectMany(TeamsOf).Concat(owners.Teams).Distinct(StringComparer.Ordinal).ToArray();
        var told = assessment with { Findings = own, OfOthers = assessment.Findings.Count - own.Length };
        return own.Length > 0 || team == Nobody[0] || known.Contains(team) ? told
            : told with { Errors = [.. told.Errors, new AssessmentError("--owner", 0, 0, $"`{team}` owns nothing here{Suggestion.Of(team, known)}")] };
    }

    // The owners of a file are several, joined by a comma.
    private static string[] TeamsOf(Finding finding) => finding.Owner.Length == 0 ? Nobody : [finding.Owner, .. finding.Owner.Split(", ")];
}
