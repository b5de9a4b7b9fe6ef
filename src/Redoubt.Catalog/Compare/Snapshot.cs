namespace Redoubt.Catalog.Compare;

/// <summary>What one run found, as far as another is compared with it.</summary>
public sealed class Snapshot
{
    /// <summary>What it is called: a file, a folder, a revision.</summary>
    public required string Title { get; init; }

    /// <summary>Every failing place, one by one: of an object that stands in two files, two.</summary>
    public required IReadOnlyList<PastFinding> Findings { get; init; }

    /// <summary>What could not be judged: controls and subjects.</summary>
    public required IReadOnlySet<(string Control, string Subject)> Unknowns { get; init; }

    /// <summary>What was judged, by name; null where that was not kept.</summary>
    public IReadOnlySet<string>? Subjects { get; init; }

    /// <summary>The controls that were asked, by id; null where that was not kept.</summary>
    public IReadOnlySet<string>? Controls { get; init; }

    /// <summary>What a run found. What was judged is only known of one that kept what passed.</summary>
    /// <param name="assessment">The run.</param>
    /// <param name="title">What it is called.</param>
    public static Snapshot Of(Assessment assessment, string title)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        return new Snapshot
        {
            Title = title,
            Findings = [.. assessment.Findings.SelectMany(finding => finding.AtEachPlace()).Select(Of)],
            Unknowns = assessment.Unknowns.Select(unknown => (unknown.Control.Id, unknown.Subject.ToString())).ToHashSet(),
            Subjects = assessment.Passed.Select(pass => pass.Subject.ToString()).Concat(assessment.Findings.Select(finding => finding.Subject.ToString())).ToHashSet(StringComparer.Ordinal),
            Controls = assessment.Controls.Select(control => control.Id).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>Whether something was judged then, so that not to know it now is a loss.</summary>
    internal bool Judged(string control, string subject) =>
        !Unknowns.Contains((control, subject)) && Subjects?.Contains(subject) != false && Controls?.Contains(control) != false;

    private static PastFinding Of(Finding finding) => new(
        finding.Control.Id, finding.Severity, finding.Subject, new Location(finding.Location.File, finding.Location.Line, finding.Location.Column, finding.Location.Path), finding.Message, finding.Fingerprint);
}
