using Redoubt.Catalog;
using Redoubt.Evidence;
using Redoubt.Report.Text;

namespace Redoubt.Report.Reading;

/// <summary>What is said of a requirement of a framework, in one sentence.</summary>
internal static class FrameworkText
{
    /// <summary>The verdict as every format has it.</summary>
    public static string Name(this RequirementVerdict verdict) => verdict switch
    {
        RequirementVerdict.Fail => "fail",
        RequirementVerdict.Unknown => "unknown",
        RequirementVerdict.Manual => "manual",
        RequirementVerdict.Pass => "pass",
        RequirementVerdict.NotApplicable => "not-applicable",
        _ => "not-answered",
    };

    /// <summary>Why: the first thing that fails and how many more do, what is missing, what a person should look at, why it does not apply. Empty for what passed.</summary>
    public static string Reason(this RequirementResult result) => result.Verdict switch
    {
        RequirementVerdict.Fail => $"{FindingText.Of(result.Findings[0])}{(result.Findings.Count > 1 ? $" (and {(result.Findings.Count - 1).Of("place")} more)" : "")}",
        RequirementVerdict.Unknown => string.Join("; ", result.Unknowns.SelectMany(unknown => unknown.Missing).Where(missing => missing.Code != MissingCode.Person).Select(missing => missing.ToString()).Distinct().Take(2)),
        RequirementVerdict.Manual => result.Controls.First(control => control.IsManual).Rule.Manual,
        RequirementVerdict.NotApplicable => result.Requirement.Exempt,
        _ => "",
    };

    /// <summary>Where the first thing that fails stands; empty where nothing does.</summary>
    public static string Place(this RequirementResult result) => result.Findings.Count > 0 ? PlaceText.Of(result.Findings[0].Location) : "";

    /// <summary>All totals in one line, those that are zero left out: <c>117 items: 32 fail · 40 pass</c>.</summary>
    public static string Totals(this FrameworkResult result, string between) =>
        $"{result.Requirements.Count.Of("item")}: {string.Join(between, result.Totals.Where(total => total.Count > 0).Select(total => $"{total.Count} {total.Verdict.Name()}"))}";

    /// <summary>The numbers that a control answers in the frameworks that were asked for, as <c>cis-docker 2.2</c>; empty for none.</summary>
    public static string Numbers(this Assessment assessment, Control control) => string.Join(", ", assessment.Frameworks.SelectMany(framework =>
        control.Text.References.Where(reference => reference.Standard == framework.Framework.Standard).Select(reference => $"{framework.Framework.Id} {string.Join(", ", reference.Items)}")));
}
