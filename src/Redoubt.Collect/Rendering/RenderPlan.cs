using Redoubt.Collect.Files;

namespace Redoubt.Collect.Rendering;

/// <summary>
/// Which of the files that were found are charts and overlays, which belong to them, and which stand for themselves. A base is
/// rendered by the overlays that use it, a subchart by its parent.
/// </summary>
internal sealed class RenderPlan
{
    /// <summary>The names of files that say that their folder is rendered.</summary>
    public static readonly string[] FileNames = ["Chart.yaml", .. Kustomization.FileNames];

    private readonly Dictionary<string, Chart> _charts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Overlay> _overlays = new(StringComparer.Ordinal);
    private readonly HashSet<string> _parts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _patches = new(StringComparer.Ordinal);
    private readonly Holders _libraries = new();
    private readonly Holders _holders = new();

    /// <summary>Files that no rendering reads: charts in others, bases that overlays use, components that none uses.</summary>
    private readonly Dictionary<string, string> _left = new(StringComparer.Ordinal);

    public RenderPlan(IReadOnlyList<SourceFile> files)
    {
        var found = new List<(SourceFile Source, Kustomization File)>();
        HashSet<string> charts = [.. files.Where(Chart.IsChartFile).Select(file => file.FullPath)];
        foreach (var source in files)
        {
            if (Chart.IsChartFile(source))
            {
                Take(new Chart(source), charts);
            }
            else if (source.FullPath.Length > 0 && Kustomization.FileNames.Contains(Path.GetFileName(source.FullPath)) && Kustomization.Read(source.FullPath) is { } file)
            {
                found.Add((source, file));
            }
        }
        TakeOverlays(found);
    }

    /// <summary>Whether there is anything to render.</summary>
    public bool IsEmpty => _charts.Count == 0 && _overlays.Count == 0 && _left.Count == 0;

    public IReadOnlyCollection<Chart> Charts => _charts.Values;

    public IReadOnlyCollection<Overlay> Overlays => _overlays.Values;

    /// <summary>How often a chart or overlay was looked at for a file.</summary>
    internal long Looks => _libraries.Looks + _holders.Looks;

    /// <summary>Why a file is neither read nor rendered by itself; null if it is.</summary>
    public string? WhyLeft(SourceFile source) => _left.GetValueOrDefault(source.FullPath);

    /// <summary>Whether a file is the one by which something rendered is known.</summary>
    public bool IsRoot(SourceFile source) => _charts.ContainsKey(source.FullPath) || _overlays.ContainsKey(source.FullPath);

    /// <summary>Whether a file belongs to a chart or an overlay, so that it is read alone only if they are not rendered.</summary>
    public bool IsPart(SourceFile source) => source.FullPath.Length > 0
        && (IsRoot(source) || _left.ContainsKey(source.FullPath) || (!source.Named && Belongs(source)));

    /// <summary>Whether a part was read by what was rendered.</summary>
    public bool IsRead(SourceFile source) =>
        IsRoot(source) || _left.ContainsKey(source.FullPath) || _patches.Contains(source.FullPath)
        || _libraries.AnyChart(source, _ => true)
        || _holders.AnyChart(source, chart => chart.IsRendered)
        || _holders.AnyOverlay(source.FullPath, overlay => overlay.HasRead(source.FullPath));

    /// <summary>The folder and the program of what was rendered by a file; null if nothing was.</summary>
    public (string Name, string Renderer)? Rendered(SourceFile source) =>
        _charts.TryGetValue(source.FullPath, out var chart) && chart.IsRendered ? (chart.Name, "helm")
        : _overlays.TryGetValue(source.FullPath, out var overlay) && overlay.IsRendered ? (overlay.Name, "kustomize")
        : null;

    private bool Belongs(SourceFile source) =>
        _patches.Contains(source.FullPath) || _libraries.AnyChart(source, _ => true)
        || _holders.AnyChart(source, _ => true) || _holders.AnyOverlay(source.FullPath, _ => true);

    private void Take(Chart chart, HashSet<string> charts)
    {
        if (chart.Parent() is { } parent && charts.Contains(parent) && !chart.Source.Named)
        {
            _left.Add(chart.Source.FullPath, "");
        }
        else if (chart.Facts().IsLibrary)
        {
            _left.Add(chart.Source.FullPath, "a library chart, which only other charts can use");
            _libraries.Add(chart);
        }
        else
        {
            _charts.Add(chart.Source.FullPath, chart);
            _holders.Add(chart);
        }
    }

    /// <summary>What nobody uses is rendered, then what is left of rings, so that nothing is passed over in silence.</summary>
    private void TakeOverlays(List<(SourceFile Source, Kustomization File)> found)
    {
        HashSet<string> used = [.. found.SelectMany(one => one.File.Resources)];
        foreach ((var source, var file) in found.Where(one => one.Source.Named || !used.Contains(one.File.Folder)))
        {
            if (file.IsComponent && !source.Named)
            {
                _left.Add(source.FullPath, "a component, which no overlay here uses");
                _patches.UnionWith(file.Others);
            }
            else
            {
                Take(new Overlay(source, file));
            }
        }
        foreach ((var source, var file) in found.Where(one => !_parts.Contains(one.Source.FullPath) && !_left.ContainsKey(one.Source.FullPath)))
        {
            Take(new Overlay(source, file));
        }

        foreach ((var source, _) in found.Where(one => !_overlays.ContainsKey(one.Source.FullPath)))
        {
            _left.TryAdd(source.FullPath, "");
        }
    }

    private void Take(Overlay overlay)
    {
        _overlays.Add(overlay.Source.FullPath, overlay);
        _holders.Add(overlay);
        _parts.UnionWith(overlay.Parts.Select(part => part.FullPath));
    }
}
