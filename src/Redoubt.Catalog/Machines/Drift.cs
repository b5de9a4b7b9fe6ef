namespace Redoubt.Catalog.Machines;

/// <summary>A control that machines of one role answer differently.</summary>
/// <param name="Role">What the machines are for.</param>
/// <param name="Control">The control.</param>
/// <param name="Failing">The machines that fail it at the first of the fields, by name; never empty.</param>
/// <param name="Passing">The machines that do not, by name; never empty. Those that cannot answer, or that it does not apply to, are in neither list.</param>
/// <param name="Findings">What is found on some machines only, by field; never empty.</param>
internal sealed record Drift(string Role, Control Control, IReadOnlyList<string> Failing, IReadOnlyList<string> Passing, IReadOnlyList<Finding> Findings)
{
    /// <summary>The fields of the documents that decide, each once.</summary>
    public IEnumerable<string> Fields => Findings.Select(finding => finding.Location.Path).Where(path => path.Length > 0).Distinct(StringComparer.Ordinal);
}
