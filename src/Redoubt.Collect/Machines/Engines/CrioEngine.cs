using System.Text.Json.Nodes;
using Redoubt.Collect.Machines.Units;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>An engine of CRI-O: <c>crio.conf</c>, over it <c>crio.conf.d</c> in the order of its names, over both its flags (crio.conf(5), crio.conf.d(5)).</summary>
internal static class CrioEngine
{
    private const string Standard = "/etc/crio/crio.conf";
    private const string Policy = "/etc/containers/policy.json";

    private static readonly CommandForm Form = CommandForm.Of(
        new Dictionary<char, string> { ['c'] = "config", ['d'] = "config-dir", ['l'] = "log-level" },
        new HashSet<string>(StringComparer.Ordinal) { "help", "version", "selinux", "stream-enable-tls", "no-pivot", "read-only", "enable-metrics" });

    // By field: the flag, and what holds where nothing sets it.
    private static readonly (string Field, string Flag, string? Standard)[] Fields =
    [
        ("listen", "listen", "/var/run/crio/crio.sock"),
        ("apparmor_profile", "apparmor-profile", "crio-default"),
        ("seccomp_profile", "seccomp-profile", null),
        ("privileged_seccomp_profile", "privileged-seccomp-profile", null),
        ("selinux", "selinux", "false"),
        ("pids_limit", "pids-limit", "-1"),
        ("insecure_registries", "insecure-registry", null),
        ("default_capabilities", "default-capabilities", null),
        ("signature_policy", "signature-policy", null),
        ("stream_address", "stream-address", "127.0.0.1"),
        ("stream_enable_tls", "stream-enable-tls", "false"),
        ("enable_metrics", "enable-metrics", "false"),
        ("metrics_host", "metrics-host", "127.0.0.1"),
    ];

    /// <summary>The documents of the machine's engines: one, or none.</summary>
    public static IEnumerable<EvidenceDraft> All(Machine machine)
    {
        var process = machine.Processes.All.FirstOrDefault(process => process.Program == "crio");
        if (EngineCommand.Of(machine, process, "crio.service", "crio", UnitDirectories.System).Found(out var command))
        {
            var draft = new EvidenceDraft("ContainerEngine", $"{machine.Name}-cri-o");
            Collect(machine, command, draft);
            yield return draft;
        }
    }

    private static void Collect(Machine machine, EngineCommand command, EvidenceDraft draft)
    {
        draft.Facts["name"] = "cri-o";
        draft.Facts["host"] = machine.Name;
        draft.Facts["running"] = command.Process is not null;
        draft.Facts["arguments"] = EngineArguments.Told(command);
        var flags = CommandFlags.Read(command.Arguments, Form).ToArray();
        var problems = new List<string>();
        if (command.Unknown is { } unknown)
        {
            problems.Add(unknown);
        }

        var settings = Settings(machine, flags, problems);
        Write(draft, settings, problems);
        var sockets = new EngineSockets(machine, draft);
        sockets.Add(settings.GetValueOrDefault("listen")?.Text ?? Fields[0].Standard!, named: problems.Count == 0);
        var parts = new EngineParts(machine, draft);
        parts.Add("program", command.Program.StartsWith('/') ? command.Program : null);
        parts.Add("service", command.Unit?.File);
        parts.Add("configuration", Standard);
        parts.Add("policy", Policy);
        AddPolicy(machine, draft, settings.GetValueOrDefault("signature_policy")?.Text is { Length: > 0 } named ? named : Policy);
        EngineReleases.Collect(machine, draft, "cri-o", "runc");
        MandatoryAccess.Collect(machine, draft);
    }

    private static Dictionary<string, SettingValue> Settings(Machine machine, (string Name, CommandWord Value)[] flags, List<string> problems)
    {
        var settings = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        var file = flags.LastOrDefault(flag => flag.Name == "config").Value?.Text;
        var directory = flags.LastOrDefault(flag => flag.Name == "config-dir").Value?.Text ?? "/etc/crio/crio.conf.d";
        var dropIns = machine.Root.Names(directory);
        if (dropIns.Reason is { } reason)
        {
            problems.Add($"{directory}: {reason}");
        }

        foreach (var (path, isNamed) in (dropIns.Value ?? []).Select(name => ($"{directory}/{name}", false)).Prepend((file ?? Standard, file is not null)))
        {
            AddFile(machine, path, isNamed, settings, problems);
        }

        foreach (var (name, value) in flags)
        {
            if (Fields.FirstOrDefault(field => field.Flag == name) is { Field: { } field })
            {
                settings[field] = SettingValue.Of(value);
            }
        }
        return settings;
    }

    private static void AddFile(Machine machine, string path, bool isNamed, Dictionary<string, SettingValue> settings, List<string> problems)
    {
        var text = machine.Root.Text(path);
        if (text.IsAbsent && !isNamed)
        {
            return;
        }

        var read = text.Found(out var found) ? TomlText.Read(found) : text.As<IReadOnlyList<TomlText.Entry>>();
        if (!read.Found(out var entries))
        {
            problems.Add($"{path}: {read.WhyNot}");
            return;
        }

        // [crio], [crio.api], [crio.runtime], [crio.image], [crio.metrics]: no field stands in two of them.
        foreach (var entry in entries.Where(entry => entry.Path is ["crio", _] or ["crio", "api" or "runtime" or "image" or "metrics", _]))
        {
            if (Fields.Any(field => field.Field == entry.Path[^1]))
            {
                settings[entry.Path[^1]] = new SettingValue("file", entry.Value ?? string.Join(',', entry.Values!), path, entry.Line, entry.Values);
            }
        }
    }

    private static void Write(EvidenceDraft draft, Dictionary<string, SettingValue> settings, List<string> problems)
    {
        var facts = new JsonObject();
        draft.Facts["settings"] = facts;
        foreach (var (field, _, standard) in Fields)
        {
            var setting = settings.GetValueOrDefault(field);
            if (problems.Count > 0 && setting is not { From: "flag" })
            {
                draft.Unknown($"settings{EvidenceDraft.Key(field)}", problems[0]);
            }
            else if ((setting ?? (standard is null ? null : new SettingValue("default", standard))) is { } found)
            {
                facts[field] = found.ToFact();
            }
        }
    }

    /// <summary>What images need to be taken (containers-policy.json(5)): fills <c>imagePolicy</c> with the type of what is asked of all that nothing else names.</summary>
    private static void AddPolicy(Machine machine, EvidenceDraft draft, string file)
    {
        var json = JsonText.Read(machine, file);
        if (json.Found(out var policy))
        {
            draft.Facts["imagePolicy"] = new JsonObject
            {
                ["file"] = file,
                ["from"] = "file",
                ["line"] = policy.LineOf("default"),
                ["value"] = string.Join(',', policy.Root.Items("default").Select(item => item.Text("type"))),
            };
        }
        else
        {
            draft.Unknown("imagePolicy", $"{file}: {json.WhyNot}");
        }
    }
}
