using Redoubt.Catalog.Owners;
using Redoubt.Evidence.Schema;

namespace Redoubt.Catalog.Judge;

/// <summary>How a platform is judged.</summary>
public sealed record JudgeOptions
{
    /// <summary>The minor number of the target version: of 1.33 it is 33.</summary>
    public required int KubernetesMinor { get; init; }

    /// <summary>The day of judgement: what ends, begins or is supported until a day is judged against it, never against the clock.</summary>
    public DateOnly Today { get; init; }

    /// <summary>Whether the roles and bindings that every API server makes at start count beside the evidence, where rules ask for access.</summary>
    public bool HasBootstrap { get; init; }

    /// <summary>Values of parameters as JSON, by control id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<(string Name, string Json)>> Parameters { get; init; } =
        new Dictionary<string, IReadOnlyList<(string, string)>>();

    /// <summary>Who answers for what.</summary>
    public OwnerBook Owners { get; init; } = OwnerBook.Nobody;

    /// <summary>The kinds that CustomResourceDefinitions in the evidence define: rules over them are typed by their schemas.</summary>
    public IReadOnlyList<KindInfo> CustomKinds { get; init; } = [];

    /// <summary>Whether to keep the subjects that passed.</summary>
    public bool KeepPassed { get; init; }

    /// <summary>Whether it is asked what would mend each finding.</summary>
    public bool AsksFixes { get; init; }

    /// <summary>Whether a message says what is known beyond its subject: where it is compared with what an API server says, it does not.</summary>
    public bool TellsContext { get; init; } = true;

    /// <summary>Threads; 0 means one for each processor. The result does not depend on it.</summary>
    public int Threads { get; init; }
}

/// <summary>What a catalogue says of a platform.</summary>
public sealed record Judgement
{
    /// <summary>Every failing place: by severity (highest first), control, subject, place.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Every subject that could not be judged.</summary>
    public required IReadOnlyList<UnknownVerdict> Unknowns { get; init; }

    /// <summary>Layer × theme.</summary>
    public required Matrix Matrix { get; init; }

    /// <summary>Verdicts over all subjects and controls.</summary>
    public required VerdictCounts Counts { get; init; }

    /// <summary>The same for each control that was asked, by its id.</summary>
    public IReadOnlyDictionary<string, VerdictCounts> ByControl { get; init; } = new Dictionary<string, VerdictCounts>();

    /// <summary>Defects of controls.</summary>
    public required IReadOnlyList<AssessmentError> Errors { get; init; }

    /// <summary>Subjects that passed, when asked for.</summary>
    public required IReadOnlyList<(Control Control, SubjectName Subject)> Passed { get; init; }

    /// <summary>This judgement with what other controls say of what the run found out about itself, which is no evidence of a layer.</summary>
    /// <param name="own">What they say.</param>
    public Judgement Plus(Judgement own)
    {
        ArgumentNullException.ThrowIfNull(own);
        return this with
        {
            Findings = own.Findings.Count == 0 ? Findings
                : [.. Findings.Concat(own.Findings).OrderByDescending(finding => finding.Control.Severity).ThenBy(finding => finding.Control.Id, StringComparer.Ordinal)],
            Unknowns = [.. Unknowns, .. own.Unknowns],
            Matrix = Matrix.Plus(own.Matrix),
            Counts = Counts + own.Counts,
            Errors = [.. Errors, .. own.Errors],
            Passed = [.. Passed, .. own.Passed],
        };
    }
}
