using System.Collections.Concurrent;
using Redoubt.Collect.Files;
using Redoubt.Evidence;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Collect.Rendering;

/// <summary>Renders what is planned, and says which files were read by that. May be used from one thread; works on all cores.</summary>
internal sealed class Renderings(CollectOptions options, RenderPlan plan, ChartArchives archives)
{
    private readonly ConcurrentBag<HelmResult> _charts = [];
    private readonly ConcurrentDictionary<string, ReadResult> _results = new(StringComparer.Ordinal);

    /// <summary>Answers which values a place of the charts came from.</summary>
    public ValueTrace Trace { get; private set; } = new(null, [], new RenderOptions(), archives);

    /// <summary>Renders overlays again.</summary>
    public OverlayTrials Trials { get; private set; } = OverlayTrials.None;

    /// <summary>What the file by which a rendering is known gave.</summary>
    public ReadResult Of(SourceFile source) => _results[source.FullPath];

    /// <summary>Renders everything.</summary>
    /// <param name="sources">The files that were found.</param>
    /// <param name="server">The version of the API server in the evidence; null if it says none.</param>
    public void Render(IReadOnlyList<SourceFile> sources, KubernetesVersion? server)
    {
        if (options.Render is not { } render)
        {
            RefuseAll();
            return;
        }
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            names.TryAdd(source.FullPath, source.Name);
        }

        options.Progress?.Invoke($"rendering {plan.Charts.Count + plan.Overlays.Count} charts and overlays");
        var run = new ToolRun(render);
        var helm = new HelmRenderer(render, run, VersionOf(render, server), archives);
        var kustomize = new KustomizeRenderer(render, run, file => names.GetValueOrDefault(file) ?? NameOf(file));
        IEnumerable<Action> work = [.. plan.Charts.Select<Chart, Action>(chart => () => Render(chart, helm)), .. plan.Overlays.Select<Overlay, Action>(overlay => () => Render(overlay, kustomize))];
        Parallel.ForEach(work, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, one => one());
        Trace = new ValueTrace(helm, [.. _charts.OrderBy(chart => chart.Chart.Name, StringComparer.Ordinal)], render, archives);
        Trials = new OverlayTrials(kustomize, plan.Overlays);
    }

    private void RefuseAll()
    {
        foreach (var chart in plan.Charts)
        {
            Missing(chart.Source, new LedgerEntry(LedgerCode.NotRendered, chart.Name, 0, 0, $"a chart, which is not rendered here: `helm template {chart.Name} | redoubt scan -`"), told: false);
        }

        foreach (var overlay in plan.Overlays)
        {
            Missing(overlay.Source, new LedgerEntry(LedgerCode.NotRendered, overlay.Source.Name, 0, 0, "an overlay, which is not rendered here: `kubectl kustomize FOLDER | redoubt scan -`"), told: true);
        }
    }

    private void Render(Chart chart, HelmRenderer helm)
    {
        if (options.Render!.Helm is null)
        {
            Missing(chart.Source, new LedgerEntry(LedgerCode.NotRendered, chart.Name, 0, 0, $"a chart, and Helm is not here to render it: install `helm`, or `helm template {chart.Name} | redoubt scan -`"), told: false);
            return;
        }
        var result = helm.Render(chart, out var problem);
        _results[chart.Source.FullPath] = result is null ? new ReadResult([], [problem!]) : result.Read(Reading);
        if (result is null)
        {
            return;
        }

        chart.IsRendered = true;
        _charts.Add(result);
    }

    private void Render(Overlay overlay, KustomizeRenderer kustomize)
    {
        var reason = overlay.Objection
            ?? (options.Render!.Kustomize is null ? "an overlay, and neither kustomize nor kubectl is here to render it: install one, or `kubectl kustomize FOLDER | redoubt scan -`" : null);
        if (reason is not null)
        {
            Missing(overlay.Source, new LedgerEntry(LedgerCode.NotRendered, overlay.Source.Name, 0, 0, reason), told: true);
            return;
        }
        var result = kustomize.Render(overlay, Reading, out var problem);
        _results[overlay.Source.FullPath] = result ?? new ReadResult([], [problem!]);
        overlay.IsRendered = result is not null;
    }

    /// <summary>What cannot be rendered is a problem where it was asked for by name, else it is counted; of a chart its templates are.</summary>
    private void Missing(SourceFile source, LedgerEntry entry, bool told) => _results[source.FullPath] = new ReadResult(
        [], [.. told ? new[] { entry } : [], .. source.Named ? new[] { entry with { Code = LedgerCode.Unreadable } } : []]);

    /// <summary>A rendering holds all that there is in its namespaces.</summary>
    private ReadOptions Reading => options.Read with { Scope = Scope.Whole };

    private static string VersionOf(RenderOptions render, KubernetesVersion? server) =>
        render.KubeVersion.Length > 0 ? render.KubeVersion : server is { } version ? $"{version.Major}.{version.Minor}" : render.NewestVersion;

    /// <summary>A file that no folder was asked for: as it is seen from here, or in full where that is long.</summary>
    private static string NameOf(string fullPath)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, fullPath);
        return relative.StartsWith("../..", StringComparison.Ordinal) ? fullPath : relative.Replace('\\', '/');
    }
}
