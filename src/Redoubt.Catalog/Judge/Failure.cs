using Redoubt.Catalog.Subjects;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Judge;

/// <summary>A failing place before it is told.</summary>
/// <param name="Control">The control's number among those that are asked.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Spot">Where it is.</param>
/// <param name="Identity">What makes it the same from run to run.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="Severity">What an attacker gains there.</param>
internal sealed record Failure(int Control, Subject Subject, Spot Spot, UInt128 Identity, string Message, Severity Severity)
{
    /// <summary>Where it is, as reports tell it.</summary>
    public Location Location => Spot.Location;

    /// <summary>What would mend it; null where that was not asked, or the control has no fix that a program could write.</summary>
    public FindingFix? Fix { get; init; }

    /// <summary>How it was told last; null where it was not, or nobody will ask again.</summary>
    public Finding? Told { get; set; }

    /// <summary>As which of its identity it was told last.</summary>
    public int Ordinal { get; set; }
}

/// <summary>A subject that could not be judged, and what is missing: nothing, where the control itself failed on it.</summary>
internal sealed record Unjudged(int Control, Subject Subject, Spot Spot, IReadOnlyList<MissingEvidence> Missing);

/// <summary>A control's text that failed on a subject.</summary>
internal sealed record Defect(int Control, Subject Subject, string Field, string Message);

/// <summary>How many subjects passed a control, failed it, and were none of its affair.</summary>
internal readonly record struct Tally(int Passes, int Fails, int NotApplicable)
{
    public static Tally operator +(Tally left, Tally right) =>
        new(left.Passes + right.Passes, left.Fails + right.Fails, left.NotApplicable + right.NotApplicable);

    public static Tally operator -(Tally left, Tally right) =>
        new(left.Passes - right.Passes, left.Fails - right.Fails, left.NotApplicable - right.NotApplicable);
}
