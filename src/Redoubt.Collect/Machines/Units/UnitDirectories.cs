using Redoubt.Collect.Machines.Root;

namespace Redoubt.Collect.Machines.Units;

/// <summary>Where systemd looks for units, the strongest directory first (systemd.unit(5), "Unit File Load Path").</summary>
internal static class UnitDirectories
{
    /// <summary>Those of the system.</summary>
    public static IReadOnlyList<string> System { get; } =
    [
        "/etc/systemd/system.control", "/run/systemd/system.control", "/run/systemd/transient", "/run/systemd/generator.early",
        "/etc/systemd/system", "/etc/systemd/system.attached", "/run/systemd/system", "/run/systemd/system.attached", "/run/systemd/generator",
        "/usr/local/lib/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system", "/run/systemd/generator.late",
    ];

    /// <summary>Those of a user whose home is known.</summary>
    public static IReadOnlyList<string> User(string home) =>
    [
        $"{home}/.config/systemd/user", "/etc/systemd/user", "/run/systemd/user", $"{home}/.local/share/systemd/user",
        "/usr/local/lib/systemd/user", "/usr/lib/systemd/user", "/lib/systemd/user",
    ];

    /// <summary>
    /// The file of a unit, which may be a link; null if no directory has one for certain. A stronger directory that cannot be seen may have another: then
    /// that is the file, and what it says is unknown.
    /// </summary>
    public static string? File(MachineRoot root, IEnumerable<string> directories, string unit)
    {
        string? unseen = null;
        foreach (var file in directories.Select(directory => $"{directory}/{unit}"))
        {
            var status = root.StatusOfLink(file);
            if (status.Value is not null)
            {
                return unseen ?? file;
            }

            unseen ??= status.IsAbsent ? null : file;
        }
        return null;
    }

    /// <summary>Whether a file masks its unit or hides drop-ins of its name: a link to <c>/dev/null</c>, or an empty file.</summary>
    public static bool IsMask(MachineRoot root, string file) =>
        root.Target(file).Value == "/dev/null" || root.Status(file).Value is { IsFile: true, Size: 0 };

    /// <summary>
    /// The drop-ins of a unit in the order in which they are read: those of its names, of the name of its template, of each beginning that ends with a dash,
    /// and of its type. One name hides the same name in a weaker directory.
    /// </summary>
    public static IEnumerable<string> DropIns(MachineRoot root, IReadOnlyList<string> directories, IEnumerable<string> names, ICollection<string> problems)
    {
        var folders = names.SelectMany(Folders).Distinct().SelectMany(folder => directories.Select(directory => $"{directory}/{folder}"));
        return ConfigurationFiles.Of(root, folders, ".conf", problems).Where(file => !IsMask(root, file));
    }

    private static IEnumerable<string> Folders(string unit)
    {
        var dot = unit.LastIndexOf('.');
        var (stem, type) = (unit[..dot], unit[dot..]);
        yield return $"{unit}.d";
        if (stem.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at)
        {
            stem = stem[..at];
            yield return $"{stem}@{type}.d";
        }

        for (var dash = stem.LastIndexOf('-'); dash > 0; dash = stem.LastIndexOf('-', dash - 1))
        {
            yield return $"{stem[..(dash + 1)]}{type}.d";
        }

        yield return $"{type[1..]}.d";
    }
}
