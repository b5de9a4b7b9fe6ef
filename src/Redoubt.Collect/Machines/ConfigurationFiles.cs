using Redoubt.Collect.Machines.Root;

namespace Redoubt.Collect.Machines;

/// <summary>
/// Files of several directories of which a file hides those of the same name in later ones, and all are read in the order of their names:
/// so do systemd, sysctl.d(5), modprobe.d(5) and others.
/// </summary>
internal static class ConfigurationFiles
{
    /// <summary>The files, in the order in which they are read.</summary>
    /// <param name="root">The machine.</param>
    /// <param name="directories">The directories, the strongest first.</param>
    /// <param name="suffix">What the names end with.</param>
    /// <param name="problems">Takes what cannot be read, a line each.</param>
    public static IReadOnlyList<string> Of(MachineRoot root, IEnumerable<string> directories, string suffix, ICollection<string> problems)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var seen = new HashSet<string>();
        foreach (var directory in directories)
        {
            // /lib and /usr/lib are one where the system was merged.
            if (root.Real(directory).Value is { } real && !seen.Add(real))
            {
                continue;
            }

            var names = root.Names(directory);
            if (names.Reason is { } reason)
            {
                problems.Add($"{directory}: {reason}");
            }

            foreach (var name in (names.Value ?? []).Where(name => name.EndsWith(suffix, StringComparison.Ordinal)))
            {
                files.TryAdd(name, $"{directory}/{name}");
            }
        }
        return [.. files.Values];
    }

    /// <summary>The lines of a text with their numbers, from 1, blanks at both ends taken away.</summary>
    public static IEnumerable<(string Text, int Number)> Lines(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            yield return (line.Trim(), ++number);
        }
    }

    /// <summary>The lines with those joined that end in a backslash; a joined line has the number of its first.</summary>
    public static IEnumerable<(string Text, int Number)> JoinedLines(string text)
    {
        var joined = "";
        var first = 0;
        foreach (var (line, number) in Lines(text))
        {
            first = joined.Length == 0 ? number : first;
            if (line.EndsWith('\\'))
            {
                joined += line[..^1] + " ";
                continue;
            }

            yield return ((joined + line).Trim(), first);
            joined = "";
        }

        if (joined.Length > 0)
        {
            yield return (joined.Trim(), first);
        }
    }

    /// <summary>The words of a line, cut at blanks.</summary>
    public static string[] Words(string line) => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
