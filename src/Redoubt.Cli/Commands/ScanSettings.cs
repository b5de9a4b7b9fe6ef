using System.CommandLine;
using System.Globalization;
using Redoubt.Attack.Plan;
using Redoubt.Catalog;
using Redoubt.Collect;
using Redoubt.Evidence;
using Redoubt.Report;
using Redoubt.Run;

namespace Redoubt.Cli.Commands;

/// <summary>What the command line of a scan says: what is asked, where reports go, and what they look like.</summary>
internal sealed class ScanSettings
{
    /// <summary>What stands before a severity where only what is new gates.</summary>
    public const string OfNew = "new=";

    private const string OfDepth = "depth=";

    private static readonly string[] ScopeNames = ["part", "whole"];
    private static readonly string[] Colors = ["auto", "always", "never"];

    /// <summary>How much memory a byte of a dump takes: what cannot be held is refused before it is read.</summary>
    private const int MemoryOfByte = 8;

    private readonly string? _gate;
    private readonly bool _gateUnknown;
    private readonly string _color;
    private readonly ReportOptions _report;

    public ScanSettings(ParseResult parsed, ScanOptions options, ICollection<string> problems)
    {
        var paths = parsed.GetValue(options.Paths)!;
        Targets = ReportTarget.Read(parsed.GetValue(options.Format)!, parsed.GetValue(options.Output), problems);
        _gate = parsed.GetValue(options.Gate);
        _gateUnknown = parsed.GetValue(options.GateUnknown);
        _report = ReadReport(parsed, options, problems);
        _color = Colors[Math.Max(0, Choice.Read("--color", parsed.GetValue(options.Color), Colors, problems))];
        var rendering = options.Rendering.Read(parsed, problems);

        // Code flows are the ways on which findings lie.
        var asksRisk = _report.Order == ReportOrder.Risk || Targets.Any(target => target.Format.Name == "sarif");
        Request = new ScanRequest
        {
            Paths = paths,
            Configuration = parsed.GetValue(options.Config),
            Catalogs = parsed.GetValue(options.Controls) ?? [],
            Selection = new Selection
            {
                Frameworks = parsed.GetValue(options.Framework) ?? [],
                Include = parsed.GetValue(options.Include) ?? [],
                Exclude = parsed.GetValue(options.Exclude) ?? [],
            },
            Kubernetes = parsed.GetValue(options.Kubernetes),
            At = parsed.GetValue(options.At),
            Scope = Choice.Read("--scope", parsed.GetValue(options.Scope), ScopeNames, problems) is var scope and >= 0 ? (Scope)scope : null,
            Collection = new CollectOptions
            {
                StandardInput = StandardInput.Open(paths, problems),
                TotalBytes = Math.Min(CollectOptions.Default.TotalBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / MemoryOfByte),
                HonoursIgnoreFiles = !parsed.GetValue(options.NoIgnore),
                Render = rendering,
                Read = rendering.Read,
            },
            Owner = parsed.GetValue(options.Owner),
            Baseline = parsed.GetValue(options.Baseline),
            NeedsDepth = _gate?.Contains(OfDepth, StringComparison.Ordinal) == true,
            AsksRisk = asksRisk,
            AsksDepth = asksRisk || Targets.Any(target => target.Format.Name == "json" || (target.Format.Name == "console" && _report.Detail != ReportDetail.Quiet)),
            AsksFixes = Targets.Any(target => target.Format.Name == "sarif"),
            KeepsAll = _report.Detail == ReportDetail.All,
        };
    }

    /// <summary>What is to be scanned.</summary>
    public ScanRequest Request { get; }

    /// <summary>Where the reports go.</summary>
    public IReadOnlyList<ReportTarget> Targets { get; }

    /// <summary>Whether the only report is the one that a person looks at.</summary>
    public bool IsForPeople => Targets is [{ File: null, Format.Name: "console" }];

    /// <summary>When the run fails: the command line before the configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="compares">Whether the run is compared with an earlier one, so that it can be asked what is new.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public Gate Gate(Configuration configuration, bool compares, ICollection<string> problems)
    {
        var unknowns = _gateUnknown || configuration.GateUnknown;
        if (_gate is null)
        {
            return new Gate(configuration.Gate ?? Catalog.Gate.Default.Lowest, unknowns, compares);
        }

        var gate = new Gate(null, unknowns);
        foreach (var part in _gate.Split(','))
        {
            gate = part.StartsWith(OfDepth, StringComparison.Ordinal) ? gate with { Depth = DepthOf(part, problems) } : WithSeverity(gate, part, compares, problems);
        }

        return gate;
    }

    private static Gate WithSeverity(Gate gate, string part, bool compares, ICollection<string> problems)
    {
        var ofNew = part.StartsWith(OfNew, StringComparison.Ordinal);
        if (ofNew && !compares)
        {
            problems.Add($"--gate {part}: what is new is only known beside an earlier run: --baseline FILE, or `redoubt diff`");
            return gate;
        }

        var index = Choice.Read("--gate", ofNew ? part[OfNew.Length..] : part, ofNew ? Names.OfSeverities : [.. Names.OfSeverities, "none"], problems);
        return gate with { Lowest = index < 0 || index == Names.OfSeverities.Count ? null : (Severity)index, OfNew = ofNew };
    }

    /// <summary>Reads how many failures it must take before something is lost; null, and a problem, where it is no such number.</summary>
    /// <param name="part">As <c>depth=2</c>.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static int? DepthOf(string part, ICollection<string> problems)
    {
        if (part.StartsWith(OfDepth, StringComparison.Ordinal) && int.TryParse(part[OfDepth.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var depth) && depth is > 0 and <= DepthPlan.MostDepth)
        {
            return depth;
        }

        problems.Add($"--gate: `{part}` is no gate of depth; depth=N, as depth=2, with N from 1 to {DepthPlan.MostDepth}");
        return null;
    }

    /// <summary>How a report should look.</summary>
    public ReportOptions Look(bool toFile, Gate gate) =>
        Terminal.Look(_color, toFile) with { Detail = _report.Detail, GroupBy = _report.GroupBy, Order = _report.Order, Gate = gate };

    private static ReportOptions ReadReport(ParseResult parsed, ScanOptions options, ICollection<string> problems)
    {
        var all = Choice.Read("--show", parsed.GetValue(options.Show), ["all"], problems) == 0;
        return new ReportOptions
        {
            Detail = parsed.GetValue(options.Quiet) ? ReportDetail.Quiet
                : parsed.GetValue(options.Summary) ? ReportDetail.Summary
                : all ? ReportDetail.All : ReportDetail.Normal,
            GroupBy = (ReportGrouping)Math.Max(0, Choice.Read("--group-by", parsed.GetValue(options.GroupBy), ["control", "object", "file", "owner", "layer"], problems)),
            Order = (ReportOrder)Math.Max(0, Choice.Read("--sort", parsed.GetValue(options.Sort), ["severity", "count", "name", "risk"], problems)),
        };
    }
}
