using Redoubt.Catalog;

namespace Redoubt.Report.Reading;

/// <summary>A container in which fields of <c>securityContext</c> are absent together.</summary>
/// <param name="First">The first of the findings, which says where it is.</param>
/// <param name="Fields">The absent fields, as paths from the container, in order.</param>
internal sealed record AbsentIn(Finding First, IReadOnlyList<string> Fields);

/// <summary>
/// The fields of <c>securityContext</c> that workloads leave out: several findings, and one edit that mends them all. Which fields these are,
/// and what they want to be, is said by the controls' own fixes.
/// </summary>
/// <param name="Controls">The controls that ask for them, the most severe first.</param>
/// <param name="Places">The containers, in the order of the assessment, those of one workload together.</param>
/// <param name="Snippet">What to paste into a container, as lines of YAML.</param>
internal sealed record AbsentFields(IReadOnlyList<Control> Controls, IReadOnlyList<AbsentIn> Places, IReadOnlyList<string> Snippet)
{
    private const string Holder = "securityContext.";

    /// <summary>How many fields there are.</summary>
    public int Fields => Controls.Select(control => Set(control)!.Value.Path).Distinct().Count();

    /// <summary>The highest severity among the controls.</summary>
    public Severity Severity => Controls[0].Severity;

    /// <summary>Takes out of the findings what is absent together; null, and all findings, where nothing is.</summary>
    public static (AbsentFields? Absent, IReadOnlyList<Finding> Others) In(IReadOnlyList<Finding> findings)
    {
        var containers = findings.Where(IsAbsence)
            .GroupBy(finding => (finding.Subject, finding.Location.File, Container: ContainerOf(finding.Location.Path)))
            .Where(container => container.Select(finding => finding.Control).Distinct().Count() > 1)
            .ToList();
        if (containers.Count == 0)
        {
            return (null, findings);
        }

        var told = containers.SelectMany(container => container).ToHashSet(ReferenceEqualityComparer.Instance);
        Control[] controls = [.. containers.SelectMany(container => container).Select(finding => finding.Control).Distinct()
            .OrderByDescending(control => control.Severity).ThenBy(control => control.Id, StringComparer.Ordinal)];
        var places = containers.OrderBy(container => container.Key.Subject.ToString(), StringComparer.Ordinal)
            .Select(container => new AbsentIn(container.First(), [.. container.Select(finding => Set(finding.Control)!.Value.Path).Distinct().Order(StringComparer.Ordinal)]));
        var absent = new AbsentFields(controls, [.. places], FieldSnippet.Of([.. controls.Select(control => Set(control)!.Value).Distinct()]));
        return (absent, [.. findings.Where(finding => !told.Contains(finding))]);
    }

    // What is not there has no place of its own: the finding points to the container, or to its securityContext.
    private static bool IsAbsence(Finding finding)
    {
        if (finding.Severity >= Severity.High || finding.Exception is not null || ContainerOf(finding.Location.Path).Length == 0 || Set(finding.Control) is not { } set)
        {
            return false;
        }

        var rest = finding.Location.Path[ContainerOf(finding.Location.Path).Length..].TrimStart('.');
        return (rest.Length == 0 || rest == Holder.TrimEnd('.')) && set.Path.StartsWith(Holder, StringComparison.Ordinal);
    }

    private static (string Path, string Json)? Set(Control control) =>
        control.Text.Edit is { Set: [var only] } ? only : null;

    // The way to the container: `spec.template.spec.containers[name=web]`.
    private static string ContainerOf(string path)
    {
        var list = path.IndexOf("ontainers[", StringComparison.Ordinal);
        var end = list < 0 ? -1 : path.IndexOf(']', list);
        return end < 0 ? "" : path[..(end + 1)];
    }
}
