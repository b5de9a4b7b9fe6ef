using Redoubt.Collect.Files;

namespace Redoubt.Collect;

/// <summary>Small text files of the user's own: configuration, controls, tests of policies.</summary>
public static class TextFile
{
    /// <summary>A file's text; null, and a problem, if it cannot be read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static string? Read(string file, ICollection<string> problems)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{file}: cannot be read: {SystemFault.Of(e)}");
            return null;
        }
    }

    /// <summary>The files with an ending in a folder and below, in order of their names, or the file itself.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="pattern">The files that count in a folder, as <c>*.yaml</c>.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static IReadOnlyList<string> Below(string path, string pattern, ICollection<string> problems)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            problems.Add($"{path}: no such file or folder");
            return [];
        }

        try
        {
            return [.. Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path}: {FileReader.Reason(e)}");
            return [];
        }
    }

    /// <summary>Whether there is such a file.</summary>
    /// <param name="file">The file.</param>
    public static bool Exists(string file) => File.Exists(file);
}
