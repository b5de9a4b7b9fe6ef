namespace Redoubt.Collect.Machines.Components;

/// <summary>How a setting of a component is written.</summary>
internal enum SettingType
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>True or false, in the words of Go's <c>strconv.ParseBool</c>.</summary>
    Bool,

    /// <summary>A whole number.</summary>
    Int,

    /// <summary>A length of time, as Go writes it: <c>4h0m0s</c>.</summary>
    Duration,

    /// <summary>The path of a file.</summary>
    File,

    /// <summary>Values with a comma between them.</summary>
    List,

    /// <summary><c>name=value</c> with a comma between them.</summary>
    Map,
}

/// <summary>What is known of a setting of a component, by <c>components.yaml</c>.</summary>
/// <param name="Name">What it is called here: its flag, or its field where it has no flag.</param>
/// <param name="Field">Its path in the component's configuration file; null if it has none.</param>
/// <param name="Type">How it is written.</param>
/// <param name="Adds">Whether a flag that is given twice adds up; else the last counts.</param>
/// <param name="EmptyIsAbsent">Whether an empty or zero value of the file is read as none.</param>
/// <param name="Defaults">What it is when it is not given, from each minor version on; the first holds for older ones too. Empty where it has no value of its own.</param>
/// <param name="WithoutFile">What it is when no configuration file is named; null if that is the same.</param>
/// <param name="Removed">The minor version that no longer has the flag; null if all have it.</param>
internal sealed record SettingFact(
    string Name,
    string? Field,
    SettingType Type,
    bool Adds,
    bool EmptyIsAbsent,
    IReadOnlyList<(ComponentVersion Since, string Value)> Defaults,
    string? WithoutFile,
    string? Removed)
{
    /// <summary>The default of a version; null where it differs between versions and the version is not known.</summary>
    /// <param name="version">The version; null if it is not known.</param>
    public string? DefaultOf(ComponentVersion? version) => Defaults.Count switch
    {
        0 => "",
        1 => Defaults[0].Value,
        _ when version is null => null,
        _ => Defaults.Where(one => one.Since.CompareTo(version.Value) <= 0).Select(one => one.Value).LastOrDefault(Defaults[0].Value),
    };
}
