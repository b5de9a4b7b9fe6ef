namespace Redoubt.Collect.Machines.Components;

/// <summary>A component on a machine: how it was found and what was given to it, before it is known what that means.</summary>
/// <param name="Facts">What is known of such a component.</param>
/// <param name="How">How it was found: <c>process</c>, <c>manifest</c>, <c>unit</c>, <c>embedded</c>, <c>arguments</c> or <c>volume</c>.</param>
/// <param name="Arguments">The words behind its program's name.</param>
internal sealed record FoundComponent(ComponentFacts Facts, string How, IReadOnlyList<CommandWord> Arguments)
{
    /// <summary>The process; null where it was found in files only.</summary>
    public MachineProcess? Process { get; init; }

    /// <summary>The static pod that runs it; null where none does or it cannot be read.</summary>
    public StaticPod? Manifest { get; init; }

    /// <summary>The unit that starts it; null where none does.</summary>
    public Units.SystemdUnit? Unit { get; init; }

    /// <summary>What the program around it gives it, weaker than all else but defaults.</summary>
    public IReadOnlyList<(string Name, SettingValue Value)> BuiltIn { get; init; } = [];

    /// <summary>Why not all that was given to it is known; null where all is.</summary>
    public string? Unknown { get; init; }

    /// <summary>Its version, as <c>1.33.4</c>; null if it is not known.</summary>
    public string? Version { get; init; }

    /// <summary>Its configuration file where no flag names it: that of a pod's volume.</summary>
    public string? Configuration { get; init; }
}
