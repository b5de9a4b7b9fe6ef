using System.Text.Json;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>
/// What dockerd does: its command line, <c>daemon.json</c>, its defaults. What stands in both of the first stops the daemon, so there is no order between them.
/// </summary>
internal sealed class DockerConfiguration
{
    private readonly SortedDictionary<string, SettingValue> _settings = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _unknown = new(StringComparer.Ordinal);

    private DockerConfiguration(string file) => File = file;

    /// <summary>The path of its <c>daemon.json</c>.</summary>
    public string File { get; private set; }

    /// <summary>What is set or holds by default, by the name in <c>daemon.json</c>.</summary>
    public IReadOnlyDictionary<string, SettingValue> Settings => _settings;

    /// <summary>Options of which it is not known what they are, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Unknown => _unknown;

    /// <summary>Keys that stand twice in one object of the file, with the line of the later.</summary>
    public IReadOnlyList<(string Key, int Line)> Repeated { get; private set; } = [];

    /// <summary>Reads it.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="command">How it was started.</param>
    /// <param name="standard">Where <c>daemon.json</c> lies unless a flag says otherwise.</param>
    /// <param name="defaults">What holds where nothing sets it, if another value than for root's engine.</param>
    public static DockerConfiguration Read(Machine machine, EngineCommand command, string standard, IReadOnlyDictionary<string, string> defaults)
    {
        var configuration = new DockerConfiguration(standard);
        var reason = command.Unknown;
        configuration.AddFlags(command.Arguments);
        // A command line that is not known may name another file.
        reason ??= configuration.AddFile(machine, required: configuration._settings.ContainsKey("config-file"));
        foreach (var name in DockerOptions.All.Where(name => !configuration._settings.ContainsKey(name) && !configuration._unknown.ContainsKey(name)))
        {
            if (reason is not null)
            {
                configuration._unknown[name] = reason;
            }
            else if ((defaults.GetValueOrDefault(name) ?? DockerOptions.Default(name)) is { } value)
            {
                configuration._settings[name] = new SettingValue("default", value);
            }
        }
        return configuration;
    }

    /// <summary>The text of an option; null if nothing sets it or it is not known.</summary>
    public string? Text(string name) => _settings.GetValueOrDefault(name)?.Text;

    /// <summary>The elements of an option; none if nothing sets it or it is not known.</summary>
    public IReadOnlyList<string> List(string name) => _settings.GetValueOrDefault(name)?.All ?? [];

    private void AddFlags(IReadOnlyList<CommandWord> arguments)
    {
        foreach (var (flag, word) in CommandFlags.Read(arguments, DockerOptions.Form))
        {
            var name = DockerOptions.OfFlag(flag);
            var setting = SettingValue.Of(word);
            if (name == "config-file")
            {
                File = word.Text;
                _settings[name] = setting;
            }
            else if (DockerOptions.IsList(name))
            {
                var before = _settings.GetValueOrDefault(name)?.All ?? [];
                string[] all = [.. before, Element(name, word.Text)];
                _settings[name] = setting with { Text = string.Join(',', all), Values = all };
            }
            else if (DockerOptions.IsFlag(name))
            {
                AddSwitch(name, setting);
            }
            else if (DockerOptions.All.Contains(name))
            {
                _settings[name] = setting;
            }
        }
    }

    private void AddSwitch(string name, SettingValue setting)
    {
        if (SettingValue.Switch(setting.Text) is { } value)
        {
            _settings[name] = setting with { Text = value };
        }
        else
        {
            _unknown[name] = $"--{name}={setting.Text}: it is neither true nor false";
        }
    }

    // A limit and a runtime are NAME=VALUE; the name is told.
    private static string Element(string name, string text) => name is "default-ulimits" or "runtimes" ? text.Split('=')[0] : text;

    /// <summary>Reads <c>daemon.json</c>. Gives why it is not known; null where it is, or is not there and need not be.</summary>
    private string? AddFile(Machine machine, bool required)
    {
        var bytes = machine.Root.Read(File);
        if (!bytes.Found(out var found))
        {
            return bytes.IsAbsent && !required ? null : $"{File}: {bytes.WhyNot}";
        }

        // An empty file sets nothing.
        if (found.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return null;
        }

        var read = JsonText.Read(found);
        if (!read.Found(out var json))
        {
            return $"{File}: {read.WhyNot}";
        }

        if (json.Root.ValueKind != JsonValueKind.Object)
        {
            return $"{File}: it is no object";
        }

        Repeated = json.Repeated;
        foreach (var member in json.Root.Members())
        {
            AddMember(member.Name == "graph" ? "data-root" : member.Name, member.Value, json.LineOf(member.Name));
        }
        return null;
    }

    private void AddMember(string name, JsonElement value, int line)
    {
        if (value.ValueKind == JsonValueKind.Null || !DockerOptions.All.Contains(name))
        {
            return;
        }

        // The daemon does not start where both say it; what runs was started by the flag.
        if (_settings.ContainsKey(name))
        {
            return;
        }

        if (Setting(name, value, line) is { } setting)
        {
            _settings[name] = setting;
        }
        else
        {
            _unknown[name] = $"{File}: line {line}: {name} has a value of another type than dockerd takes";
        }
    }

    private SettingValue? Setting(string name, JsonElement value, int line)
    {
        if (DockerOptions.IsList(name))
        {
            string[]? all = value.ValueKind switch
            {
                JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => [.. value.Texts()],
                JsonValueKind.Object => [.. value.Members().Select(member => member.Name)],
                _ => null,
            };
            return all is null ? null : new SettingValue("file", string.Join(',', all), File, line, all);
        }

        var text = (DockerOptions.IsFlag(name), value.ValueKind) switch
        {
            (true, JsonValueKind.True) => "true",
            (true, JsonValueKind.False) => "false",
            (false, JsonValueKind.String) => value.GetString(),
            _ => null,
        };
        return text is null ? null : new SettingValue("file", text, File, line);
    }
}
