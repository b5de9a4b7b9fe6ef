using Redoubt.Catalog;
using Redoubt.Report.Text;

namespace Redoubt.Report.Reading;

/// <summary>What a report for people puts under one heading.</summary>
internal static class Grouping
{
    /// <summary>Whether findings are told by their controls; else by object or file.</summary>
    public static bool IsByControl(this ReportGrouping grouping) => grouping is not (ReportGrouping.Object or ReportGrouping.File);

    /// <summary>The parts in which controls are told: one without a name, or one for each layer, team or number of failures, each with its findings.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<Finding> Findings)> Sections(Assessment assessment, ReportOptions options) =>
        (options.Order == ReportOrder.Risk ? ByRisk(assessment) : Parts(assessment.Fresh, options.GroupBy)).Select(part => (part.Name, (IReadOnlyList<Finding>)[.. part.Findings]));

    /// <summary>The findings by object or file, in the order asked for; those of a file by line.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<Finding> Findings)> Subjects(IReadOnlyList<Finding> findings, ReportOptions options)
    {
        var byFile = options.GroupBy == ReportGrouping.File;
        var groups = findings
            .GroupBy(finding => byFile ? PlaceText.Of(finding.Location.File, 0, 0) : finding.Subject.ToString())
            .Select(group => (Name: group.Key, Findings: byFile ? ByLine(group) : [.. group]))
            .OrderBy(group => group.Name, StringComparer.Ordinal);
        return options.Order switch
        {
            ReportOrder.Name => groups,
            ReportOrder.Count => groups.OrderByDescending(group => group.Findings.Count),
            _ => groups.OrderByDescending(group => group.Findings.Max(finding => finding.Severity))
                .ThenByDescending(group => group.Findings.Count),
        };
    }

    private static IEnumerable<(string Name, IEnumerable<Finding> Findings)> Parts(
        IReadOnlyList<Finding> findings, ReportGrouping grouping) => grouping switch
        {
            ReportGrouping.Layer => findings.GroupBy(finding => finding.Control.Layer).OrderBy(group => group.Key)
                .Select(group => (group.Key.Name(), group.AsEnumerable())),
            ReportGrouping.Owner => findings.GroupBy(finding => finding.Owner).OrderBy(group => group.Key.Length == 0)
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key.Length == 0 ? "nobody answers for these" : group.Key, group.AsEnumerable())),
            _ => [("", findings)],
        };

    // Why a finding stands where it does is its part's name.
    private static IEnumerable<(string Name, IEnumerable<Finding> Findings)> ByRisk(Assessment assessment) =>
        assessment.Fresh.GroupBy(finding => assessment.Depth?.Reached.TryGetValue(finding.Subject, out var way) == true ? way.Causes.Count : int.MaxValue).OrderBy(group => group.Key)
            .Select(group => (group.Key switch
            {
                0 => "on an open way to what must not be lost",
                int.MaxValue => "on no way that is known",
                _ => $"on a way that needs {group.Key.Of("failure")}",
            }, group.AsEnumerable()));

    private static IReadOnlyList<Finding> ByLine(IEnumerable<Finding> findings) =>
        [.. findings.OrderBy(finding => finding.Location.Line).ThenBy(finding => finding.Location.Column)];
}
