using Redoubt.Catalog;

namespace Redoubt.Report.Reading;

/// <summary>A fix that is worth making before others.</summary>
/// <param name="Finding">The place to mend.</param>
/// <param name="Subjects">How many subjects this one place concerns.</param>
/// <param name="Also">What else fails on the same subject, the most severe first.</param>
internal readonly record struct FirstStep(Finding Finding, int Subjects, IReadOnlyList<Control> Also)
{
    /// <summary>
    /// The best place of each control, the best controls first: by severity, by the number of subjects that one edit mends, by what
    /// else is wrong with the subject (whoever gets in there goes furthest), by the order of the assessment.
    /// </summary>
    public static IReadOnlyList<FirstStep> Choose(IReadOnlyList<Finding> findings, int most)
    {
        var bySubject = findings.ToLookup(finding => finding.Subject, finding => finding.Control);
        return
        [
            .. findings.GroupBy(finding => finding.Control)
                .Select(cause => Best(cause, bySubject))
                .OrderByDescending(step => step.Finding.Control.Severity)
                .ThenByDescending(step => step.Subjects)
                .ThenByDescending(step => step.Also.Count)
                .Take(most),
        ];
    }

    private static FirstStep Best(IEnumerable<Finding> places, ILookup<SubjectName, Control> bySubject) => places
        .GroupBy(place => (place.Location, Alone: place.Location.Line > 0 ? default : place.Subject))
        .Select(place => (First: place.First(), Subjects: place.Select(finding => finding.Subject).Distinct().Count()))
        .OrderByDescending(place => place.Subjects)
        .ThenByDescending(place => bySubject[place.First.Subject].Distinct().Count())
        .Select(place => new FirstStep(place.First, place.Subjects, Others(place.First, bySubject)))
        .First();

    private static Control[] Others(Finding finding, ILookup<SubjectName, Control> bySubject) =>
    [
        .. bySubject[finding.Subject].Distinct().Where(control => control != finding.Control)
            .OrderByDescending(control => control.Severity).ThenBy(control => control.Id, StringComparer.Ordinal),
    ];
}
