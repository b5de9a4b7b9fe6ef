using System.Text;
using Redoubt.Evidence.Schema;

namespace Redoubt.Collect.Files;

/// <summary>Names that lead to nothing: the system says no more than that.</summary>
internal static class MissingPath
{
    // limits.h: PATH_MAX and NAME_MAX, in bytes.
    private const int LongestPath = 4_095;
    private const int LongestName = 255;

    /// <summary>A folder of more names is not looked through for one that may be meant.</summary>
    private const int MostNames = 5_000;

    /// <summary>Whether the user named something that is not there.</summary>
    public static bool Is(string path) => path != "-" && !PathPattern.IsPattern(path) && !Path.Exists(path);

    /// <summary>Why there is nothing, as a person would say it.</summary>
    public static string Reason(string path) =>
        path is "." ? "the folder that it was started in is no longer there"
        : path.Length == 0 ? "an empty word names no file: is a variable not set?"
        : IsTooLong(path) ? "its name is longer than the system takes"
        : path.Contains('\uFFFD', StringComparison.Ordinal) ? "there is no such file or folder; a name that is not UTF-8 cannot be given here: hand the file over as standard input, -"
        : "there is no such file or folder" + (Near(path) is { } near ? $"; did you mean `{near}`?" : "");

    private static bool IsTooLong(string path) =>
        Encoding.UTF8.GetByteCount(path) > LongestPath || path.Split('/').Any(part => Encoding.UTF8.GetByteCount(part) > LongestName);

    /// <summary>The name in the same folder that differs by a letter or two.</summary>
    private static string? Near(string path)
    {
        var name = Path.GetFileName(path);
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } above ? above : ".";
        if (name.Length < 3 || !Directory.Exists(folder))
        {
            return null;
        }

        try
        {
            var best = Directory.EnumerateFileSystemEntries(folder).Take(MostNames).Select(entry => Path.GetFileName(entry))
                .Select(entry => (Name: entry, Distance: EditDistance.Below(3, name, entry))).Where(one => one.Distance is not null)
                .OrderBy(one => one.Distance).ThenBy(one => one.Name, StringComparer.Ordinal).FirstOrDefault();
            return best.Name is null ? null : Path.Combine(Path.GetDirectoryName(path) ?? "", best.Name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What may not be looked at is not suggested.
            return null;
        }
    }
}
