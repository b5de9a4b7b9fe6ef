namespace Redoubt.Collect.Rendering;

/// <summary>Finds the file of a name that Helm gives: <c>chart/charts/sub/templates/x.yaml</c>, where a subchart may be an archive or have another name.</summary>
internal sealed class ChartPaths(Chart chart, ChartFolder folder)
{
    private const string Subcharts = "charts/";

    /// <summary>The file's way from the chart's folder; of a file in an archive, the archive's; <c>Chart.yaml</c> for what is nowhere.</summary>
    /// <param name="source">What Helm says.</param>
    /// <param name="exact">Whether the file is the template itself.</param>
    public string RelativeOf(string source, out bool exact)
    {
        var rest = source[(source.IndexOf('/') + 1)..];
        var at = "";
        while (rest.StartsWith(Subcharts, StringComparison.Ordinal) && rest.IndexOf('/', Subcharts.Length) is > 0 and var end)
        {
            var name = rest[Subcharts.Length..end];
            rest = rest[(end + 1)..];
            if (FolderOf(at, name) is { } sub)
            {
                at = sub;
            }
            else
            {
                exact = false;
                return ArchiveOf(at, name) ?? at + "Chart.yaml";
            }
        }
        exact = folder.Files.ContainsKey(at + rest);
        return exact ? at + rest : at + "Chart.yaml";
    }

    /// <summary>The file of a name that Helm gives, as the user would write it.</summary>
    public string NameOf(string source) => source.Length == 0 ? chart.NameOf("Chart.yaml") : chart.NameOf(RelativeOf(source, out _));

    /// <summary>The folder of a subchart: that of its name, that of the chart which the parent calls so, or the one whose chart has the name.</summary>
    private string? FolderOf(string parent, string name)
    {
        if (IsChart($"{parent}{Subcharts}{name}/"))
        {
            return $"{parent}{Subcharts}{name}/";
        }

        var real = RealName(parent, name);
        var start = parent + Subcharts;
        return folder.Files.Keys
            .Where(file => file.StartsWith(start, StringComparison.Ordinal) && file.EndsWith("/Chart.yaml", StringComparison.Ordinal) && file.IndexOf('/', start.Length) == file.Length - "/Chart.yaml".Length)
            .FirstOrDefault(file => Values.Read(folder.Files[file])["name"].Is(real)) is { } found ? found[..^"Chart.yaml".Length] : null;
    }

    private string? ArchiveOf(string parent, string name)
    {
        var start = $"{parent}{Subcharts}{RealName(parent, name)}-";
        return folder.Files.Keys.FirstOrDefault(file => file.StartsWith(start, StringComparison.Ordinal) && file.EndsWith(".tgz", StringComparison.Ordinal));
    }

    private string RealName(string parent, string name)
    {
        if (!folder.Files.TryGetValue(parent + "Chart.yaml", out var file))
        {
            return name;
        }

        foreach (var dependency in Values.Read(file)["dependencies"].Items)
        {
            if (dependency["alias"].Is(name))
            {
                return dependency["name"].AsString() ?? name;
            }
        }
        return name;
    }

    private bool IsChart(string relative) => folder.Files.ContainsKey(relative + "Chart.yaml");
}
