namespace Redoubt.Collect.Machines.Root;

/// <summary>
/// The parts of a machine that are there, where its root is not mounted whole: a container sees below <c>/host</c> only what its pod mounts. Outside of
/// them nothing is absent for certain, since the directories that lead to a part are the container's own and hold nothing else.
/// </summary>
internal sealed class MountedParts
{
    // Fields of /proc/PID/mountinfo (proc_pid_mountinfo(5)).
    private const int MountPoint = 4;

    private readonly HashSet<string> _parts;

    private MountedParts(IEnumerable<string> parts) => _parts = [.. parts];

    /// <summary>The parts below a directory; null where its root is there whole.</summary>
    /// <param name="directory">The directory, as a path of this process.</param>
    public static MountedParts? Of(string directory)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        using var own = MachineRoot.Open("/", NodeLimits.Default).Value;
        root = own?.Real(root).Value ?? root;
        string[] points = [.. Points(own).Where(point => point.StartsWith(root + "/", StringComparison.Ordinal))];
        return root.Length > 1 && points.Length > 0 && LeadOnlyThere(root, points)
            ? new MountedParts(points.Select(point => point[root.Length..]))
            : null;
    }

    /// <summary>Whether what lies in a directory of the machine is all there.</summary>
    /// <param name="path">The directory's path in the machine, every link resolved.</param>
    public bool Shows(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (_parts.Contains(path[..end]))
            {
                return true;
            }
        }
        return false;
    }

    private static IEnumerable<string> Points(MachineRoot? own) =>
        from line in (own?.Text("/proc/self/mountinfo").Value ?? "").Split('\n')
        let fields = line.Split(' ')
        where fields.Length > MountPoint
        select MountTable.Unescaped(fields[MountPoint]);

    // A root that was copied or mounted whole, into which something is mounted besides, has names of its own.
    private static bool LeadOnlyThere(string root, string[] points)
    {
        var ways = points.ToHashSet();
        var waiting = new Queue<string>([root]);
        foreach (var point in points)
        {
            for (var end = point.LastIndexOf('/'); end > root.Length; end = point.LastIndexOf('/', end - 1))
            {
                if (ways.Add(point[..end]))
                {
                    waiting.Enqueue(point[..end]);
                }
            }
        }

        var parts = new MountedParts(points);
        return waiting.Where(way => !parts.Shows(way)).All(way => HasOnly(way, ways));
    }

    private static bool HasOnly(string directory, HashSet<string> names)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(directory).All(names.Contains);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
