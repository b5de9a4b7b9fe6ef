using Redoubt.Catalog.Compare;

namespace Redoubt.Catalog;

/// <summary>When a run fails for what it found. The one place that decides it: the exit code and every report ask here.</summary>
/// <param name="Lowest">From which severity on a finding fails the run; null for none.</param>
/// <param name="Unknowns">Whether a subject that could not be judged fails it too.</param>
/// <param name="OfNew">Whether only what is new counts, or worse than it was; what was judged before and is not known now is new too.</param>
public sealed record Gate(Severity? Lowest, bool Unknowns = false, bool OfNew = false)
{
    /// <summary>What a gate of depth is about: what is the whole cluster's.</summary>
    private static readonly string[] Whole = ["cluster-admin", "all-secrets", "node", "nodes"];

    /// <summary>How many things must have to fail before the cluster, all secrets or a node is lost; null where that is not asked.</summary>
    public int? Depth { get; init; }

    /// <summary>The gate where nobody sets one.</summary>
    public static readonly Gate Default = new(Severity.High);

    /// <summary>How many findings are at or above it that nobody excepted.</summary>
    public int FindingsOf(Assessment assessment) => assessment.Findings.Count(finding => IsAtOrAbove(finding) && finding.Exception is null);

    /// <summary>How many findings it passes over, since they are excepted.</summary>
    public int ExceptedOf(Assessment assessment) => assessment.Findings.Count(finding => IsAtOrAbove(finding) && finding.Exception is not null);

    /// <summary>How many subjects that could not be judged count.</summary>
    public int UnknownsOf(Assessment assessment) => Unknowns ? assessment.Unknowns.Count : 0;

    /// <summary>Whether the run fails.</summary>
    public bool IsFailedBy(Assessment assessment) => FindingsOf(assessment) > 0 || UnknownsOf(assessment) > 0 || LostOf(assessment) > 0 || BelowOf(assessment).Count > 0;

    /// <summary>
    /// What is lost by fewer failures than must have to happen, or not shown to need as many, each as <c>node at 1</c>. Beside an earlier state only what a change brought nearer.
    /// </summary>
    public IReadOnlyList<string> BelowOf(Assessment assessment) => assessment.Comparison?.Depth is { } compared
        ? [.. compared.Changes.Where(change => change.Effect != DepthEffect.Better && IsWhole(change.Jewel) && change.AtLeast < Depth).Select(change => $"{change.Jewel} at {change.After}")]
        : [.. (assessment.Depth?.Jewels ?? []).Where(jewel => IsWhole(jewel.Name) && jewel.AtLeast < Depth).Select(jewel => $"{jewel.Name} at {jewel.Depth}")];

    /// <summary>Whether a gate of depth is about something: the cluster, all secrets, a node.</summary>
    /// <param name="jewel">What must not be lost, as an analysis names it.</param>
    public static bool IsWhole(string jewel)
    {
        ArgumentNullException.ThrowIfNull(jewel);
        return Whole.Contains(jewel) || jewel.StartsWith("node:", StringComparison.Ordinal);
    }

    /// <summary>How many subjects count that were judged before and are not known now.</summary>
    public int LostOf(Assessment assessment) => OfNew ? assessment.Comparison?.Lost.Count(lost => lost.Control.Severity >= Lowest) ?? 0 : 0;

    private bool IsAtOrAbove(Finding finding) => finding.Severity >= Lowest && (!OfNew || finding.IsFresh);
}
