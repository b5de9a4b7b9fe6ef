using System.CommandLine;
using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Collect;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Views;
using Redoubt.Report;

namespace Redoubt.Cli.Commands;

/// <summary>What a scan is to do: the command line over <c>redoubt.yaml</c> over what is usual.</summary>
internal sealed class ScanSettings
{
    private readonly string _color;

    private ScanSettings(ParseResult parsed, ScanOptions options, Configuration configuration, ICollection<string> problems)
    {
        Configuration = configuration;
        Paths = parsed.GetValue(options.Paths)!;
        foreach (var path in Paths.Where(path => path.Length > 1 && path.StartsWith('-')))
        {
            problems.Add($"`{path}` is no option of `redoubt scan`; for a file of that name write ./{path}");
        }

        Targets = ReportTarget.Read(parsed.GetValue(options.Format)!, parsed.GetValue(options.Output), problems);
        Gate = ReadGate(parsed.GetValue(options.Gate), configuration.Gate, problems);
        GateUnknown = parsed.GetValue(options.GateUnknown) || configuration.GateUnknown;
        Scope = Choice.Read("--scope", parsed.GetValue(options.Scope) ?? Nothing(configuration.Scope), ScopeNames, problems) is { } index and >= 0 ? (Scope)index : null;
        Kubernetes = ReadVersion(parsed.GetValue(options.Kubernetes), configuration.Kubernetes, problems);
        Selection = new Selection
        {
            Frameworks = parsed.GetValue(options.Framework) is { Length: > 0 } frameworks ? frameworks : configuration.Frameworks,
            Include = parsed.GetValue(options.Include) is { Length: > 0 } include ? include : configuration.Include,
            Exclude = [.. parsed.GetValue(options.Exclude) ?? [], .. configuration.Exclude],
        };
        Collection = new CollectOptions
        {
            StandardInput = Console.OpenStandardInput(),
            HonoursIgnoreFiles = !parsed.GetValue(options.NoIgnore),
            Render = options.Rendering.Read(parsed, Kubernetes?.Version ?? "", problems),
        };
        Report = ReadReport(parsed, options, problems);
        _color = Colors[Math.Max(0, Choice.Read("--color", parsed.GetValue(options.Color), Colors, problems))];
    }

    private static readonly GroupKind CustomResources = new("apiextensions.k8s.io", "CustomResourceDefinition");
    private static readonly string[] ScopeNames = ["part", "whole"];
    private static readonly string[] Colors = ["auto", "always", "never"];

    public Configuration Configuration { get; }

    public required ControlCatalog Catalog { get; init; }

    public IReadOnlyList<string> Paths { get; }

    public IReadOnlyList<ReportTarget> Targets { get; }

    public Selection Selection { get; }

    /// <summary>From which severity on the run fails; null for none.</summary>
    public Severity? Gate { get; }

    public bool GateUnknown { get; }

    public Scope? Scope { get; }

    private TargetVersion? Kubernetes { get; }

    private ReportOptions Report { get; }

    /// <summary>Whether what passed and every object is told too.</summary>
    public bool KeepsAll => Report.Detail == ReportDetail.All;

    public CollectOptions Collection { get; }

    public static ScanSettings Read(ParseResult parsed, ScanOptions options, ICollection<string> problems)
    {
        var configuration = ConfigurationSource.Read(parsed.GetValue(options.Config), problems);
        var catalog = OwnCatalogs.Over(BuiltInCatalog.Open(), [.. parsed.GetValue(options.Controls) ?? [], .. configuration.Catalogs], problems);
        return new ScanSettings(parsed, options, configuration, problems) { Catalog = catalog };
    }

    /// <summary>The target version: the option's, the configuration's, the server's, else the newest known.</summary>
    public TargetVersion Target(KubernetesVersion? server) =>
        Kubernetes
        ?? (server is { } version ? new TargetVersion($"{version.Major}.{version.Minor}", "the API server") : null)
        ?? new TargetVersion($"1.{KubernetesVersion.NewestMinor}", "the newest known");

    public JudgeOptions Judging(TargetVersion target, Platform platform) => new()
    {
        CustomKinds = [.. platform.Of(CustomResources).SelectMany(CrdSchema.Kinds)],
        KubernetesMinor = KubernetesVersion.TryParse(target.Version, out var version) ? version.Minor : KubernetesVersion.NewestMinor,
        Parameters = Configuration.Parameters,
        Owners = Configuration.Owners,
        KeepPassed = KeepsAll,
    };

    /// <summary>How a report should look.</summary>
    public ReportOptions Look(bool toFile) => Terminal.Look(_color, toFile) with { Detail = Report.Detail, GroupBy = Report.GroupBy, Order = Report.Order };

    private static Severity? ReadGate(string? option, Severity? configured, ICollection<string> problems)
    {
        if (option is null)
        {
            return configured ?? Severity.High;
        }

        var index = Choice.Read("--gate", option, [.. Names.OfSeverities, "none"], problems);
        return index < 0 || index == Names.OfSeverities.Count ? null : (Severity)index;
    }

    private static TargetVersion? ReadVersion(string? option, string configured, ICollection<string> problems)
    {
        var (text, source) = option is not null ? (option, "--kubernetes") : (configured, "redoubt.yaml");
        if (text.Length == 0)
        {
            return null;
        }

        if (!KubernetesVersion.TryParse(text, out var version) || version.Major != 1)
        {
            problems.Add($"`{text}` is no version of Kubernetes, such as `1.33`");
        }

        return new TargetVersion($"{version.Major}.{version.Minor}", source);
    }

    private static ReportOptions ReadReport(ParseResult parsed, ScanOptions options, ICollection<string> problems)
    {
        var all = Choice.Read("--show", parsed.GetValue(options.Show), ["all"], problems) == 0;
        return new ReportOptions
        {
            Detail = parsed.GetValue(options.Quiet) ? ReportDetail.Quiet
                : parsed.GetValue(options.Summary) ? ReportDetail.Summary
                : all ? ReportDetail.All : ReportDetail.Normal,
            GroupBy = (ReportGrouping)Math.Max(0, Choice.Read("--group-by", parsed.GetValue(options.GroupBy), ["control", "object", "file", "owner", "layer"], problems)),
            Order = (ReportOrder)Math.Max(0, Choice.Read("--sort", parsed.GetValue(options.Sort), ["severity", "count", "name"], problems)),
        };
    }

    private static string? Nothing(string text) => text.Length == 0 ? null : text;
}
