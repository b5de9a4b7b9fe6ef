using System.Diagnostics;
using Redoubt.Attack;
using Redoubt.Catalog;
using Redoubt.Catalog.Compare;
using Redoubt.Catalog.Judge;
using Redoubt.Catalog.Machines;
using Redoubt.Catalog.Owners;
using Redoubt.Collect;
using Redoubt.Edit.Texts;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;
using Redoubt.Run.Attack;
using Redoubt.Run.Compare;
using Redoubt.Run.Fixes;
using Redoubt.Run.Live;

namespace Redoubt.Run;

/// <summary>A scan that is ready to run: configuration and catalogue are read, and nothing is wrong with what was asked.</summary>
public sealed class Scan
{
    // Of so many objects one thread has told the depth sooner than another would be there.
    private const int Few = 100;

    private readonly ScanRequest _request;
    private readonly OwnCatalog _own;
    private readonly TargetVersion? _kubernetes;
    private readonly JudgingDay? _day;
    private readonly RelativeFiles _files;
    private Snapshot? _before;
    private readonly Lazy<ControlCatalog> _catalog;
    private AttackSettings _attack = AttackSettings.None;

    private Scan(ScanRequest request, Configuration configuration, OwnCatalog catalog, IReadOnlyList<Control> controls, TargetVersion? kubernetes, JudgingDay? day, RelativeFiles files)
    {
        (_request, Configuration, _own, Controls) = (request, configuration, catalog, controls);
        (_kubernetes, _day, _files) = (kubernetes, day, files);
        _catalog = new Lazy<ControlCatalog>(() => BuiltInCatalog.Asking(_own.Whole, _attack));
    }

    private Scan(Scan other, ScanRequest request)
        : this(request, other.Configuration, other._own, other.Controls, other._kubernetes, other._day, other._files)
    {
        _attack = other._attack;
    }

    /// <summary>What the configuration says.</summary>
    public Configuration Configuration { get; }

    /// <summary>The catalogue: the built-in one with the user's own laid over it.</summary>
    public ControlCatalog Catalog => _catalog.Value;

    /// <summary>The controls that are asked.</summary>
    public IReadOnlyList<Control> Controls { get; }

    /// <summary>The frameworks that were asked for, in the catalogue's order.</summary>
    public IReadOnlyList<Framework> Frameworks { get; private init; } = [];

    /// <summary>Reads configuration and catalogue.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="problems">Takes what is wrong with it; the scan is then not to be run.</param>
    public static Scan Prepare(ScanRequest request, ICollection<string> problems)
    {
        var configuration = ConfigurationSource.Read(request.Configuration, problems);
        var own = OwnCatalogs.Read(BuiltInCatalog.Open(), [.. request.Catalogs, .. configuration.Catalogs], problems);
        configuration.Check(own.Whole, problems);
        var selection = request.Selection.Over(configuration);
        var kubernetes = TargetVersions.Read(request.Kubernetes, configuration, problems);
        var files = new RelativeFiles(ConfigurationSource.FolderOf(request.Configuration), Directory.GetCurrentDirectory());
        return new Scan(request with { Scope = request.Scope ?? configuration.Scope }, configuration, own, selection.Of(own.Whole, problems), kubernetes, JudgingDays.Read(request.At, problems), files)
        {
            _before = request.Baseline is { } baseline ? Baselines.Read(baseline, problems) : null,
            _attack = AttackOf(request, configuration, problems),
            Frameworks = [.. own.Whole.Frameworks.Where(framework => selection.Frameworks.Contains(framework.Id))],
        };
    }

    private static AttackSettings AttackOf(ScanRequest request, Configuration configuration, ICollection<string> problems)
    {
        var wrong = new List<FilePlace>();
        var settings = configuration.Root.Exists ? AttackSettings.Read(request.Configuration ?? "redoubt.yaml", configuration.Root, wrong) : AttackSettings.None;
        foreach (var problem in wrong)
        {
            problems.Add($"{problem}");
        }

        return settings;
    }

