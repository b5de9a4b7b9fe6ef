namespace Redoubt.Collect.Machines.Units;

/// <summary>What systemd has of units by their names alone: which are there, which a target asks for, which run.</summary>
internal sealed class UnitList
{
    private static readonly string[] Groups = ["/sys/fs/cgroup/system.slice", "/sys/fs/cgroup/systemd/system.slice"];

    private readonly Machine _machine;
    private readonly HashSet<string> _wanted = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    private UnitList(Machine machine) => _machine = machine;

    /// <summary>Directories that cannot be read, a line each: what is enabled is not known then.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The units of the system; unknown where systemd does not start what runs.</summary>
    public static Seen<UnitList> Of(Machine machine)
    {
        // What another init starts is not known by units; a copied machine's units say what would run (sd_booted(3)).
        if (machine.Root.HasRunningKernel() && machine.Root.Status("/run/systemd/system").Value is null)
        {
            return Seen<UnitList>.Unknown("/run/systemd/system: it is not there, so systemd does not start what runs here");
        }

        if (UnitDirectories.System.All(directory => machine.Root.Status(directory).IsAbsent))
        {
            return Seen<UnitList>.Unknown("/etc/systemd/system: it is not there, nor is another directory of units of systemd");
        }

        var list = new UnitList(machine);
        foreach (var directory in UnitDirectories.System)
        {
            foreach (var target in list.Names(directory).Where(name => name.EndsWith(".wants", StringComparison.Ordinal) || name.EndsWith(".requires", StringComparison.Ordinal)))
            {
                list._wanted.UnionWith(list.Names($"{directory}/{target}"));
            }
        }
        return Seen<UnitList>.Of(list);
    }

    /// <summary>Whether a target wants or requires a unit, by the links that <c>systemctl enable</c> makes.</summary>
    public bool IsWanted(string unit) => _wanted.Contains(unit);

    /// <summary>Whether processes run in a unit's control group; null where there are no groups of systemd to ask.</summary>
    public bool? IsActive(string unit) => Groups.FirstOrDefault(groups => _machine.Root.Status(groups).Value is not null) is { } found
        ? _machine.Root.Text($"{found}/{unit}/cgroup.procs").Value is { Length: > 0 }
        : null;

    private IReadOnlyList<string> Names(string directory)
    {
        var names = _machine.Root.Names(directory);
        if (names.Reason is { } reason)
        {
            _problems.Add($"{directory}: {reason}");
        }

        return names.Value ?? [];
    }
}
