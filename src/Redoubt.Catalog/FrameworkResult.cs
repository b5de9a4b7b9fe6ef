namespace Redoubt.Catalog;

/// <summary>What a run says of one requirement of a framework.</summary>
public enum RequirementVerdict
{
    /// <summary>Something fails it.</summary>
    Fail,

    /// <summary>Nothing is known to fail it, but something that it asks of is not known.</summary>
    Unknown,

    /// <summary>Only a person can say.</summary>
    Manual,

    /// <summary>Everything that it asks of passed.</summary>
    Pass,

    /// <summary>Nothing that it asks of is there, or the framework is exempted from it.</summary>
    NotApplicable,

    /// <summary>No control answers it.</summary>
    NotAnswered,
}

/// <summary>A requirement with what the controls that answer it say: the worst of them counts.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="Verdict">What is said of it.</param>
/// <param name="Controls">The controls that answer it, the most severe first.</param>
/// <param name="Findings">What fails it.</param>
/// <param name="Unknowns">What is not known.</param>
public sealed record RequirementResult(
    FrameworkRequirement Requirement, RequirementVerdict Verdict, IReadOnlyList<Control> Controls, IReadOnlyList<Finding> Findings, IReadOnlyList<UnknownVerdict> Unknowns);

/// <summary>What a run says of a framework that was asked for, in the framework's own order.</summary>
/// <param name="Framework">The framework.</param>
/// <param name="Requirements">Each requirement.</param>
public sealed record FrameworkResult(Framework Framework, IReadOnlyList<RequirementResult> Requirements)
{
    /// <summary>How many requirements got which verdict, in the order of the verdicts; all of them are there.</summary>
    public IEnumerable<(RequirementVerdict Verdict, int Count)> Totals =>
        Enum.GetValues<RequirementVerdict>().Select(verdict => (verdict, Requirements.Count(requirement => requirement.Verdict == verdict)));

    /// <summary>Lays what a run found out over a framework. Linear in both.</summary>
    /// <param name="framework">The framework.</param>
    /// <param name="controls">The controls that were asked.</param>
    /// <param name="counts">How many subjects got which verdict, by the control's id.</param>
    /// <param name="findings">What fails.</param>
    /// <param name="unknowns">What is not known.</param>
    public static FrameworkResult Of(
        Framework framework, IReadOnlyList<Control> controls, IReadOnlyDictionary<string, VerdictCounts> counts, IReadOnlyList<Finding> findings, IReadOnlyList<UnknownVerdict> unknowns)
    {
        ArgumentNullException.ThrowIfNull(framework);
        var asked = controls.ToDictionary(control => control.Id, StringComparer.Ordinal);
        var answers = framework.Entries.Where(entry => asked.ContainsKey(entry.Control)).ToLookup(entry => entry.Requirement, entry => asked[entry.Control], StringComparer.Ordinal);
        var found = findings.ToLookup(finding => finding.Control.Id, StringComparer.Ordinal);
        var unknown = unknowns.ToLookup(one => one.Control.Id, StringComparer.Ordinal);
        return new FrameworkResult(framework, [.. framework.Requirements.Select(Result)]);

        RequirementResult Result(FrameworkRequirement requirement)
        {
            Control[] own = [.. answers[requirement.Id]];
            Finding[] fails = [.. own.SelectMany(control => found[control.Id])];
            UnknownVerdict[] open = [.. own.SelectMany(control => unknown[control.Id])];
            var verdict = requirement.Exempt.Length > 0 ? RequirementVerdict.NotApplicable
                : own.Length == 0 ? RequirementVerdict.NotAnswered
                : fails.Length > 0 ? RequirementVerdict.Fail
                : own.Any(control => !control.IsManual && counts.GetValueOrDefault(control.Id).Unknowns > 0) ? RequirementVerdict.Unknown
                : own.Any(control => counts.GetValueOrDefault(control.Id).Unknowns > 0) ? RequirementVerdict.Manual
                : own.Any(control => counts.GetValueOrDefault(control.Id).Passes > 0) ? RequirementVerdict.Pass
                : RequirementVerdict.NotApplicable;
            return new RequirementResult(requirement, verdict, own, fails, open);
        }
    }
}