    /// <summary>The same scan of something else.</summary>
    /// <param name="paths">Files, folders, patterns, or <c>-</c>.</param>
    /// <param name="keepsAll">Whether what passed is kept too.</param>
    public Scan Of(IReadOnlyList<string> paths, bool keepsAll) => new(this, _request with { Paths = paths, KeepsAll = keepsAll });

    /// <summary>Collects, judges, and puts it into one assessment.</summary>
    /// <param name="progress">Told what is done now, where that takes time.</param>
    public Assessment Run(Action<string>? progress = null) => Run(progress, out _);

    /// <summary>The same, with the analysis of depth; null where that was not asked, or not of a platform of this size.</summary>
    /// <param name="progress">Told what is done now, where that takes time.</param>
    /// <param name="analysis">The analysis.</param>
    internal Assessment Run(Action<string>? progress, out DepthAnalysis? analysis)
    {
        var clock = Stopwatch.StartNew();
        var collected = Collector.Collect(_request.Paths, _request.Collection with { Progress = progress, Render = Rendering });
        using var values = collected.Values;
        collected = collected with { Ledger = [.. collected.Ledger, .. _own.Replaced] };
        var platform = collected.ToPlatform(_request.Scope);
        var target = TargetVersions.Of(_kubernetes, platform.ServerVersion);
        var day = JudgingDays.Of(_day, platform, TimeProvider.System);
        collected = ServerWord.With(collected, TargetVersions.MinorOf(target));
        progress?.Invoke($"judging {platform.Documents.Count} objects");
        analysis = _request.NeedsDepth || (_request.AsksDepth && !DepthSummaries.IsLarge(platform)) ? new DepthAnalysis(platform, TargetVersions.MinorOf(target), BuiltInCatalog.Techniques, _attack) : null;
        var depth = _request.NeedsDepth || _request.AsksDepth ? DepthOf(analysis, platform.Documents.Count) : null;
        var owners = new OwnerBook(Configuration.Owners, platform, _files.Of);
        var options = Judging(target, day, platform, owners);
        var judgement = Judge(platform, options, out var machines);
        var exceptions = new JudgedExceptions(this, _day, _files);
        judgement = exceptions.Over(judgement, platform, options);
        var ownership = Configuration.Owners.IsConfigured ? Ownership.Of(platform, owners) : [];
        if (ownership.Count > 0)
        {
            judgement = judgement.Plus(OwnershipEvidence.Judge(ownership, new PlatformJudge(Catalog, [.. Controls.Where(control => control.Target.For.Contains(EvidenceKinds.Ownership))], options)));
        }

        progress?.Invoke("asking charts where their values come from");
        var assessment = AssessmentMaker.Make(this, _request, _own, target, exceptions.Day ?? day, collected, judgement, depth?.GetAwaiter().GetResult(), clock);
        if (Configuration.Owners.IsConfigured)
        {
            var owned = Ownership.Owned(ownership, Configuration.Owners);
            assessment = assessment with { Unowned = [.. Enum.GetValues<Layer>().Where(layer => !owned.Contains(layer))] };
        }

        if (machines is not null)
        {
            assessment = assessment with { Machines = machines.Classes, Findings = machines.WithClasses(assessment.Findings) };
        }

        if (_request.AsksFixes)
        {
            assessment = assessment with { Findings = new WrittenFixes(collected, _request.Collection.Read).Of(assessment.Findings) };
        }

        assessment = _before is null ? assessment : Comparison.Of(_before, assessment);
        return _request.Owner is { } owner ? OwnerFilter.Of(assessment, owner, owners) : assessment;
    }

