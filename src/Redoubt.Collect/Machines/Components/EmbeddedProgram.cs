using Redoubt.Collect.Machines.Units;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Machines.Components;

/// <summary>
/// A program that has components inside, as k3s: its own file with a directory of files laid over it, its command line over both, and what of that it passes on
/// (docs.k3s.io, "Configuration options").
/// </summary>
internal sealed class EmbeddedProgram
{
    private static readonly CommandForm Form = new() { IsSwitch = _ => null };

    private readonly Dictionary<string, IReadOnlyList<CommandWord>> _settings = [];
    private readonly Node _facts;
    private readonly Machine _machine;
    private string? _unknown;

    private EmbeddedProgram(Machine machine, Layout layout)
    {
        _machine = machine;
        _facts = layout.Embedded;
        Layout = layout;
    }

    /// <summary>The layout with the directory that the program's own settings name.</summary>
    public Layout Layout { get; private set; }

    /// <summary>The components in the program of a machine; none where it is not there.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="version">The version of Kubernetes; null if it is not known.</param>
    /// <param name="own">The layout with the program's own directory.</param>
    public static IReadOnlyList<FoundComponent> Find(Machine machine, Layout layout, string? version, out Layout own)
    {
        own = layout;
        if (!layout.Embedded.HasValue)
        {
            return [];
        }

        var program = new EmbeddedProgram(machine, layout);
        var found = program.Find(version);
        own = program.Layout;
        return found;
    }

    private List<FoundComponent> Find(string? version)
    {
        var name = _facts["program"].AsString()!;
        var process = _machine.Processes.All.FirstOrDefault(one => one.Program == name || one.Name.StartsWith($"{name}-", StringComparison.Ordinal));
        foreach (var role in _facts["units"].AllFields())
        {
            var unit = SystemdUnit.Of(_machine, role.AsString()!).Value;
            // Some hide their arguments behind a title: then the unit has them.
            CommandWord[] words = [.. process is null ? [] : Words(process)];
            CommandWord[] declared = [.. unit?.Start.SelectMany(command => command.Arguments) ?? []];
            var isHere = process is null ? unit is { Start.Count: > 0 } : words.Any(word => word.Text == role.Key.ToString()) || process.Name == $"{name}-{role.Key}";
            if (isHere)
            {
                _unknown = unit?.Problems is [var problem, ..] ? problem : null;
                Read(words.Length > 1 ? words : declared);
                return Components(role.Key.ToString(), process, version);
            }
        }
        return [];
    }

    private static IEnumerable<CommandWord> Words(MachineProcess process) =>
        process.Arguments.SelectMany((text, index) => index == 0 ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1) : [text]).Where(text => text.Length > 0).Select(text => new CommandWord(text));

    private void Read(IReadOnlyList<CommandWord> words)
    {
        foreach (var path in Layout.Files)
        {
            if (_machine.Root.Status(path).Value is { IsDirectory: true })
            {
                var problems = new List<string>();
                foreach (var file in ConfigurationFiles.Of(_machine.Root, [path], ".yaml", problems))
                {
                    ReadFile(file);
                }

                _unknown ??= problems.FirstOrDefault();
            }
            else
            {
                ReadFile(path);
            }
        }

        // A list on the command line takes the place of the file's.
        foreach (var given in CommandFlags.Read(words, Form).GroupBy(one => one.Name))
        {
            _settings[given.Key] = [.. given.Select(one => one.Value)];
        }

        if (_settings.GetValueOrDefault("data-dir") is [.., var data])
        {
            Layout = Layout.At(data.Text);
        }
    }

    private void ReadFile(string file)
    {
        var text = _machine.Root.Text(file);
        if (text.IsAbsent)
        {
            return;
        }

        var problems = new List<FilePlace>();
        var documents = text.Found(out var found) ? ValueReader.Read(file, found, problems) : [];
        _unknown ??= text.Reason is { } reason ? $"{file}: {reason}" : problems.Count > 0 ? problems[0].ToString() : null;
        foreach (var field in documents.SelectMany(root => root.AllFields()))
        {
            var name = field.Key.ToString().TrimEnd('+');
            var values = field.Kind == NodeKind.List ? field.AllItems() : [field];
            var before = field.Key.EndsWith("+") ? _settings.GetValueOrDefault(name, []) : [];
            _settings[name] = [.. before, .. values.Select(value => new CommandWord(value.ScalarText() ?? "", file, value.Line))];
        }
    }

    private List<FoundComponent> Components(string role, MachineProcess? process, string? version)
    {
        var found = new List<FoundComponent>();
        foreach (var name in _facts[role].AllItems().Select(item => item.AsString()!))
        {
            var isOff = _facts["disabledBy"][name].AsString() is { } setting && IsTrue(setting);
            if (isOff || (name == "etcd" && !HasEtcd()))
            {
                continue;
            }

            var arguments = _settings.GetValueOrDefault($"{name}-arg", []).Select(one => one with { Text = $"--{one.Text}" });
            found.Add(new FoundComponent(ComponentFacts.All.First(facts => facts.Name == name), "embedded", [.. arguments])
            {
                Process = process,
                BuiltIn = [.. BuiltIn(name, version)],
                Unknown = _unknown,
                Version = version,
            });
        }
        return found;
    }

    private IEnumerable<(string Name, SettingValue Value)> BuiltIn(string name, string? version)
    {
        foreach (var one in _facts["builtIn"][name].AllItems())
        {
            var isGiven = one["when"].AsString() switch { null => true, "etcd" => HasEtcd(), var setting => IsTrue(setting) };
            if (isGiven && !one["notIn"].AllItems().Any(item => item.Is((version ?? "").Split('+')[0])))
            {
                yield return (one["name"].AsString()!, new SettingValue("built-in", Layout.Expand(one["value"].AsString()!)));
            }
        }

        if (Layout.Of(name, "directory") is { } directory && _machine.Root.Status(directory).Value is not null)
        {
            yield return ("config-dir", new SettingValue("built-in", directory));
        }
    }

    // Without these the store is SQLite, or one that the endpoint names.
    private bool HasEtcd() => _settings.GetValueOrDefault("datastore-endpoint") is null
        && (IsTrue("cluster-init") || _settings.ContainsKey("server") || _machine.Root.Status(Layout.Of("etcd", "configuration")!).Value is not null);

    private bool IsTrue(string setting) => _settings.GetValueOrDefault(setting) is [.., { Text: "true" }];
}
