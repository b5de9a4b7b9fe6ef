namespace Redoubt.Collect.Machines.Units;

/// <summary>A unit as systemd loads it: its file, over it the drop-ins in their order (systemd.unit(5)).</summary>
internal sealed class SystemdUnit
{
    // Lists of words of which an empty assignment makes a new beginning.
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal)
    {
        "Environment", "EnvironmentFile", "PassEnvironment", "UnsetEnvironment",
        "ExecStart", "ExecStartPre", "ExecStartPost", "ExecCondition", "ExecReload", "ExecStop", "ExecStopPost",
        "ListenStream", "ListenDatagram", "ListenSequentialPacket", "ListenFIFO",
    };

    private readonly List<UnitSetting> _settings = [];
    private readonly List<string> _problems = [];

    private SystemdUnit(string name, string? file, bool isMasked) => (Name, File, IsMasked) = (name, file, isMasked);

    /// <summary>Its full name, such as <c>docker.service</c>.</summary>
    public string Name { get; }

    /// <summary>Its file; null where only drop-ins are there, which start nothing.</summary>
    public string? File { get; }

    /// <summary>Whether it is masked: nothing starts it.</summary>
    public bool IsMasked { get; }

    /// <summary>The files that it is made of, in the order in which they are read.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    /// <summary>All assignments in their order, those that a later one takes back too.</summary>
    public IReadOnlyList<UnitSetting> Settings => _settings;

    /// <summary>The variables of its program, over those of the manager.</summary>
    public IReadOnlyDictionary<string, CommandWord> Environment { get; private set; } = new Dictionary<string, CommandWord>();

    /// <summary>The commands of <c>ExecStart=</c>; of a masked unit none.</summary>
    public IReadOnlyList<UnitCommand> Start { get; private set; } = [];

    /// <summary>What could not be read though it decides, a line each with the file and the reason. What the unit says is not known then.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Loads a unit of the system.</summary>
    public static Seen<SystemdUnit> Of(Machine machine, string name) => Of(machine, name, UnitDirectories.System);

    /// <summary>Loads a unit.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="name">The full name, such as <c>docker.service</c>.</param>
    /// <param name="directories">Where to look, the strongest first.</param>
    /// <returns>The unit; absent where no directory has one.</returns>
    public static Seen<SystemdUnit> Of(Machine machine, string name, IReadOnlyList<string> directories)
    {
        var root = machine.Root;
        var found = UnitDirectories.File(root, directories, name) is { } own ? (name, own) : Template(name) is { } template && UnitDirectories.File(root, directories, template) is { } other ? (template, other) : ("", null);
        if (found.Item2 is not { } file)
        {
            return Seen<SystemdUnit>.Absent;
        }

        var unit = new SystemdUnit(name, file, UnitDirectories.IsMask(root, file));
        if (!unit.IsMasked)
        {
            unit.Load(machine, file, directories);
        }

        return Seen<SystemdUnit>.Of(unit);
    }

    /// <summary>The assignments of a key that are in effect: all of a list since its last empty one, of others the last.</summary>
    public IReadOnlyList<UnitSetting> Values(string section, string key)
    {
        UnitSetting[] all = [.. _settings.Where(setting => setting.Section == section && setting.Key == key)];
        if (!Lists.Contains(key))
        {
            return all is [.., var last] ? [last] : [];
        }

        var reset = Array.FindLastIndex(all, setting => setting.Value.Length == 0);
        return all[(reset + 1)..];
    }

    /// <summary>The value of a key that is in effect; null if nothing sets it.</summary>
    public UnitSetting? Value(string section, string key) => Values(section, key) is [.., var last] ? last : null;

    private static string? Template(string name) =>
        name.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? name[..(at + 1)] + name[name.LastIndexOf('.')..] : null;

    private void Load(Machine machine, string file, IReadOnlyList<string> directories)
    {
        // A link to another unit's file is an alias: drop-ins of both names count.
        var real = machine.Root.Real(file).Value;
        var other = real?[(real.LastIndexOf('/') + 1)..];
        string[] names = other is not null && other != Name && other.Contains('.', StringComparison.Ordinal) ? [Name, other] : [Name];
        Files = [file, .. UnitDirectories.DropIns(machine.Root, directories, names, _problems)];
        foreach (var part in Files)
        {
            var text = machine.Root.Text(part);
            if (text.Found(out var found))
            {
                _settings.AddRange(UnitFile.Settings(found, part));
            }
            else
            {
                _problems.Add($"{part}: {text.WhyNot}");
            }
        }

        Environment = UnitEnvironment.Of(machine, this, _problems);
        Start = [.. Values("Service", "ExecStart").SelectMany(setting => UnitCommand.Of(setting, this, machine.Name, _problems))];
    }
}
