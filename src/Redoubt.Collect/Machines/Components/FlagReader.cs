namespace Redoubt.Collect.Machines.Components;

/// <summary>
/// Flags as the components read them: Kubernetes' programs by pflag, etcd by Go's own flag package.
/// </summary>
internal static class FlagReader
{
    /// <summary>The flags in the order in which they are given, each with its value as it was written.</summary>
    /// <param name="component">The component.</param>
    /// <param name="arguments">The words behind the program's name.</param>
    public static IReadOnlyList<(string Name, SettingValue Value)> Read(ComponentFacts component, IReadOnlyList<CommandWord> arguments)
    {
        var isEtcd = component.Name == "etcd";
        var form = new CommandForm
        {
            // No value of a setting that is known here hangs on a flag that is not.
            IsSwitch = name => component.Setting(name) is { } setting ? setting.Type == SettingType.Bool : null,
            FoldsUnderscores = !isEtcd,
            EndsAtWord = isEtcd,
        };
        return [.. CommandFlags.Read(arguments, form).Select(flag => (flag.Name, Value(component, flag.Name, flag.Value)))];
    }

    // A flag that a variable brings is a flag for the program.
    private static SettingValue Value(ComponentFacts component, string name, CommandWord word) =>
        SettingValue.Of(word) with { From = "flag", Text = SettingText.Canonical(component.Setting(name)?.Type ?? SettingType.Text, word.Text) };

    /// <summary>What the flags say of a setting: the last, or all of them where they add up; of a map the last of each name. Null where none says anything.</summary>
    public static SettingValue? Given(SettingFact setting, IReadOnlyList<(string Name, SettingValue Value)> flags)
    {
        SettingValue[] given = [.. flags.Where(flag => flag.Name == setting.Name).Select(flag => flag.Value)];
        return given.Length switch
        {
            0 => null,
            1 => given[0],
            _ when setting.Type == SettingType.Map => given[^1] with { Text = Merged(given.Select(value => value.Text)) },
            _ when setting.Adds => given[^1] with { Text = string.Join(',', given.SelectMany(value => SettingText.Words(value.Text))) },
            _ => given[^1],
        };
    }

    /// <summary>Maps laid over each other: of one name the last value counts.</summary>
    public static string Merged(IEnumerable<string> maps)
    {
        var merged = new Dictionary<string, string>();
        foreach (var word in maps.SelectMany(SettingText.Words))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            merged[equals < 0 ? word : word[..equals]] = equals < 0 ? "" : word[(equals + 1)..];
        }
        return string.Join(',', merged.Select(one => $"{one.Key}={one.Value}"));
    }
}
