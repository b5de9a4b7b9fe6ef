using Redoubt.Collect.Machines.Units;

namespace Redoubt.Collect.Machines.Components;

/// <summary>
/// Finds the components of a machine: what runs counts before what is written, and on a disk on which nothing runs manifests and units say what would.
/// </summary>
internal sealed class ComponentFinder
{
    private readonly Machine _machine;
    private readonly string? _kubernetes;
    private readonly Lazy<string?> _kubeletPackage;
    private readonly IReadOnlyList<FoundComponent> _embedded;

    private ComponentFinder(Machine machine, string? kubernetes)
    {
        _machine = machine;
        _kubernetes = kubernetes;
        _kubeletPackage = new Lazy<string?>(KubeletPackage);
        _embedded = EmbeddedProgram.Find(machine, Layout.Of(machine), kubernetes, out var layout);
        Layout = layout;
        Pods = StaticPods.Of(machine, layout.StaticPods);
    }

    /// <summary>Where the machine's distribution keeps things.</summary>
    public Layout Layout { get; }

    /// <summary>The static pods.</summary>
    public StaticPods Pods { get; private set; }

    /// <summary>The components, in the order of <see cref="ComponentFacts.All"/>.</summary>
    public IReadOnlyList<FoundComponent> Found { get; private set; } = [];

    /// <summary>Finds them.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="kubernetes">The version of Kubernetes where the machine cannot tell; null if it is not known.</param>
    public static ComponentFinder Of(Machine machine, string? kubernetes)
    {
        var finder = new ComponentFinder(machine, kubernetes);
        finder.FollowKubelet();
        finder.Found = [.. ComponentFacts.All.SelectMany(finder.Find)];
        return finder;
    }

    // The kubelet says where its static pods are.
    private void FollowKubelet()
    {
        foreach (var kubelet in Find(ComponentFacts.All.First(facts => facts.Name == "kubelet")).Take(1))
        {
            using var root = SeenRoot.Of(_machine, kubelet.Process);
            var settings = SettingResolver.Of(kubelet, Seen<IReadOnlyList<(string, SettingValue)>>.Absent, root, _machine.Limits).Settings;
            if (settings["pod-manifest-path"].Text is { Length: > 0 } directory && directory != Pods.Directory)
            {
                Pods = StaticPods.Of(_machine, directory);
            }
        }
    }

    private IEnumerable<FoundComponent> Find(ComponentFacts facts)
    {
        var name = facts.Name;
        var manifest = Pods.Of(name, Layout.Of(name, "manifest"));
        var unit = Layout.Data.Length == 0 || Layout.Of(name, "unit") is not null ? Unit(name) : null;
        // A process shows no line; the same word in the manifest or the unit has one.
        var placed = (manifest?.Arguments ?? Words(unit)).DistinctBy(word => word.Text).ToDictionary(word => word.Text);
        var version = manifest?.Version ?? (name == "kubelet" ? _kubeletPackage.Value : null) ?? (name == "etcd" ? null : _kubernetes);
        MachineProcess[] running = [.. _machine.Processes.All.Where(process => process.Arguments.Count > 0 && (process.Program == name || IsWithin(process, name)))];
        foreach (var process in running)
        {
            var words = process.Arguments.Skip(process.Program == name ? 1 : 2).ToArray();
            yield return new FoundComponent(facts, "process", [.. words.Select(text => placed.GetValueOrDefault(text) ?? new CommandWord(text))])
            {
                Process = process,
                Manifest = manifest,
                Unit = manifest is null ? unit : null,
                Version = version,
                Configuration = Volume(name),
                Unknown = Elsewhere(words),
            };
        }

        if (running.Length == 0 && (Written(facts, manifest, unit, version) ?? _embedded.FirstOrDefault(one => one.Facts == facts)) is { } found)
        {
            yield return found;
        }
    }

    // One program for all of them, which is told by its first word which one it is.
    private static bool IsWithin(MachineProcess process, string name) => process.Program == "hyperkube" && process.Arguments.Count > 1 && process.Arguments[1] == name;

    // OpenShift's own operators write the settings to a file of another form.
    private static string? Elsewhere(IReadOnlyList<string> words) =>
        words.Any(word => word.StartsWith("--openshift-config", StringComparison.Ordinal)) ? "its settings are in the file of --openshift-config, which is not read by this version" : null;

    private FoundComponent? Written(ComponentFacts facts, StaticPod? manifest, SystemdUnit? unit, string? version)
    {
        // Where processes run and cannot be seen, what is written says nothing of them.
        var hidden = _machine.Processes.IsDisk ? null : _machine.Processes.Unknown;
        if (manifest is not null)
        {
            return new FoundComponent(facts, "manifest", manifest.Arguments) { Manifest = manifest, Version = version, Unknown = hidden };
        }

        if (unit is { Start.Count: > 0 } && Layout.Program is null)
        {
            return new FoundComponent(facts, "unit", Words(unit)) { Unit = unit, Version = version, Unknown = hidden ?? (unit.Problems is [var problem, ..] ? problem : null) };
        }

        if (Layout.Of(facts.Name, "argumentsFile") is { } file && ArgumentsFile.Read(_machine, Layout, file) is { IsAbsent: false } words)
        {
            var process = _machine.Processes.All.FirstOrDefault(one => one.Program == Layout.Program);
            return new FoundComponent(facts, "arguments", words.Value ?? []) { Process = process, Unit = unit, Version = version, Unknown = words.Reason is { } reason ? $"{file}: {reason}" : null };
        }

        // A pod that is no static one leaves its volumes on the disk; where processes are seen, it would be among them.
        return _machine.Processes.IsDisk && Volume(facts.Name) is { } volume ? new FoundComponent(facts, "volume", []) { Configuration = volume, Version = version } : null;
    }

    private string? Volume(string component)
    {
        const string pods = "/var/lib/kubelet/pods";
        return Layout.Of(component, "volume") is { } volume
            ? (_machine.Root.Names(pods).Value ?? []).Select(pod => $"{pods}/{pod}/volumes/{volume}").FirstOrDefault(path => _machine.Root.Status(path).Value is not null)
            : null;
    }

    // The Kubernetes project's own packages have the program's version before the dash; others are numbered otherwise.
    private string? KubeletPackage() =>
        _machine.PackageVersion("kubelet")?.Split('-')[0] is { } version && ComponentVersion.Read(version) is not null ? version : null;

    private SystemdUnit? Unit(string component) =>
        SystemdUnit.Of(_machine, Layout.Of(component, "unit") ?? $"{component}.service").Value is { IsMasked: false } unit
        && (unit.Start.Count == 0 || Layout.Program is not null || unit.Start.Any(command => Runs(command, component))) ? unit : null;

    private static bool Runs(UnitCommand command, string component) =>
        command.Program.EndsWith($"/{component}", StringComparison.Ordinal) || command.Arguments.Any(word => word.Text.EndsWith($"/{component}", StringComparison.Ordinal));

    private static CommandWord[] Words(SystemdUnit? unit) =>
        [.. unit?.Start.SelectMany(command => command.Arguments) ?? []];
}
