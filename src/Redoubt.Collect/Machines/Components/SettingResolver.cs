namespace Redoubt.Collect.Machines.Components;

/// <summary>
/// Says of each setting of a component what is in effect and why: defaults of its version, over them what the program around it gives, files, the environment
/// (etcd) and flags, by the rules of each component (docs/infrastructure.md).
/// </summary>
internal sealed class SettingResolver
{
    private readonly FoundComponent _found;
    private readonly Seen<IReadOnlyList<(string Name, SettingValue Value)>> _environment;
    private readonly Dictionary<string, ResolvedSetting> _settings = [];

    private SettingResolver(FoundComponent found, Seen<IReadOnlyList<(string Name, SettingValue Value)>> environment)
    {
        _found = found;
        _environment = environment;
        Flags = FlagReader.Read(found.Facts, found.Arguments);
    }

    /// <summary>The flags that are given, in their order.</summary>
    public IReadOnlyList<(string Name, SettingValue Value)> Flags { get; }

    /// <summary>The files of its configuration, the weakest first.</summary>
    public IReadOnlyList<ConfigurationLayer> Layers { get; private set; } = [];

    /// <summary>Whether a flag, or the program around it, names its configuration file.</summary>
    public bool NamesFile { get; private set; }

    /// <summary>Its settings by name.</summary>
    public IReadOnlyDictionary<string, ResolvedSetting> Settings => _settings;

    /// <summary>Resolves.</summary>
    /// <param name="found">The component.</param>
    /// <param name="environment">The variables of its process; only etcd reads its settings from there.</param>
    /// <param name="root">What it sees.</param>
    /// <param name="limits">How much is read.</param>
    public static SettingResolver Of(FoundComponent found, Seen<IReadOnlyList<(string Name, SettingValue Value)>> environment, SeenRoot root, NodeLimits limits)
    {
        var resolver = new SettingResolver(found, environment);
        var version = ComponentVersion.Read(found.Version);
        resolver.ReadLayers(root, limits, version);
        foreach (var setting in found.Facts.Settings.Where(setting => setting.Removed is null || resolver.IsGiven(setting.Name)))
        {
            resolver._settings[setting.Name] = resolver.Resolve(setting, version);
        }
        return resolver;
    }

    /// <summary>Lays a value over a setting: a file that a flag names says it.</summary>
    public void Override(string name, SettingValue value) => _settings[name] = _settings[name] with { Chain = [.. _settings[name].Chain, value], Unknown = null };

    /// <summary>Says that a setting is not known, since a file that decides it is not.</summary>
    public void Lose(string name, string reason) => _settings[name] = _settings[name] with { Unknown = reason };

    /// <summary>Whether a flag of this name is given.</summary>
    public bool IsGiven(string flag) => Flags.Any(given => given.Name == flag);

    private void ReadLayers(SeenRoot root, NodeLimits limits, ComponentVersion? version)
    {
        var file = _found.Facts.ConfigurationFlag is { } flag ? ByCommand(flag) : null;
        file ??= _found.Facts.Name == "etcd" ? OfEnvironment("config-file") : null;
        if (_found.Configuration is { } volume && (string.IsNullOrEmpty(file) ? _found.How == "volume" : root.Status(file).IsAbsent))
        {
            file = volume;
        }

        NamesFile = !string.IsNullOrEmpty(file);
        var layers = new List<ConfigurationLayer>();
        if (NamesFile)
        {
            layers.Add(ConfigurationLayer.Read(root, file!));
        }

        if (_found.Facts.Name == "kubelet" && ByCommand("config-dir") is { Length: > 0 } directory && ReadsDirectory(version))
        {
            layers.AddRange(ConfigurationLayer.ReadDirectory(root, directory, limits));
        }

        Layers = layers;
    }

    // In 1.28 and 1.29 only a variable turned the directory on.
    private bool ReadsDirectory(ComponentVersion? version) => version is null || version.Value.CompareTo(new ComponentVersion(1, 30)) >= 0
        || (_environment.Value ?? []).Any(one => one.Name == "KUBELET_CONFIG_DROPIN_DIR_ALPHA");

    private string? ByCommand(string flag) => _found.Facts.Setting(flag) is { } setting
        ? (FlagReader.Given(setting, Flags) ?? BuiltIn(flag))?.Text
        : null;

    private SettingValue? BuiltIn(string name) => _found.BuiltIn.Where(one => one.Name == name).Select(one => one.Value).LastOrDefault();

    private string? OfEnvironment(string name) => (_environment.Value ?? []).Where(one => one.Name == Variable(name)).Select(one => one.Value.Text).LastOrDefault();

    private static string Variable(string name) => "ETCD_" + name.Replace('-', '_').ToUpperInvariant();

    private ResolvedSetting Resolve(SettingFact setting, ComponentVersion? version)
    {
        var chain = new List<SettingValue>();
        string? unknown = null;
        void Add(SettingValue? value)
        {
            if (value is not null)
            {
                unknown = setting.Type == SettingType.Map ? unknown : null;
                var merged = setting.Type == SettingType.Map && chain.Count > 0 ? value with { Text = FlagReader.Merged([chain[^1].Text, value.Text]) } : value;
                chain.Add(merged);
            }
        }

        if (Default(setting, version) is { } standard)
        {
            chain.Add(new SettingValue("default", standard));
        }
        else
        {
            unknown = $"its default is not the same in all versions, and the version of {_found.Facts.Name} is not known here: give it with --kubernetes";
        }

        Add(BuiltIn(setting.Name));
        foreach (var layer in setting.Field is null ? [] : Layers)
        {
            unknown = layer.Unknown ?? unknown;
            Add(layer.Of(setting));
        }

        if (FlagsCount(setting))
        {
            unknown = _found.Unknown ?? unknown;
            AddEnvironment(setting, Add, ref unknown);
            Add(FlagReader.Given(setting, Flags));
        }

        return new ResolvedSetting(setting, chain, unknown);
    }

    private void AddEnvironment(SettingFact setting, Action<SettingValue?> add, ref string? unknown)
    {
        if (_found.Facts.Name != "etcd")
        {
            return;
        }

        unknown = _environment.Reason ?? unknown;
        var given = (_environment.Value ?? []).Where(one => one.Name == Variable(setting.Name)).Select(one => one.Value).LastOrDefault();
        if (given is not null)
        {
            add(given with { Text = SettingText.Canonical(setting.Type, given.Text) });
        }
    }

    // With a configuration file etcd reads nothing else; kube-proxy and kube-scheduler then take what the file could say from nowhere else.
    private bool FlagsCount(SettingFact setting) => !NamesFile || _found.Facts.Name switch
    {
        "etcd" => setting.Name == "config-file",
        "kube-proxy" or "kube-scheduler" => setting.Field is null,
        _ => true,
    };

    private string? Default(SettingFact setting, ComponentVersion? version) => setting.WithoutFile is { } without && !NamesFile ? without : setting.DefaultOf(version);
}
