using Redoubt.Evidence.Patterns;

namespace Redoubt.Collect.Files;

/// <summary>A pattern on the command line that no shell expanded: where to look, and which names fit.</summary>
internal static class PathPattern
{
    public static bool IsPattern(string path) => Glob.FirstWild(path) >= 0;

    /// <summary>The folder in which all matches lie, and the test of a name that is written as the pattern is.</summary>
    public static (string Folder, Func<string, bool> Matches) Parse(string pattern)
    {
        pattern = FolderWalk.WithSlashes(pattern);
        if (pattern.StartsWith("./", StringComparison.Ordinal))
        {
            pattern = pattern[2..];
        }

        var slash = pattern.LastIndexOf('/', Glob.FirstWild(pattern));
        var folder = slash < 0 ? "" : slash == 0 ? "/" : pattern[..slash];
        return (folder, new Glob(pattern).Fits);
    }
}
