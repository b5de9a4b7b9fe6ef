using System.CommandLine;
using Redoubt.Collect;
using Redoubt.Collect.Rendering;

namespace Redoubt.Cli.Commands;

/// <summary>What charts are rendered with, named as Helm names it; it goes for every chart of the scan.</summary>
internal sealed class RenderingOptions
{
    private readonly Option<string[]> _values = new("--values") { Description = "Render charts with these values over their own.", HelpName = "file" };

    private readonly Option<string[]> _set = new("--set") { Description = "Render charts with this value, which wins over all files.", HelpName = "key=value" };

    private readonly Option<string> _kubeVersion = new("--kube-version")
    {
        Description = "The version of Kubernetes that charts are told. [default: the one that is judged for]",
        HelpName = "version",
    };

    private readonly Option<string[]> _apiVersions = new("--api-versions") { Description = "An API that charts may take for there, as cert-manager.io/v1.", HelpName = "name" };

    private readonly Option<string> _releaseName = new("--release-name") { Description = "The name of the release. [default: the chart's name]", HelpName = "name" };

    private readonly Option<string> _namespace;

    /// <param name="ns">What the option for the release's namespace is called, where <c>--namespace</c> means another.</param>
    public RenderingOptions(string? ns = null)
    {
        _namespace = ns is null
            ? new("--namespace", "-n") { Description = "The namespace of objects that name none, and of the release. [default: default, and the release's name]", HelpName = "name" }
            : new(ns) { Description = "The namespace of the release. [default: the release's name]", HelpName = "name" };
    }

    public IEnumerable<Option> All => [_values, _set, _kubeVersion, _apiVersions, _releaseName, _namespace];

    /// <summary>How charts and overlays are rendered.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public RenderOptions Read(ParseResult parsed, ICollection<string> problems)
    {
        var values = parsed.GetValue(_values) ?? [];
        foreach (var file in values.Where(file => !File.Exists(file)))
        {
            problems.Add($"{file}: there is no such file of values");
        }

        var set = parsed.GetValue(_set) ?? [];
        foreach (var assignment in set.Where(assignment => !assignment.Contains('=')))
        {
            problems.Add($"`{assignment}` is not what --set takes: key=value");
        }

        return new RenderOptions
        {
            Helm = Tool.FindHelm(),
            Kustomize = Tool.FindKustomize(),
            Values = values,
            Set = set,
            KubeVersion = parsed.GetValue(_kubeVersion) ?? "",
            ApiVersions = parsed.GetValue(_apiVersions) ?? [],
            ReleaseName = parsed.GetValue(_releaseName) ?? "",
            Namespace = parsed.GetValue(_namespace) ?? "",
        };
    }
}
