using Redoubt.Collect.Machines.Root;

namespace Redoubt.Collect.Machines.Components;

/// <summary>
/// What a component sees: the root of its process where that is another, else the machine's. Static pods mount what they read from the same path of the machine,
/// so a path that the copy of a process' root has not is looked for there.
/// </summary>
internal sealed class SeenRoot : IDisposable
{
    private readonly MachineRoot? _machine;
    private readonly MachineRoot? _process;
    private readonly string? _unknown;
    private readonly IReadOnlyDictionary<string, string>? _shown;

    private SeenRoot(MachineRoot? machine, MachineRoot? process, string? unknown, IReadOnlyDictionary<string, string>? shown = null) =>
        (_machine, _process, _unknown, _shown) = (machine, process, unknown, shown);

    /// <summary>What a component sees.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="process">Its process; null where none was seen.</param>
    public static SeenRoot Of(Machine machine, MachineProcess? process)
    {
        var root = process is null ? Seen<MachineRoot>.Absent : machine.Root.OfProcess(process.Id);
        return new SeenRoot(machine.Root, root.Value, root.Reason is { } reason ? $"/proc/{process!.Id}/root: {reason}" : null);
    }

    /// <summary>A component of which no file can be seen.</summary>
    /// <param name="reason">Why.</param>
    public static SeenRoot Hidden(string reason) => new(null, null, reason);

    /// <summary>A component of which some files are shown, and no other.</summary>
    /// <param name="files">What they say, by their paths.</param>
    /// <param name="reason">Why no other is.</param>
    public static SeenRoot Showing(IReadOnlyDictionary<string, string> files, string reason) => new(null, null, reason, files);

    /// <summary>The text of a file.</summary>
    public Seen<string> Text(string path) => _shown?.GetValueOrDefault(path) is { } text ? Seen<string>.Of(text) : Ask(root => root.Text(path));

    /// <summary>The bytes of a file.</summary>
    public Seen<byte[]> Read(string path) => Ask(root => root.Read(path));

    /// <summary>What lies at a path.</summary>
    public Seen<FileStatus> Status(string path) => Ask(root => root.Status(path));

    /// <summary>The files below a directory, in the order of their paths.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="most">How many are told.</param>
    /// <param name="unknown">Why not all are told; null if all are.</param>
    public IReadOnlyList<string> Walk(string directory, int most, out string? unknown)
    {
        var files = new List<string>();
        unknown = Walk(directory, most, files, 16, isNamed: true);
        return files;
    }

    /// <inheritdoc/>
    public void Dispose() => _process?.Dispose();

    private string? Walk(string directory, int most, List<string> files, int depth, bool isNamed)
    {
        var names = Ask(root => root.Names(directory));
        if (!names.Found(out var found))
        {
            return isNamed || names.Reason is not null ? $"{directory}: {names.WhyNot}" : null;
        }

        string? unknown = null;
        foreach (var name in found)
        {
            var path = $"{directory.TrimEnd('/')}/{name}";
            var status = Status(path);
            if (files.Count >= most)
            {
                return $"{directory}: there are more than {most} files, which is the limit";
            }

            if (status.Value is { IsDirectory: true })
            {
                unknown ??= depth == 0 ? $"{path}: it lies too deep" : Walk(path, most, files, depth - 1, isNamed: false);
            }
            else
            {
                files.Add(path);
            }
        }
        return unknown;
    }

    private Seen<T> Ask<T>(Func<MachineRoot, Seen<T>> ask)
        where T : class
    {
        if (_machine is null || _unknown is not null)
        {
            return Seen<T>.Unknown(_unknown ?? "nothing of it can be seen");
        }

        var own = _process is null ? Seen<T>.Absent : ask(_process);
        return own.IsAbsent ? ask(_machine) : own;
    }
}
