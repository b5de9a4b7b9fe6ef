using Redoubt.Catalog;

namespace Redoubt.Report.Text;

/// <summary>Where a control comes from, as people cite it.</summary>
internal static class ReferenceText
{
    public static string Of(ControlText text) =>
        string.Join("; ", text.References.Select(reference => $"{Name(reference.Standard)} {string.Join(", ", reference.Items)}"));

    private static string Name(string standard) => standard switch
    {
        "cis" => "CIS Kubernetes Benchmark",
        "pss" => "Pod Security Standards",
        "nsa" => "NSA-CISA Kubernetes Hardening Guide",
        "mitre" => "MITRE ATT&CK",
        "owasp" => "OWASP Kubernetes Top Ten",
        _ => standard,
    };
}
