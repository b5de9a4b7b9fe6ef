using System.Globalization;
using Redoubt.Catalog;
using Redoubt.Run;

namespace Redoubt.Collect.Tests.Machines.Suite;

/// <summary>What a scan says of the items of a benchmark: the worst of the controls that name an item; what a framework exempts does not apply.</summary>
internal sealed class ItemVerdicts
{
    private readonly Scan _scan;
    private readonly Assessment _assessment;

    private ItemVerdicts(Scan scan, Assessment assessment) => (_scan, _assessment) = (scan, assessment);

    /// <summary>Errors of the scan, which no collection may cause.</summary>
    public IEnumerable<string> Errors => _assessment.Errors.Select(error => error.ToString() ?? "");

    /// <summary>Scans a file of documents.</summary>
    public static ItemVerdicts Of(string file, MachineCase machine)
    {
        var problems = new List<string>();
        var scan = Scan.Prepare(new ScanRequest { Paths = [file], Kubernetes = machine.Kubernetes, At = machine.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), KeepsAll = true }, problems);
        Assert.Empty(problems);
        return new ItemVerdicts(scan, scan.Run());
    }

    /// <summary>Whether a control or a framework says anything of an item, <c>cis-linux/1.1.2</c> for one.</summary>
    public bool IsKnown(string item) => Exempt(item) || Controls(item).Length > 0;

    /// <summary>The verdict, in the suite's words.</summary>
    public string Of(string item)
    {
        if (Exempt(item))
        {
            return "not-applicable";
        }

        var controls = Controls(item).Select(control => control.Id).ToHashSet();
        return _assessment.Findings.Any(finding => controls.Contains(finding.Control.Id)) ? "fail"
            : _assessment.Unknowns.Any(unknown => controls.Contains(unknown.Control.Id)) ? "unknown"
            : _assessment.Passed.Any(passed => controls.Contains(passed.Control.Id)) ? "pass"
            : "not-applicable";
    }

    /// <summary>Whether only a person can say: every control that names the item is manual.</summary>
    public bool IsManual(string item) => Controls(item) is { Length: > 0 } controls && controls.All(control => control.Rule.Manual.Length > 0);

    private bool Exempt(string item) => _scan.Catalog.Frameworks.Any(framework => item.StartsWith(framework.Standard + "/", StringComparison.Ordinal)
        && framework.Requirements.Any(requirement => requirement.Exempt.Length > 0 && item == $"{framework.Standard}/{requirement.Id}"));

    private Control[] Controls(string item)
    {
        var slash = item.IndexOf('/', StringComparison.Ordinal);
        var (standard, name) = (item[..slash], item[(slash + 1)..]);
        return [.. _scan.Catalog.Controls.Where(control => control.Text.References.Any(reference => reference.Standard == standard && reference.Items.Contains(name)))];
    }
}
