namespace Redoubt.Collect.Files;

/// <summary>The path of a file or folder with every link on the way resolved.</summary>
internal static class RealPath
{
    /// <summary>More links than these make a ring.</summary>
    private const int MostLinks = 64;

    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var links = 0;
        var parts = new Stack<string>(full.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse());
        var real = Path.GetPathRoot(full)!;
        while (parts.TryPop(out var part))
        {
            var next = Path.GetFullPath(Path.Combine(real, part));
            if (links < MostLinks && Target(next) is { } target)
            {
                links++;
                foreach (var step in target.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse())
                {
                    parts.Push(step);
                }

                if (Path.IsPathRooted(target))
                {
                    real = Path.GetPathRoot(target)!;
                }
            }
            else
            {
                real = next;
            }
        }
        return real;
    }

    private static string? Target(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What may not be looked at is no link that leads anywhere.
            return null;
        }
    }
}
