using Redoubt.Collect.Machines.Root;

namespace Redoubt.Collect.Machines;

/// <summary>A path with patterns in any of its parts (glob(7)), as files that include others have it.</summary>
internal static class FilePattern
{
    private const int Most = 50_000;

    /// <summary>Whether a path has a pattern in it.</summary>
    public static bool IsOne(string path) => path.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    /// <summary>The files that fit, sorted. What is not there is passed over, as glob(3) gives no name for it.</summary>
    /// <param name="root">The machine.</param>
    /// <param name="pattern">The pattern, from the root on.</param>
    /// <param name="problems">Takes directories that cannot be read, a line each.</param>
    public static IReadOnlyList<string> Files(MachineRoot root, string pattern, ICollection<string> problems)
    {
        List<string> paths = [""];
        foreach (var part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            paths = IsOne(part) ? [.. paths.SelectMany(path => Names(root, path, part, problems)).Take(Most + 1)] : [.. paths.Select(path => $"{path}/{part}")];
            if (paths.Count > Most)
            {
                problems.Add($"{pattern}: more than {Most} names fit it, which is the limit");
                return [];
            }
        }

        return [.. paths.Where(path => !root.Status(path).IsAbsent).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Names(MachineRoot root, string directory, string part, ICollection<string> problems)
    {
        directory = directory.Length == 0 ? "/" : directory;
        // A file that fits an earlier part has nothing below it.
        if (root.Status(directory).Value is { IsDirectory: false })
        {
            return [];
        }

        var names = root.Names(directory);
        if (names.Reason is { } reason)
        {
            problems.Add($"{directory}: {reason}");
        }

        return (names.Value ?? []).Where(name => Glob.Fits(part, name)).Select(name => $"{directory.TrimEnd('/')}/{name}");
    }
}