    /// <summary>Collects, judges, and mends what can be mended. Nothing is written.</summary>
    /// <param name="fixes">What is to be mended.</param>
    /// <param name="progress">Told what is done now, where that takes time.</param>
    public FixOutcome Fix(FixRequest fixes, Action<string>? progress = null)
    {
        var collected = Collector.Collect(_request.Paths, _request.Collection with { Progress = progress, Render = Rendering });
        using var values = collected.Values;
        var platform = collected.ToPlatform(_request.Scope);
        var target = TargetVersions.Of(_kubernetes, platform.ServerVersion);
        collected = ServerWord.With(collected, TargetVersions.MinorOf(target));
        var options = Judging(target, JudgingDays.Of(_day, platform, TimeProvider.System), platform, new OwnerBook(Configuration.Owners, platform, _files.Of)) with { AsksFixes = true, KeepPassed = true };
        var judge = new FixJudge(new PlatformJudge(Catalog, Controls, options), _request.Scope, (judgement, now) => new JudgedExceptions(this, _day, _files).Over(judgement, now, options));
        progress?.Invoke($"judging {platform.Documents.Count} objects");
        var start = judge.Judge(collected, new Dictionary<string, EditedText>());
        progress?.Invoke("trying the fixes");
        var charts = start.Judgement.Findings.Any(finding => finding.Location.Rendered is { Renderer: "helm" })
            ? new ChartFixes(values, AssessmentMaker.KeysOf(start.Judgement.Findings, collected), _request.Collection.Read) : null;
        return new FixRun(fixes, start, _request.Collection.Read, judge.Judge, EditedFile.Objection, charts).Run();
    }

    /// <summary>Collects and judges, and goes on while files change.</summary>
    public LiveScan Live()
    {
        var collected = Collector.Collect(_request.Paths, _request.Collection with { Render = null });
        var platform = collected.ToPlatform(_request.Scope);
        var target = TargetVersions.Of(_kubernetes, platform.ServerVersion);
        var options = Judging(target, JudgingDays.Of(_day, platform, TimeProvider.System), platform, new OwnerBook(Configuration.Owners, platform, _files.Of)) with { AsksFixes = true };
        return new LiveScan(collected, _request.Scope, _request.Collection.Read, new PlatformJudge(Catalog, Controls, options), (judgement, now) => new JudgedExceptions(this, _day, _files).Over(judgement, now, options));
    }

    // Where machines are compared, what passed is kept until they are.
    private Judgement Judge(Platform platform, JudgeOptions options, out MachineAnswers? machines)
    {
        machines = null;
        if (!MachineAnswers.AreAskedOf(platform))
        {
            return new PlatformJudge(Catalog, Controls, options).Judge(platform);
        }

        var judgement = new PlatformJudge(Catalog, Controls, options with { KeepPassed = true }).Judge(platform);
        machines = MachineAnswers.Of(platform, judgement);
        var drift = DriftEvidence.Judge(machines, new PlatformJudge(Catalog, [.. Controls.Where(control => control.Target.For.Contains(EvidenceKinds.Drift))], options));
        return (options.KeepPassed ? judgement : judgement with { Passed = [] }).Plus(drift);
    }

    // Beside the judging, where there is enough of both.
    private Task<DepthSummary?> DepthOf(DepthAnalysis? analysis, int documents) =>
        analysis is null ? Task.FromResult<DepthSummary?>(new DepthSummary([], [DepthSummaries.TooLarge]))
        : documents > Few ? Task.Run(() => DepthSummaries.Of(analysis, _request.AsksRisk))
        : Task.FromResult(DepthSummaries.Of(analysis, _request.AsksRisk));

    // Charts are told the version that is judged for, unless another was named for them.
    private RenderOptions? Rendering => _request.Collection.Render is { } render
        ? render with { KubeVersion = render.KubeVersion.Length > 0 ? render.KubeVersion : _kubernetes?.Version ?? "", NewestVersion = TargetVersions.Newest }
        : null;

    private JudgeOptions Judging(TargetVersion target, JudgingDay day, Platform platform, OwnerBook owners) => new()
    {
        Today = day.Day,
        CustomKinds = [.. platform.Of(KnownKinds.CustomResourceDefinition).SelectMany(CrdSchema.Kinds)],
        KubernetesMinor = TargetVersions.MinorOf(target),
        Parameters = Configuration.Parameters,
        Owners = owners,
        HasBootstrap = Configuration.Bootstrap,
        KeepPassed = _request.KeepsAll,
        AsksFixes = _request.AsksFixes,
    };
}
