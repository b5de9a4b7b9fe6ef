using Redoubt.Catalog;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Report.Reading;

/// <summary>An object to mend before others.</summary>
/// <param name="Finding">The worst of what is wrong with it.</param>
/// <param name="Subjects">How many objects the one place mends.</param>
/// <param name="Others">How many other controls fail on the same object.</param>
internal readonly record struct FirstStep(Finding Finding, int Subjects, int Others)
{
    /// <summary>
    /// The objects to begin with, by what they give an attacker: by the worst finding, what is cluster-wide first, then by how many objects
    /// one edit mends, then by all else that is found on them, the most severe first. A place is named once, and one machine for those that are like it; what is excepted is left for later.
    /// </summary>
    public static IReadOnlyList<FirstStep> Choose(IReadOnlyList<Finding> findings, int most)
    {
        findings = [.. findings.Where(finding => finding.Exception is null && finding.IsFirstAlike)];
        var sharing = findings.Where(finding => finding.Location.Line > 0).GroupBy(Place)
            .ToDictionary(place => place.Key, place => place.Select(finding => finding.Subject).Distinct().Count());
        return
        [
            .. findings.GroupBy(finding => finding.Subject)
                .Select(found => (Worst: found.MaxBy(finding => finding.Severity)!, All: found.ToList()))
                .Select(found => (found.Worst, found.All, Subjects: sharing.GetValueOrDefault(Place(found.Worst), 1)))
                .OrderByDescending(found => found.Worst.Severity)
                .ThenByDescending(found => IsClusterWide(found.Worst.Subject))
                .ThenByDescending(found => found.Subjects)
                .ThenByDescending(found => Count(found.All, Severity.Critical))
                .ThenByDescending(found => Count(found.All, Severity.High))
                .ThenByDescending(found => Count(found.All, Severity.Medium))
                .ThenByDescending(found => found.All.Count)
                .Select(found => new FirstStep(found.Worst, found.Subjects, found.All.Select(finding => finding.Control).Distinct().Count() - 1))
                .DistinctBy(step => step.Finding.Location.Line > 0 ? Place(step.Finding) : (step.Finding.Control, step.Finding.Location with { Path = step.Finding.Fingerprint }))
                .Take(most),
        ];
    }

    private static (Control Control, Location Location) Place(Finding finding) => (finding.Control, finding.Location);

    private static int Count(List<Finding> findings, Severity severity) => findings.Count(finding => finding.Severity == severity);

    private static bool IsClusterWide(SubjectName subject) =>
        KnownKinds.IsNamespaced(new GroupKind(GroupKind.GroupOf(subject.ApiVersion), subject.Kind)) == false;
}
