using System.Globalization;
using System.Text;
using Redoubt.Collect.Machines.Root;

namespace Redoubt.Collect.Machines;

/// <summary>The processes of a machine, by <c>/proc</c> below its root; a root without <c>/proc</c> is a disk, on which nothing runs.</summary>
internal sealed class Processes
{
    private Processes(IReadOnlyList<MachineProcess> all, string? unknown, bool isDisk = false) => (All, Unknown, IsDisk) = (all, unknown, isDisk);

    /// <summary>The processes in the order of their numbers.</summary>
    public IReadOnlyList<MachineProcess> All { get; }

    /// <summary>Why it is not known which there are, or which one could not be read; null where all are known.</summary>
    public string? Unknown { get; }

    /// <summary>Whether there is no <c>/proc</c> at all, or an empty one: then nothing runs, and files say what would.</summary>
    public bool IsDisk { get; }

    /// <summary>Reads them.</summary>
    public static Processes Of(MachineRoot root, NodeLimits limits)
    {
        var names = root.Names("/proc");
        if (!names.Found(out var found))
        {
            return new Processes([], names.Reason ?? "there is no /proc: this is a disk and no running machine", names.IsAbsent);
        }

        int[] numbers = [.. found.Select(Number).Where(number => number > 0).Order()];
        if (numbers.Length == 0)
        {
            return new Processes([], "/proc shows no process", isDisk: true);
        }

        string? unknown = null;
        var all = new List<MachineProcess>();
        foreach (var number in numbers.Take(limits.Processes))
        {
            var read = Read(root, number);
            if (read.Found(out var process))
            {
                all.Add(process);
            }
            else if (read.Reason is { } reason)
            {
                unknown ??= $"/proc/{number}: {reason}";
            }
        }
        return new Processes(all, numbers.Length > limits.Processes ? $"there are more than {limits.Processes} processes, which is the limit" : unknown);
    }

    /// <summary>The environment of a process. It holds secrets: only what a control needs may be written.</summary>
    public static Seen<IReadOnlyList<string>> Environment(MachineRoot root, int process)
    {
        var bytes = root.Read($"/proc/{process}/environ");
        return bytes.Found(out var found) ? Seen<IReadOnlyList<string>>.Of(Strings(found)) : bytes.As<IReadOnlyList<string>>();
    }

    /// <summary>A process; absent where it ended meanwhile.</summary>
    private static Seen<MachineProcess> Read(MachineRoot root, int number)
    {
        var arguments = root.Read($"/proc/{number}/cmdline");
        if (!arguments.Found(out var bytes))
        {
            return arguments.Reason == RootFault.Of(3) ? Seen<MachineProcess>.Absent : arguments.As<MachineProcess>();
        }

        var status = Status(root.Text($"/proc/{number}/status").Value ?? "");
        var name = root.Text($"/proc/{number}/comm").Value?.TrimEnd('\n') ?? status.GetValueOrDefault("Name", "");
        // Uid: real, effective, saved, file system (proc_pid_status(5)).
        var uid = status.TryGetValue("Uid", out var ids) && ids.Split('\t', ' ') is { Length: > 1 } words && uint.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var effective)
            ? effective
            : (uint?)null;
        var parent = Number(status.GetValueOrDefault("PPid", ""));
        return Seen<MachineProcess>.Of(new MachineProcess(number, parent, name, Strings(bytes), uid, root.Target($"/proc/{number}/exe").Value));
    }

    private static Dictionary<string, string> Status(string text)
    {
        var fields = new Dictionary<string, string>();
        foreach (var line in text.Split('\n'))
        {
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                fields.TryAdd(line[..colon], line[(colon + 1)..].Trim());
            }
        }
        return fields;
    }

    private static string[] Strings(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.Length == 0 ? [] : text.TrimEnd('\0').Split('\0');
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
