using System.IO.Enumeration;
using Redoubt.Collect.Files;

namespace Redoubt.Collect;

/// <summary>Small text files of the user's own: configuration, controls, tests of policies.</summary>
public static class TextFile
{
    // People write these files.
    private const long MostBytes = 16 << 20;

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None };

    /// <summary>A file's text; null, and a problem, if it cannot be read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="mostBytes">What is larger is not read; what people write by default.</param>
    public static string? Read(string file, ICollection<string> problems, long mostBytes = MostBytes)
    {
        try
        {
            if ((Directory.Exists(file) ? "it is a folder" : FileType.Objection(file)) is { } objection)
            {
                problems.Add($"{file}: cannot be read: {objection}");
                return null;
            }

            if (new FileInfo(file) is { Exists: true } info && info.Length > mostBytes)
            {
                problems.Add($"{file}: cannot be read: it is larger than {mostBytes >> 20} MB, which is the limit");
                return null;
            }

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
            return [.. Files(path, pattern).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path}: {FileReader.Reason(e)}");
            return [];
        }
    }

    /// <summary>Links to files count; those to folders are not followed, for a ring of them has no end.</summary>
    private static FileSystemEnumerable<string> Files(string folder, string pattern) =>
        new(folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && FileSystemName.MatchesSimpleExpression(pattern, entry.FileName, ignoreCase: false),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };

    /// <summary>Whether a name leads to a device.</summary>
    /// <param name="path">The name.</param>
    public static bool IsDevice(string path) => FileType.IsDevice(path);

    /// <summary>Whether there is such a file.</summary>
    /// <param name="file">The file.</param>
    public static bool Exists(string file) => File.Exists(file);

    /// <summary>Whether there is such a folder.</summary>
    /// <param name="folder">The folder.</param>
    public static bool IsFolder(string folder) => Directory.Exists(folder);

    /// <summary>The first characters of a file; empty where it cannot be read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="length">How many at most.</param>
    public static string Head(string file, int length)
    {
        try
        {
            if (FileType.Objection(file) is not null)
            {
                return "";
            }

            using var reader = new StreamReader(file);
            var head = new char[length];
            return new string(head, 0, reader.ReadBlock(head, 0, length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
