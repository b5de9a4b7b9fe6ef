using System.Globalization;
using Redoubt.Catalog;
using Redoubt.Evidence;
using Redoubt.Run;

namespace Redoubt.Collect.Tests.Machines.Suite;

/// <summary>What a scan says of the items of a benchmark: the worst of the controls that name an item; what a framework exempts does not apply.</summary>
internal sealed class ItemVerdicts
{
    private static string[]? _ids;

    private readonly Scan _scan;
    private readonly Assessment _assessment;

    private ItemVerdicts(Scan scan, Assessment assessment) => (_scan, _assessment) = (scan, assessment);

    /// <summary>Errors of the scan, which no collection may cause.</summary>
    public IEnumerable<string> Errors => _assessment.Errors.Select(error => error.ToString() ?? "");

    /// <summary>Scans a file of documents.</summary>
    public static ItemVerdicts Of(string file, MachineCase machine)
    {
        var problems = new List<string>();
        var request = new ScanRequest { Paths = [file], Kubernetes = machine.Kubernetes, At = machine.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), KeepsAll = true };
        // What only a person can judge is asked where its own id asks for it.
        var ids = _ids ??= [.. Scan.Prepare(request, problems).Catalog.Controls.Select(control => control.Id)];
        var scan = Scan.Prepare(request with { Selection = new Selection { Include = ids } }, problems);
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
        var unknowns = _assessment.Unknowns.Where(unknown => controls.Contains(unknown.Control.Id)).ToArray();
        var findings = _assessment.Findings.Where(finding => controls.Contains(finding.Control.Id)).ToArray();
        return findings.Any(finding => IsOf(item, [finding.Message])) ? "fail"
            : unknowns.Any(unknown => unknown.Missing.Any(missing => missing.Code == MissingCode.Person)) ? "manual"
            : unknowns.Any(unknown => IsOf(item, unknown.Missing.Select(missing => missing.What + " " + missing.Why))) ? "unknown"
            : findings.Length > 0 || unknowns.Length > 0 || _assessment.Passed.Any(passed => controls.Contains(passed.Control.Id)) ? "pass"
            : "not-applicable";
    }

    // A control may name a fact for all its subjects: then what it says of the one is meant, and the others pass.
    private static bool IsOf(string item, IEnumerable<string> texts) => Subject(item) is not { } subject || texts.Any(text => text.Split(' ', '\'', '"', ',', ']', '[').Any(word => word.TrimEnd(':', '.') == subject));

    private static string? Subject(string item) => item.StartsWith("fact/", StringComparison.Ordinal) && item.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? item[(colon + 1)..] : null;

    private bool Exempt(string item) => _scan.Catalog.Frameworks.Any(framework => item.StartsWith(framework.Standard + "/", StringComparison.Ordinal)
        && framework.Requirements.Any(requirement => requirement.Exempt.Length > 0 && item == $"{framework.Standard}/{requirement.Id}"));

    private IEnumerable<Control> Naming(string standard, string name) =>
        _scan.Catalog.Controls.Where(control => control.Text.References.Any(reference => reference.Standard == standard && reference.Items.Contains(name)));

    private Control[] Controls(string item)
    {
        var slash = item.IndexOf('/', StringComparison.Ordinal);
        var (standard, name) = (item[..slash], item[(slash + 1)..]);
        // The benchmark of Kubernetes itself is `cis`.
        standard = standard == "cis-kubernetes" ? "cis" : standard;
        Control[] exact = [.. Naming(standard, name)];
        return exact.Length > 0 || Subject(item) is null ? exact : [.. Naming(standard, name[..name.IndexOf(':', StringComparison.Ordinal)])];
    }
}
