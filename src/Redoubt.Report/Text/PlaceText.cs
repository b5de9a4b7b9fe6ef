using Redoubt.Catalog;
using Redoubt.Catalog.Machines;

namespace Redoubt.Report.Text;

/// <summary>A place as people read it.</summary>
internal static class PlaceText
{
    // Where a pod's template sits is the same for all workloads, and the line number tells it anyway.
    private static readonly string[] Templates =
    [
        "spec.jobTemplate.spec.template.spec.", "spec.template.spec.", "spec.containers[", "spec.initContainers[", "spec.ephemeralContainers[",
    ];

    /// <summary><c>file:line:column</c>, as far as known.</summary>
    public static string Of(Location location) => Of(location.File, location.Line, location.Column);

    /// <summary><c>file:line:column</c>, as far as known; standard input by its name.</summary>
    public static string Of(string file, int line, int column)
    {
        file = file == "-" ? "standard input" : file;
        return line == 0 ? file : $"{file}:{Within(line, column)}";
    }

    /// <summary><c>line:column</c>, as far as known.</summary>
    public static string Within(Location location) => Within(location.Line, location.Column);

    /// <summary>The path in the document, without the way to a pod's template: <c>containers[web].image</c>.</summary>
    public static string Path(Location location)
    {
        var template = Array.Find(Templates, start => location.Path.StartsWith(start, StringComparison.Ordinal));
        var dropped = template is null ? 0 : template[^1] == '[' ? "spec.".Length : template.Length;
        return location.Path[dropped..].Replace("[name=", "[", StringComparison.Ordinal);
    }

    /// <summary>Of how many machines the same is found beside the one that is told.</summary>
    public static string Others(MachineClass alike) => alike.Others == 1 ? "and one machine like it" : $"and {alike.Others} machines like it";

    private static string Within(int line, int column) => line == 0 ? "" : column == 0 ? $"{line}" : $"{line}:{column}";
}
