namespace Redoubt.Collect.Machines.Engines;

/// <summary>
/// The configuration of containerd with what it imports (containerd-config.toml(5)): files in turn, each once, a later value wins and an empty one does not. Before
/// version 2.0 the table of a plug-in replaces the whole table of that plug-in in the files before.
/// </summary>
internal sealed class ContainerdConfiguration
{
    // The interface to the kubelet, by version of the file: 1, 2, and since 3 in parts.
    private static readonly string[] Plugins = ["cri", "io.containerd.grpc.v1.cri", "io.containerd.cri.v1.runtime", "io.containerd.cri.v1.images"];

    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    private ContainerdConfiguration()
    {
    }

    /// <summary>The values by path, keys joined by a line feed, which no key has.</summary>
    public IEnumerable<Value> Values => _values.Values;

    /// <summary>What could not be read though it decides, a line each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The version of the file; 1 where it says none.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Reads a file with all that it imports.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="file">The file.</param>
    /// <param name="required">Whether it was named, so that it must be there.</param>
    public static ContainerdConfiguration Read(Machine machine, string file, bool required)
    {
        var configuration = new ContainerdConfiguration();
        if (required || !machine.Root.Status(file).IsAbsent)
        {
            configuration.Add(machine, file);
        }

        return configuration;
    }

    /// <summary>The value at a path of keys, as <c>grpc</c>, <c>address</c>; null if nothing sets it.</summary>
    public SettingValue? At(params ReadOnlySpan<string> path) => _values.GetValueOrDefault(string.Join('\n', path!)) is { } value ? value.Setting : null;

    /// <summary>The value of a field of the interface to the kubelet, whatever version the file has; null if nothing sets it.</summary>
    public SettingValue? OfKubelet(params string[] path)
    {
        foreach (var plugin in Plugins)
        {
            if (At(["plugins", plugin, .. path]) is { } setting)
            {
                return setting;
            }
        }
        return null;
    }

    /// <summary>The values below a table of the interface to the kubelet, with the rest of their path.</summary>
    public IEnumerable<(string[] Path, SettingValue Setting)> BelowKubelet(params string[] path) =>
        _values.Values.Where(value => value.Path is ["plugins", var plugin, ..] && Plugins.Contains(plugin) && value.Path.Skip(2).Take(path.Length).SequenceEqual(path) && value.Path.Count > path.Length + 2)
            .Select(value => (value.Path.Skip(2 + path.Length).ToArray(), value.Setting));

    private void Add(Machine machine, string first)
    {
        var waiting = new Queue<string>([first]);
        while (waiting.TryDequeue(out var file))
        {
            // Each file once: a ring of imports ends. The same file by another name is the same file.
            if (!_read.Add(machine.Root.Real(file).Value ?? file))
            {
                continue;
            }

            if (_read.Count > machine.Limits.IncludedFiles)
            {
                _problems.Add($"{first}: it imports more than {machine.Limits.IncludedFiles} files, which is the limit");
                return;
            }

            var text = machine.Root.Text(file);
            var read = text.Found(out var found) ? TomlText.Read(found) : text.As<IReadOnlyList<TomlText.Entry>>();
            if (!read.Found(out var entries))
            {
                _problems.Add($"{file}: {read.WhyNot}");
                continue;
            }

            Merge(file, entries);
            foreach (var import in entries.Where(entry => entry.Path is ["imports"]).SelectMany(entry => entry.Values ?? []))
            {
                Import(machine, import, file, waiting);
            }
        }
    }

    private void Import(Machine machine, string import, string file, Queue<string> waiting)
    {
        var path = import.StartsWith('/') ? import : $"{file[..file.LastIndexOf('/')]}/{import}";
        // Only a star makes a pattern of it.
        if (!import.Contains('*', StringComparison.Ordinal))
        {
            waiting.Enqueue(path);
        }
        else if (path != import && Version < 3)
        {
            _problems.Add($"{file}: before 2.0, containerd looks for `{import}` from where it was started, which is not known");
        }
        else
        {
            foreach (var found in FilePattern.Files(machine.Root, path, _problems))
            {
                waiting.Enqueue(found);
            }
        }
    }

    private void Merge(string file, IReadOnlyList<TomlText.Entry> entries)
    {
        var version = entries.FirstOrDefault(entry => entry.Path is ["version"])?.Value;
        Version = _read.Count == 1 ? int.TryParse(version, out var number) ? number : 1 : Version;
        if (Version < 3)
        {
            foreach (var plugin in entries.Where(entry => entry.Path is ["plugins", _, _, ..]).Select(entry => entry.Path[1]).Distinct().ToArray())
            {
                foreach (var key in _values.Where(value => value.Value.Path is ["plugins", var name, ..] && name == plugin).Select(value => value.Key).ToArray())
                {
                    _values.Remove(key);
                }
            }
        }

        foreach (var entry in entries)
        {
            if (entry.Values is { Count: 0 } || (entry.Values is null && entry.Value is null or ""))
            {
                continue;
            }

            var setting = new SettingValue("file", entry.Value ?? string.Join(',', entry.Values!), file, entry.Line, entry.Values);
            _values[string.Join('\n', entry.Path)] = new Value(entry.Path, setting);
        }
    }

    /// <summary>A value with its path.</summary>
    /// <param name="Path">The keys.</param>
    /// <param name="Setting">The value.</param>
    internal sealed record Value(IReadOnlyList<string> Path, SettingValue Setting);
}
