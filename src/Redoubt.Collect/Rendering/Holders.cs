using Redoubt.Collect.Files;

namespace Redoubt.Collect.Rendering;

/// <summary>
/// Which charts and overlays a file belongs to: found by the folders above it and by its path, so that a file costs what its path is deep
/// and not what there is in the tree.
/// </summary>
internal sealed class Holders
{
    private readonly Dictionary<string, List<Chart>> _charts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Overlay>> _overlays = new(StringComparer.Ordinal);

    /// <summary>How often a chart or overlay was looked at, for the tests of growth.</summary>
    public long Looks { get; private set; }

    public void Add(Chart chart)
    {
        Add(_charts, chart.Folder + Path.DirectorySeparatorChar, chart);
        // A link in the chart's folder is the chart's, wherever it leads: it is known by its name.
        Add(_charts, FolderWalk.Prefix(chart.Name), chart);
    }

    public void Add(Overlay overlay)
    {
        foreach (var file in overlay.Files)
        {
            Add(_overlays, file, overlay);
        }
    }

    /// <summary>Whether one of the charts that hold a file fits.</summary>
    public bool AnyChart(SourceFile file, Predicate<Chart> fits) => Above(file.FullPath).Concat(Above(file.Name)).Append("").Any(folder =>
        _charts.TryGetValue(folder, out var charts) && charts.Exists(chart => Look(fits(chart) && chart.Holds(file))));

    /// <summary>Whether one of the overlays that use a file fits.</summary>
    public bool AnyOverlay(string fullPath, Predicate<Overlay> fits) =>
        _overlays.TryGetValue(fullPath, out var overlays) && overlays.Exists(overlay => Look(fits(overlay)));

    private bool Look(bool answer)
    {
        Looks++;
        return answer;
    }

    /// <summary>The folders above a file, each with its slash.</summary>
    private static IEnumerable<string> Above(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash >= 0; slash = slash == 0 ? -1 : path.LastIndexOf('/', slash - 1))
        {
            yield return path[..(slash + 1)];
        }
    }

    private static void Add<T>(Dictionary<string, List<T>> index, string key, T value)
    {
        if (!index.TryGetValue(key, out var values))
        {
            index.Add(key, values = []);
        }

        values.Add(value);
    }
}
