using Redoubt.Catalog.Compare;
using Redoubt.Catalog.Machines;
using Redoubt.Evidence.Ledger;

namespace Redoubt.Catalog;

/// <summary>How many subjects got which verdict, and findings by severity.</summary>
/// <param name="Passes">Subjects that passed a control.</param>
/// <param name="Fails">Subjects that failed a control; one subject can have several failing places.</param>
/// <param name="Unknowns">Subjects that could not be judged.</param>
/// <param name="NotApplicable">Subjects to which a control does not apply.</param>
public readonly record struct VerdictCounts(int Passes, int Fails, int Unknowns, int NotApplicable)
{
    /// <summary>Both together.</summary>
    public static VerdictCounts operator +(VerdictCounts left, VerdictCounts right) => new(
        left.Passes + right.Passes, left.Fails + right.Fails, left.Unknowns + right.Unknowns, left.NotApplicable + right.NotApplicable);
}

/// <summary>A chart or overlay that was rendered.</summary>
/// <param name="Renderer">The program that did it, as <c>helm</c>.</param>
/// <param name="Input">Its folder.</param>
/// <param name="Documents">How many objects came of it.</param>
public sealed record RenderedInput(string Renderer, string Input, int Documents);

/// <summary>An object that was judged, where it stands.</summary>
/// <param name="Subject">The object.</param>
/// <param name="GenerateName">Its <c>metadata.generateName</c>; empty if it has none.</param>
/// <param name="File">The file.</param>
/// <param name="Line">The line at which it begins, from 1; 0 where that is not known.</param>
public readonly record struct JudgedObject(SubjectName Subject, string GenerateName, string File, int Line);

/// <summary>What was read and what was not. Everything that was given is judged or stands in the ledger.</summary>
/// <param name="Files">Files that held at least one object as it is.</param>
/// <param name="Documents">Objects read, lists flattened.</param>
public sealed record AssessmentInputs(int Files, int Documents)
{
    /// <summary>The charts and overlays that were rendered, in order.</summary>
    public IReadOnlyList<RenderedInput> Rendered { get; init; } = [];

    /// <summary>What is not judged, or not as it was written, and why.</summary>
    public IReadOnlyList<LedgerEntry> Ledger { get; init; } = [];

    /// <summary>The objects that were judged, kept only when asked for (<c>--show all</c>).</summary>
    public IReadOnlyList<JudgedObject> Objects { get; init; } = [];
}

/// <summary>The target version of Kubernetes and where it was taken from.</summary>
/// <param name="Version">As <c>1.33</c>.</param>
/// <param name="Source">As <c>--kubernetes</c>, <c>redoubt.yaml</c>, <c>the newest known</c>.</param>
public sealed record TargetVersion(string Version, string Source);

/// <summary>The day of judgement and where it was taken from.</summary>
/// <param name="Day">The day.</param>
/// <param name="Source">As <c>--at</c>, <c>when the evidence was collected</c>, <c>the clock</c>.</param>
public sealed record JudgingDay(DateOnly Day, string Source);

/// <summary>All that one run found out: the source of every report.</summary>
public sealed record Assessment
{
    /// <summary>What was judged, as a person would call it: the folder's or file's name.</summary>
    public required string Title { get; init; }

    /// <summary>The target version of Kubernetes.</summary>
    public required TargetVersion Kubernetes { get; init; }

    /// <summary>The day of judgement; null where nobody named one and nothing that was given depends on it.</summary>
    public JudgingDay? Day { get; init; }

    /// <summary>The controls that were asked, by id.</summary>
    public required IReadOnlyList<Control> Controls { get; init; }

    /// <summary>Every failing place: by severity (highest first), control, subject, place.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What changed since another run; null where nothing was compared.</summary>
    public Comparison? Comparison { get; init; }

    /// <summary>The layers for which nobody answers; none where nobody said who owns what.</summary>
    public IReadOnlyList<Layer> Unowned { get; init; } = [];

    /// <summary>The machines, those that are alike together; none where there are no two to compare.</summary>
    public IReadOnlyList<MachineClass> Machines { get; init; } = [];

    /// <summary>How many findings of other owners are left out, since one was asked for.</summary>
    public int OfOthers { get; init; }

    /// <summary>The findings that a person is to look at: all, or beside another run those that are new or worse.</summary>
    public IReadOnlyList<Finding> Fresh => Comparison is null ? Findings : [.. Findings.Where(finding => finding.IsFresh)];

    /// <summary>How many of the findings are excepted.</summary>
    public int Excepted => Findings.Count(finding => finding.Exception is not null);

    /// <summary>Every subject that could not be judged, in the same order.</summary>
    public required IReadOnlyList<UnknownVerdict> Unknowns { get; init; }

    /// <summary>Layer × theme.</summary>
    public required Matrix Matrix { get; init; }

    /// <summary>Verdicts over all subjects and controls.</summary>
    public required VerdictCounts Counts { get; init; }

    /// <summary>What could not be read or judged.</summary>
    public required IReadOnlyList<AssessmentError> Errors { get; init; }

    /// <summary>What was read and what was not.</summary>
    public required AssessmentInputs Inputs { get; init; }

    /// <summary>Subjects that passed, kept only when asked for (<c>--show all</c>).</summary>
    public IReadOnlyList<(Control Control, SubjectName Subject)> Passed { get; init; } = [];

    /// <summary>What stands between attackers and what must not be lost; null where it was not asked, or nothing here runs or acts.</summary>
    public DepthSummary? Depth { get; init; }

    /// <summary>The frameworks that were asked for, each requirement with its verdict; empty where none was.</summary>
    public IReadOnlyList<FrameworkResult> Frameworks { get; init; } = [];

    /// <summary>How long reading and judging took.</summary>
    public required TimeSpan Elapsed { get; init; }
}
