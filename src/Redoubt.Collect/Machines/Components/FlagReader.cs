namespace Redoubt.Collect.Machines.Components;

/// <summary>
/// Reads a command line as the components do: pflag of Kubernetes' programs (<c>--name=value</c>, <c>--name value</c>, <c>--name</c> of a bool, <c>_</c> for
/// <c>-</c>), and Go's own flag package of etcd, where one dash is enough and the first word that is no flag ends them (pkg.go.dev/flag).
/// </summary>
internal static class FlagReader
{
    /// <summary>The flags in the order in which they are given, each with its value as it was written.</summary>
    /// <param name="component">The component.</param>
    /// <param name="arguments">The words behind the program's name.</param>
    public static IReadOnlyList<(string Name, SettingValue Value)> Read(ComponentFacts component, IReadOnlyList<Argument> arguments)
    {
        var isGo = component.Name == "etcd";
        var flags = new List<(string, SettingValue)>();
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (argument.Text == "--" || (isGo && !argument.Text.StartsWith('-')))
            {
                break;
            }

            if (Name(argument.Text, isGo) is not { } written)
            {
                continue;
            }

            var equals = written.IndexOf('=', StringComparison.Ordinal);
            var name = Normal(equals < 0 ? written : written[..equals], isGo);
            var known = component.Setting(name);
            var text = equals >= 0 ? written[(equals + 1)..]
                : known?.Type == SettingType.Bool ? "true"
                : TakesNext(known, arguments, index) ? arguments[++index].Text
                : "true";
            flags.Add((name, new SettingValue("flag", SettingText.Canonical(known?.Type ?? SettingType.Text, text), argument.File, argument.Line)));
        }
        return flags;
    }

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

    private static string? Name(string text, bool isGo) =>
        text.StartsWith("--", StringComparison.Ordinal) && text.Length > 2 ? text[2..]
        : isGo && text.StartsWith('-') && text.Length > 1 ? text[1..]
        : null;

    // A flag that is not known here may be a bool, behind which a word stands for itself; no value of a security setting hangs on that.
    private static bool TakesNext(SettingFact? known, IReadOnlyList<Argument> arguments, int index) =>
        index + 1 < arguments.Count && (known is not null || !arguments[index + 1].Text.StartsWith('-'));

    private static string Normal(string name, bool isGo) => isGo ? name : name.Replace('_', '-');
}
