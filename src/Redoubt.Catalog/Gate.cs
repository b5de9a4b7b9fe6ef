namespace Redoubt.Catalog;

/// <summary>When a run fails for what it found. The one place that decides it: the exit code and every report ask here.</summary>
/// <param name="Lowest">From which severity on a finding fails the run; null for none.</param>
/// <param name="Unknowns">Whether a subject that could not be judged fails it too.</param>
public sealed record Gate(Severity? Lowest, bool Unknowns = false)
{
    /// <summary>The gate where nobody sets one.</summary>
    public static readonly Gate Default = new(Severity.High);

    /// <summary>How many findings are at or above it.</summary>
    public int FindingsOf(Assessment assessment) =>
        Lowest is { } lowest ? assessment.Findings.Count(finding => finding.Severity >= lowest) : 0;

    /// <summary>How many subjects that could not be judged count.</summary>
    public int UnknownsOf(Assessment assessment) => Unknowns ? assessment.Unknowns.Count : 0;

    /// <summary>Whether the run fails.</summary>
    public bool IsFailedBy(Assessment assessment) => FindingsOf(assessment) > 0 || UnknownsOf(assessment) > 0;
}
