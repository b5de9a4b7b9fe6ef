using Redoubt.Collect.Files;

namespace Redoubt.Collect.Rendering;

/// <summary>A Helm chart in the files that were found.</summary>
/// <param name="Source">Its <c>Chart.yaml</c>.</param>
internal sealed record Chart(SourceFile Source)
{
    private const string FileName = "Chart.yaml";

    /// <summary>The folder's full path.</summary>
    public string Folder { get; } = Path.GetDirectoryName(Source.FullPath)!;

    /// <summary>The folder as the user would write it.</summary>
    public string Name { get; } = FolderName(Source.Name);

    /// <summary>Whether it was rendered; else its templates are counted.</summary>
    public bool IsRendered { get; set; }

    /// <summary>Whether a file is one by which a chart is known.</summary>
    public static bool IsChartFile(SourceFile file) => file.FullPath.Length > 0 && Path.GetFileName(file.FullPath) == FileName;

    /// <summary>The folder of a file, as the user would write it.</summary>
    public static string FolderName(string file) => file.LastIndexOf('/') is > 0 and var slash ? file[..slash] : file[0] == '/' ? "/" : ".";

    /// <summary>The <c>Chart.yaml</c> of the chart in whose <c>charts/</c> this one lies, which renders it; null if there can be none.</summary>
    public string? Parent() =>
        Path.GetDirectoryName(Folder) is { } charts && Path.GetFileName(charts) == "charts" && Path.GetDirectoryName(charts) is { } parent
            ? Path.Combine(parent, FileName)
            : null;

    /// <summary>Whether a file is rendered with the chart, or tells Helm how.</summary>
    public bool Holds(SourceFile file) => Holds(file.FullPath, Folder + Path.DirectorySeparatorChar, Path.DirectorySeparatorChar)
        // A link in the chart's folder is the chart's, wherever it leads.
        || Holds(file.Name, FolderWalk.Prefix(Name), '/');

    private static bool Holds(string path, string folder, char separator)
    {
        if (!path.StartsWith(folder, StringComparison.Ordinal))
        {
            return false;
        }

        var inside = path.AsSpan(folder.Length);
        var slash = inside.IndexOf(separator);
        return slash < 0 ? inside is FileName or "values.yaml" : inside[..slash] is "templates" or "crds" or "charts";
    }

    /// <summary>A file of the chart as the user would write it.</summary>
    public string NameOf(string relative) => Name == "." ? relative : $"{Name.TrimEnd('/')}/{relative}";

    /// <summary>What <c>Chart.yaml</c> says, as far as it can be read; Helm tells what is wrong with it.</summary>
    public ChartFacts Facts()
    {
        var root = Values.Read(Source.FullPath);
        return new ChartFacts(root["name"].AsString() ?? "", root["type"].Is("library"));
    }
}

/// <summary>What a chart says of itself.</summary>
/// <param name="Name">Its name; empty if it says none.</param>
/// <param name="IsLibrary">Whether only other charts can use it.</param>
internal readonly record struct ChartFacts(string Name, bool IsLibrary);
