using Redoubt.Catalog;

namespace Redoubt.Report.Reading;

/// <summary>Whether a run passed, as people are told.</summary>
/// <param name="Passed">Whether the program ends with 0.</param>
/// <param name="Text">One line: <c>passed</c>, or <c>FAILED</c> and for what.</param>
internal readonly record struct Outcome(bool Passed, string Text)
{
    /// <summary>The outcome of a run at a gate.</summary>
    public static Outcome Of(Assessment assessment, Gate gate)
    {
        List<string> reasons = [];
        if (gate.FindingsOf(assessment) is > 0 and var found)
        {
            reasons.Add($"{found.Of(gate.OfNew ? "new finding" : "finding")} at or above gate {gate.Lowest!.Value.Name()}");
        }

        if (gate.LostOf(assessment) is > 0 and var lost)
        {
            reasons.Add($"{lost.Of("subject")} not known any more");
        }

        if (gate.BelowOf(assessment) is { Count: > 0 } below)
        {
            reasons.Add($"{string.Join(", ", below)}, gate depth={gate.Depth}");
        }

        if (gate.UnknownsOf(assessment) is > 0 and var unknown)
        {
            reasons.Add($"{unknown.Of("subject")} not known");
        }

        if (assessment.Errors.Count > 0)
        {
            reasons.Add($"{assessment.Errors.Count} could not be read or judged");
        }

        var excepted = gate.ExceptedOf(assessment) is > 0 and var count ? $" but {count} excepted" : "";
        return reasons.Count > 0 ? new Outcome(false, $"FAILED: {string.Join("; ", reasons)}")
            : gate.Lowest is { } lowest ? new Outcome(true, $"passed: {(gate.OfNew ? "nothing new" : "nothing")} at or above gate {lowest.Name()}{excepted}")
            : gate.Depth is { } depth ? new Outcome(true, $"passed: {(assessment.Comparison?.Depth is null ? "nothing" : "nothing new")} below gate depth={depth}")
            : new Outcome(true, "passed: the gate is none");
    }
}
