namespace Redoubt.Collect.Machines.Components;

/// <summary>The variables that a component gets and that are settings; no other leaves this class, since variables hold secrets.</summary>
internal static class ComponentEnvironment
{
    /// <summary>Those of its process, or of its manifest or unit where none runs; unknown where the process' may not be read.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="found">The component.</param>
    public static Seen<IReadOnlyList<(string Name, SettingValue Value)>> Of(Machine machine, FoundComponent found)
    {
        var declared = Declared(found);
        if (found is not { How: "process", Process: { } process })
        {
            return Seen<IReadOnlyList<(string, SettingValue)>>.Of(declared);
        }

        var environment = Processes.Environment(machine.Root, process.Id);
        if (!environment.Found(out var variables))
        {
            // A copy of a machine need not have it: then what is written is all there is.
            return environment.Reason is { } reason
                ? Seen<IReadOnlyList<(string, SettingValue)>>.Unknown($"/proc/{process.Id}/environ: {reason}")
                : Seen<IReadOnlyList<(string, SettingValue)>>.Of(declared);
        }

        return Seen<IReadOnlyList<(string, SettingValue)>>.Of([.. variables.Select(Variable).Where(one => IsSetting(one.Name)).Select(one => Placed(one, declared))]);
    }

    /// <summary>Those that its manifest or unit gives it.</summary>
    /// <param name="found">The component.</param>
    public static (string Name, SettingValue Value)[] Declared(FoundComponent found) =>
        [.. (found.Manifest?.Environment ?? found.Unit?.Environment.Select(one => (one.Key, SettingValue.Of(one.Value) with { From = "environment" })) ?? []).Where(one => IsSetting(one.Item1))];

    private static bool IsSetting(string name) => name.StartsWith("ETCD_", StringComparison.Ordinal) || name == "KUBELET_CONFIG_DROPIN_DIR_ALPHA";

    private static (string Name, SettingValue Value) Variable(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (text, new SettingValue("environment", "")) : (text[..equals], new SettingValue("environment", text[(equals + 1)..]));
    }

    private static (string Name, SettingValue Value) Placed((string Name, SettingValue Value) seen, (string Name, SettingValue Value)[] declared) =>
        declared.Where(one => one.Name == seen.Name && one.Value.Text == seen.Value.Text).Select(one => ((string, SettingValue)?)one).LastOrDefault() ?? seen;
}
