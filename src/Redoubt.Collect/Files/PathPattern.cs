using DotNet.Globbing;

namespace Redoubt.Collect.Files;

/// <summary>Patterns of file names: <c>*</c> and <c>?</c> within a name, <c>**</c> across folders, <c>[a-z]</c>.</summary>
internal static class PathPattern
{
    public static bool IsPattern(string path) => path.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    /// <summary>The folder in which all matches lie, and the test of a name that is written as the pattern is.</summary>
    public static (string Folder, Func<string, bool> Matches) Parse(string pattern)
    {
        pattern = FolderWalk.WithSlashes(pattern);
        if (pattern.StartsWith("./", StringComparison.Ordinal))
        {
            pattern = pattern[2..];
        }

        var wild = pattern.AsSpan().IndexOfAny('*', '?', '[');
        var slash = pattern.LastIndexOf('/', wild);
        var folder = slash < 0 ? "" : slash == 0 ? "/" : pattern[..slash];
        var glob = Glob.Parse(pattern);
        return (folder, glob.IsMatch);
    }
}
