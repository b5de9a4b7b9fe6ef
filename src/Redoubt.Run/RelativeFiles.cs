using System.Collections.Concurrent;

namespace Redoubt.Run;

/// <summary>Names files from one folder, so that patterns of a configuration mean the same wherever the program is started.</summary>
/// <param name="folder">The folder.</param>
/// <param name="from">From where the files are named.</param>
public sealed class RelativeFiles(string folder, string from)
{
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>The file from the folder, with forward slashes; as it was given where it is in no folder, as standard input is.</summary>
    /// <param name="file">The file as the user gave it.</param>
    public string Of(string file) => file.Length == 0 || file == "-" ? file
        : _names.GetOrAdd(file, given => Path.GetRelativePath(folder, Path.GetFullPath(given, from)).Replace('\\', '/'));
}
