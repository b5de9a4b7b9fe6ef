using System.Text.Json.Nodes;
using Redoubt.Collect.Machines.Units;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>An engine of containerd: the machine's own, and those that others start with a configuration of theirs (k3s, RKE2, k0s, dockerd).</summary>
internal static class ContainerdEngine
{
    private const string Standard = "/etc/containerd/config.toml";
    private const string Socket = "/run/containerd/containerd.sock";

    private static readonly CommandForm Form = CommandForm.Of(new Dictionary<char, string> { ['c'] = "config", ['a'] = "address", ['l'] = "log-level" }, new HashSet<string>(StringComparer.Ordinal) { "help", "h", "version", "v" });

    /// <summary>The documents of the machine's engines.</summary>
    public static IEnumerable<EvidenceDraft> All(Machine machine)
    {
        EngineCommand[] commands = [.. machine.Processes.All.Where(process => process.Program == "containerd").Select(process => Command(machine, process)).OfType<EngineCommand>()];
        if (commands.Length == 0)
        {
            commands = Command(machine, null) is { } written ? [written] : [];
        }

        var number = 0;
        foreach (var command in commands.OrderBy(command => File(command).File, StringComparer.Ordinal))
        {
            number++;
            var draft = new EvidenceDraft("ContainerEngine", number == 1 ? $"{machine.Name}-containerd" : $"{machine.Name}-containerd-{number}");
            Collect(machine, command, draft);
            yield return draft;
        }
    }

    private static EngineCommand? Command(Machine machine, MachineProcess? process) => EngineCommand.Of(machine, process, "containerd.service", "containerd", UnitDirectories.System).Value;

    private static (string File, bool IsNamed) File(EngineCommand command) =>
        Flag(command, "config") is { } named ? (named.Text, true) : (Standard, false);

    private static SettingValue? Flag(EngineCommand command, string name) =>
        CommandFlags.Read(command.Arguments, Form).Where(flag => flag.Name == name).Select(flag => SettingValue.Of(flag.Value)).LastOrDefault();

    private static void Collect(Machine machine, EngineCommand command, EvidenceDraft draft)
    {
        var facts = draft.Facts;
        facts["name"] = "containerd";
        facts["host"] = machine.Name;
        facts["running"] = command.Process is not null;
        facts["arguments"] = EngineArguments.Told(command);
        var (file, isNamed) = File(command);
        var configuration = ContainerdConfiguration.Read(machine, file, isNamed);
        var unknown = command.Unknown ?? (configuration.Problems is [var problem, ..] ? problem : null);
        var address = Flag(command, "address") ?? configuration.At("grpc", "address") ?? new SettingValue("default", Socket);
        AddSettings(draft, configuration, address, unknown);
        AddSockets(machine, draft, configuration, address, unknown);
        AddParts(machine, draft, command, file, isNamed);
        EngineReleases.Collect(machine, draft, "containerd", "runc");
        MandatoryAccess.Collect(machine, draft);
        RegistryHosts.Collect(machine, draft, configuration);
        if (unknown is not null)
        {
            draft.Unknown("registries", unknown);
        }
    }

    private static void AddSettings(EvidenceDraft draft, ContainerdConfiguration configuration, SettingValue address, string? unknown)
    {
        var settings = new JsonObject();
        draft.Facts["settings"] = settings;
        Set("address", address, null);
        foreach (var (name, path) in new[] { ("tcp_address", new[] { "grpc", "tcp_address" }), ("tcp_tls_ca", ["grpc", "tcp_tls_ca"]), ("debug_address", ["debug", "address"]), ("metrics_address", ["metrics", "address"]) })
        {
            Set(name, configuration.At(path), null);
        }

        foreach (var name in new[] { "disable_apparmor", "enable_selinux", "unset_seccomp_profile", "device_ownership_from_security_context", "enable_unprivileged_ports", "enable_unprivileged_icmp", "restrict_oom_score_adj" })
        {
            Set(name, configuration.OfKubelet(name), name == "unset_seccomp_profile" ? null : "false");
        }

        void Set(string name, SettingValue? setting, string? standard)
        {
            // What one file says, another that could not be read may take back.
            if (unknown is not null && setting is not { From: "flag" or "environment" })
            {
                draft.Unknown($"settings{EvidenceDraft.Key(name)}", unknown);
            }
            else if ((setting ?? (standard is null ? null : new SettingValue("default", standard))) is { } found)
            {
                settings[name] = found.ToFact();
            }
        }
    }

    private static void AddSockets(Machine machine, EvidenceDraft draft, ContainerdConfiguration configuration, SettingValue address, string? unknown)
    {
        var sockets = new EngineSockets(machine, draft);
        var isKnown = unknown is null || address.From == "flag";
        if (isKnown)
        {
            string[] tcp = configuration.At("grpc", "tcp_address") is { Text.Length: > 0 } open ? [$"tcp://{open.Text}"] : [];
            draft.Facts["listeners"] = new JsonArray([$"unix://{Plain(address.Text)}", .. tcp.Select(one => (JsonNode)one)]);
        }
        else
        {
            draft.Unknown("listeners", unknown!);
        }

        sockets.Add(Plain(address.Text), named: isKnown);
        foreach (var other in new[] { configuration.At("ttrpc", "address"), configuration.At("debug", "address") })
        {
            if (other is { Text: ['/', ..] } path)
            {
                sockets.Add(path.Text, named: false);
            }
        }
    }

    private static string Plain(string address) => address.StartsWith("unix://", StringComparison.Ordinal) ? address["unix://".Length..] : address;

    private static void AddParts(Machine machine, EvidenceDraft draft, EngineCommand command, string file, bool isNamed)
    {
        var parts = new EngineParts(machine, draft);
        parts.Add("program", command.Program.StartsWith('/') ? command.Program : null);
        parts.Add("service", command.Unit?.File);
        parts.Add("configuration", file, isNamed);
        parts.Add("state", "/run/containerd");
        parts.Add("socket", EngineSockets.Plain(machine, Socket));
        foreach (var (role, program) in new[] { ("shim", "containerd-shim"), ("shimRuncV1", "containerd-shim-runc-v1"), ("shimRuncV2", "containerd-shim-runc-v2"), ("runc", "runc") })
        {
            parts.Add(role, EngineCommand.Find(machine, program).Value);
        }
    }
}
