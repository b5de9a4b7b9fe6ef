namespace Redoubt.Collect.Machines.Components;

/// <summary>The directory that the kubelet starts pods from: every file of it that does not begin with a dot, whatever its suffix (kubernetes/kubernetes, pkg/kubelet/config/file.go).</summary>
internal sealed class StaticPods
{
    private StaticPods(string? directory, IReadOnlyList<StaticPod> all, string? unknown) => (Directory, All, Unknown) = (directory, all, unknown);

    /// <summary>The directory; null where there is none.</summary>
    public string? Directory { get; }

    /// <summary>The containers, in the order of their files.</summary>
    public IReadOnlyList<StaticPod> All { get; }

    /// <summary>The files, in their order.</summary>
    public IReadOnlyList<string> Files { get; private init; } = [];

    /// <summary>Why not all of them are known; null where they are.</summary>
    public string? Unknown { get; }

    /// <summary>Reads a directory.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="directory">The directory; null where there is none.</param>
    public static StaticPods Of(Machine machine, string? directory)
    {
        if (string.IsNullOrEmpty(directory))
        {
            return new StaticPods(null, [], null);
        }

        var names = machine.Root.Names(directory);
        string[] files = [.. (names.Value ?? []).Where(name => !name.StartsWith('.')).Select(name => $"{directory.TrimEnd('/')}/{name}").Where(file => machine.Root.Status(file).Value is not { IsDirectory: true })];
        var problems = new List<string>();
        var all = files.SelectMany(file => StaticPod.Read(machine.Root, file, problems)).ToArray();
        return new StaticPods(directory, all, names.Reason is { } reason ? $"{directory}: {reason}" : problems.FirstOrDefault()) { Files = files };
    }

    /// <summary>The container that runs a component: of several manifests the one that the distribution writes.</summary>
    /// <param name="component">The component.</param>
    /// <param name="usual">The path of that manifest; null if it writes none.</param>
    public StaticPod? Of(string component, string? usual)
    {
        StaticPod[] all = [.. All.Where(pod => pod.Component == component)];
        return all.FirstOrDefault(pod => pod.File == usual) ?? all.FirstOrDefault();
    }
}
