using Redoubt.Collect.Files;

namespace Redoubt.Collect.Rendering;

/// <summary>All files of a chart, its subcharts' included, as Helm reads them; and what speaks against letting it.</summary>
internal sealed class ChartFolder
{
    private const int MostFiles = 20_000;
    private const long MostBytes = 256L << 20;

    /// <summary>Charts in charts in charts: deeper than these they are left packed.</summary>
    private const int MostPackedInEachOther = 8;

    private readonly string _boundary;
    private readonly Chart _chart;
    private long _bytes;

    public ChartFolder(Chart chart, ChartArchives archives)
    {
        _chart = chart;
        _boundary = Boundary(chart);
        Walk(chart.Folder, "");
        var depth = 0;
        while (depth < MostPackedInEachOther && Objection is null && UnpackSubcharts(archives))
        {
            depth++;
        }
    }

    /// <summary>The files, by their way from the chart's folder with forward slashes, in order.</summary>
    public SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Why Helm is not let near the chart; null if nothing speaks against it.</summary>
    public string? Objection { get; private set; }

    /// <summary>Whether a schema of its values names another on the network, which Helm would fetch.</summary>
    public bool HasRemoteSchema() => Files
        .Where(file => Path.GetFileName(file.Key) == "values.schema.json")
        .Any(file => Values.Below(Values.Read(file.Value))
            .Any(node => node.HasKey && node.Key is "$ref" or "$dynamicRef" or "$id" && node.Text.Contains("://", StringComparison.Ordinal)));

    /// <summary>The files of values in it: the chart's own and those of its subcharts.</summary>
    public IEnumerable<(string Relative, string FullPath)> ValuesFiles() =>
        Files.Where(file => Path.GetFileName(file.Key) == "values.yaml").Select(file => (file.Key, file.Value));

    /// <summary>The name by which a parent's values know a subchart: its own, and not that of the folder or archive it lies in.</summary>
    /// <param name="relative">The folder's way from the chart's folder.</param>
    /// <param name="otherwise">The name where the chart says none.</param>
    public string ChartName(string relative, string otherwise) =>
        Files.TryGetValue(relative + "/Chart.yaml", out var file) && Values.Read(file)["name"].AsString() is { Length: > 0 } name ? name : otherwise;

    /// <summary>The texts of the templates, its subcharts' included, by their way from the chart's folder. One that cannot be read is Helm's to tell of.</summary>
    public Dictionary<string, string> Templates()
    {
        var templates = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, path) in Files.Where(file => $"/{file.Key}".Contains("/templates/", StringComparison.Ordinal)))
        {
            if (TextFile.Read(path, []) is { } text)
            {
                templates.Add(name, text);
            }
        }

        return templates;
    }

    /// <summary>The folder of a packaged subchart is called as its archive; Helm takes no folder of such a name.</summary>
    /// <param name="relative">A file's way from the chart's folder.</param>
    public static string UnpackedName(string relative) => relative.Replace(".tgz/", "-tgz/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Puts the files of packaged subcharts in the place of their archives; whether there were any. One that cannot be unpacked is Helm's to tell of.</summary>
    private bool UnpackSubcharts(ChartArchives archives)
    {
        var found = false;
        foreach (var (name, path) in Files.Where(file => IsPackedSubchart(file.Key)).ToArray())
        {
            if (archives.Unpack(path, out _) is { } folder)
            {
                found = true;
                Files.Remove(name);
                Walk(folder, name + "/");
            }
        }

        return found;
    }

    private static bool IsPackedSubchart(string relative) =>
        ChartArchives.IsArchive(relative) && Path.GetFileName(Path.GetDirectoryName(relative)) == "charts";

    /// <summary>Links may lead as far as the repository, or where there is none, the folder that was asked for.</summary>
    private static string Boundary(Chart chart)
    {
        for (var at = chart.Folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (Path.Exists(Path.Combine(at, ".git")))
            {
                return RealPath.Of(at);
            }
        }
        return RealPath.Of(chart.Source.Root);
    }

    private void Walk(string folder, string prefix)
    {
        var open = new Stack<(string Folder, string Prefix, int Depth)>([(folder, prefix, 0)]);
        while (Objection is null && open.TryPop(out var next))
        {
            foreach (var entry in Entries(next.Folder))
            {
                var name = next.Prefix + entry.Name;
                var real = entry.LinkTarget is null ? entry.FullName : RealPath.Of(entry.FullName);
                if (entry.LinkTarget is not null && !IsWithin(real))
                {
                    Objection = $"not rendered: `{_chart.NameOf(name)}` is a link that leads out of the folder";
                }
                else if (Directory.Exists(real))
                {
                    open.Push((real, name + "/", next.Depth + 1));
                }
                else if (File.Exists(real))
                {
                    Files[name] = real;
                    _bytes += new FileInfo(real).Length;
                }
                if (Files.Count > MostFiles || _bytes > MostBytes || next.Depth > 64)
                {
                    Objection = $"not rendered: the chart holds more than {MostFiles} files, {MostBytes >> 20} MB or 64 folders in each other";
                }
            }
        }
    }

    private IEnumerable<FileSystemInfo> Entries(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(entry => entry.Name is not (".git" or "node_modules"))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Objection = $"not rendered: {FileReader.Reason(error)}";
            return [];
        }
    }

    private bool IsWithin(string real) =>
        real == _boundary || real.StartsWith(_boundary.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
