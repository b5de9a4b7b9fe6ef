using Redoubt.Evidence;

namespace Redoubt.Collect.Machines.Components;

/// <summary>What is known of a component: its settings, and the flag that names its configuration file.</summary>
/// <param name="Name">Its name, which its program has too.</param>
/// <param name="ConfigurationFlag">The flag that names its configuration file; null if it has none.</param>
/// <param name="Settings">Its settings.</param>
internal sealed record ComponentFacts(string Name, string? ConfigurationFlag, IReadOnlyList<SettingFact> Settings)
{
    private readonly Dictionary<string, SettingFact> _byName = Settings.ToDictionary(setting => setting.Name);

    /// <summary>The components, in the order in which they are told.</summary>
    public static IReadOnlyList<ComponentFacts> All { get; } = [.. OwnData.Read("components.yaml")["components"].AllItems().Select(Component)];

    /// <summary>A setting by its name; null if none is known.</summary>
    public SettingFact? Setting(string name) => _byName.GetValueOrDefault(name);

    private static ComponentFacts Component(Node component) => new(
        component["name"].AsString()!,
        component["configurationFlag"].AsString(),
        [.. component["settings"].AllItems().Select(Setting)]);

    private static SettingFact Setting(Node setting)
    {
        var field = setting["field"].AsString();
        return new SettingFact(
            setting["flag"].AsString() ?? field!,
            field,
            setting["type"].AsString() is { } type ? Enum.Parse<SettingType>(type, ignoreCase: true) : SettingType.Text,
            setting["adds"].IsTrue,
            setting["zero"].IsTrue,
            [.. Defaults(setting["default"])],
            setting["flags"].AsString(),
            setting["removed"].AsString());
    }

    private static IEnumerable<(ComponentVersion Since, string Value)> Defaults(Node value) => value.Kind switch
    {
        NodeKind.Map => value.AllFields().Select(one => (ComponentVersion.Read(one.Key.ToString())!.Value, one.AsString()!)),
        NodeKind.String => [(default, value.AsString()!)],
        _ => [],
    };
}
