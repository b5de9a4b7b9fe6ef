using System.CommandLine;
using System.CommandLine.Completions;
using Redoubt.Catalog;
using Redoubt.Report;
using Redoubt.Run;

namespace Redoubt.Cli.Commands;

/// <summary>The options of <c>redoubt scan</c>.</summary>
internal sealed class ScanOptions
{
    private static readonly string[] Gates = [.. Names.OfSeverities, "none", .. Names.OfSeverities.Select(severity => ScanSettings.OfNew + severity)];

    public Argument<string[]> Paths { get; init; } = new("path")
    {
        Description = "Files, folders or globs; - is standard input. Charts and overlays in them are rendered by your helm and kustomize or kubectl.",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => ["."],
    };

    public Option<string[]> Format { get; } = new("--format", "-f")
    {
        Description = $"{string.Join(", ", ReportFormats.All.Select(format => format.Name))}; may be given several times.",
        HelpName = "name[=file]",
        DefaultValueFactory = _ => ["console"],
    };

    public Option<string> Output { get; } = new("--output", "-o") { Description = "Where the report goes that names no file of its own.", HelpName = "file" };

    public Option<string[]> Framework { get; } = new("--framework") { Description = "Ask only the controls of this framework.", HelpName = "name" };

    public Option<string> Kubernetes { get; } = new("--kubernetes")
    {
        Description = "The version that the platform runs, or will run.",
        HelpName = "version",
    };

    public Option<string> At { get; } = new("--at")
    {
        Description = "The day to judge for, as 2026-11-28: certificates and ends of support are held against it. [default: the day on which the newest evidence was collected, or today]",
        HelpName = "day",
    };

    public Option<string> Gate { get; } = new("--gate")
    {
        Description = $"Exit with 1 from this severity on: {string.Join(", ", Names.OfSeverities)}, or none; new=SEVERITY; depth=N: fewer than N failures lose the cluster. Several with commas. [default: high or new=high]",
        HelpName = "severity|depth=N",
    };

    public Option<string> Baseline { get; } = new("--baseline") { Description = "What an earlier run found, by redoubt baseline write or as a JSON report: only what is new is told and gates.", HelpName = "file" };

    public Option<bool> GateUnknown { get; } = new("--gate-unknown") { Description = "Exit with 1 if anything could not be judged." };

    public Option<string> Scope { get; } = new("--scope")
    {
        Description = "whole: what is scanned is all there is in its namespaces. part: there may be more.",
        HelpName = "whole|part",
    };

    public Option<string> Config { get; } = new("--config") { Description = "The configuration. [default: redoubt.yaml in this folder, if there is one]", HelpName = "file" };

    public Option<string[]> Include { get; } = new("--include") { Description = "Ask only controls whose id fits.", HelpName = "glob" };

    public Option<string[]> Exclude { get; } = new("--exclude") { Description = "Do not ask controls whose id fits.", HelpName = "glob" };

    public Option<string[]> Controls { get; } = new("--controls") { Description = "A folder with controls of your own.", HelpName = "folder" };

    public Option<string> Show { get; } = new("--show") { Description = "all: every place and what passed.", HelpName = "all" };

    public Option<string> GroupBy { get; } = new("--group-by") { Description = "control, object, file, owner or layer. [default: control]", HelpName = "what" };

    public Option<string> Sort { get; } = new("--sort") { Description = "severity, count, name or risk: what is on an open way to what must not be lost first. [default: severity]", HelpName = "order" };

    public Option<string> Owner { get; } = new("--owner") { Description = "Tell and gate only what this team answers for; nobody: what nobody does.", HelpName = "team" };

    public Option<bool> Summary { get; } = new("--summary") { Description = "The matrix and the counts, without the findings." };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Only errors and the closing counts." };

    public Option<string> Color { get; } = new("--color") { Description = "auto, always or never. [default: auto]", HelpName = "when" };

    public Option<bool> NoIgnore { get; } = new("--no-ignore") { Description = "Also read the files that .gitignore names." };

    public RenderingOptions Rendering { get; } = new();

    /// <summary>Tells a shell which words the options take.</summary>
    private void AddCompletions()
    {
        Format.CompletionSources.Add([.. ReportFormats.All.Select(format => format.Name)]);
        Gate.CompletionSources.Add(Gates);
        Scope.CompletionSources.Add("whole", "part");
        Show.CompletionSources.Add("all");
        GroupBy.CompletionSources.Add("control", "object", "file", "owner", "layer");
        Sort.CompletionSources.Add("severity", "count", "name", "risk");
        Color.CompletionSources.Add("auto", "always", "never");
        Framework.CompletionSources.Add(_ => BuiltInCatalog.Open().Frameworks.Select(framework => new CompletionItem(framework.Id)));
        foreach (var option in (Option[])[Include, Exclude])
        {
            option.CompletionSources.Add(_ => BuiltInCatalog.Open().Controls.Select(control => new CompletionItem(control.Id)));
        }
    }

    /// <summary>Adds argument and options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="others">Options that mean nothing there.</param>
    public void AddTo(Command command, params IEnumerable<Option> others)
    {
        command.Add(Paths);
        foreach (var option in All.Except(others))
        {
            command.Add(option);
        }

        AddCompletions();
    }

    private IEnumerable<Option> All =>
    [
        Format, Output, Framework, Kubernetes, At, Gate, Baseline, GateUnknown, Scope, Config, Include, Exclude, Controls, Show, GroupBy, Sort, Owner, Summary, Quiet, Color, NoIgnore,
        .. Rendering.All,
    ];
}
