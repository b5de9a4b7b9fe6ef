using System.Collections.Concurrent;

namespace Redoubt.Collect.Files;

/// <summary>Says which files are templates of a Helm chart: those under <c>templates/</c> beside a <c>Chart.yaml</c>.</summary>
internal sealed class Charts
{
    private const string Templates = "templates";

    private readonly ConcurrentDictionary<string, bool> _folders = new(StringComparer.Ordinal);

    public static bool IsChart(string folder) => File.Exists(Path.Combine(folder, "Chart.yaml"));

    public bool IsTemplate(string fullPath) =>
        Path.GetDirectoryName(fullPath) is { Length: > 0 } folder && _folders.GetOrAdd(folder, IsInTemplates);

    private static bool IsInTemplates(string folder)
    {
        for (var at = folder; Path.GetDirectoryName(at) is { } parent; at = parent)
        {
            if (Path.GetFileName(at) == Templates && IsChart(parent))
            {
                return true;
            }
        }
        return false;
    }
}
