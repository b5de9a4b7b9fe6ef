using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>Whether the machine keeps itself up to date and tells the time: a restart that waits, updates by themselves, sources of time, the journal's settings.</summary>
internal static class UpkeepFacts
{
    private static readonly string[] TimeServices = ["chrony", "chronyd", "ntp", "ntpd", "ntpsec", "systemd-timesyncd"];
    private static readonly string[] JournalDirectories = ["/etc/systemd/journald.conf.d", "/run/systemd/journald.conf.d", "/usr/local/lib/systemd/journald.conf.d", "/usr/lib/systemd/journald.conf.d"];

    /// <summary>Fills <c>rebootPending</c>, <c>unattendedUpgrades</c>, <c>timeSources</c> and <c>journald</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        CollectRestart(machine, draft);
        CollectUpdates(machine, draft);
        if (draft.Unknowns.TryGetValue("units", out var reason))
        {
            draft.Unknown("timeSources", reason);
        }
        else
        {
            draft.Facts["timeSources"] = EvidenceDraft.Texts(TimeServices.Where(name => IsOn(draft, name)));
        }

        CollectJournal(machine, draft);
    }

    // Debian and its children write the file when a package asks for a restart. Other systems have no such mark.
    private static void CollectRestart(Machine machine, EvidenceDraft draft)
    {
        var mark = machine.Root.Status("/run/reboot-required");
        if (mark.Value is not null)
        {
            draft.Facts["rebootPending"] = true;
        }
        else if (mark.IsAbsent && machine.Root.Status("/var/lib/dpkg/status").Value is not null && machine.Root.Status("/proc/1").Value is not null)
        {
            draft.Facts["rebootPending"] = false;
        }
        else
        {
            draft.Unknown("rebootPending", $"/run/reboot-required: {mark.Reason ?? "only a running Debian or Ubuntu says so"}");
        }
    }

    private static void CollectUpdates(Machine machine, EvidenceDraft draft)
    {
        if (IsOn(draft, "dnf-automatic.timer"))
        {
            draft.Facts["unattendedUpgrades"] = true;
            return;
        }

        var problems = new List<string>();
        var value = "0";
        foreach (var file in ConfigurationFiles.Of(machine.Root, ["/etc/apt/apt.conf.d"], "", problems))
        {
            var text = machine.Root.Text(file);
            if (text.Reason is { } reason)
            {
                problems.Add($"{file}: {reason}");
            }

            foreach (var (line, _) in ConfigurationFiles.Lines(text.Value ?? ""))
            {
                if (line.StartsWith("APT::Periodic::Unattended-Upgrade", StringComparison.OrdinalIgnoreCase) && line.Split('"') is [_, var set, ..])
                {
                    value = set;
                }
            }
        }

        if (draft.Unknowns.TryGetValue("packages", out var missing))
        {
            problems.Add(missing);
        }

        if (problems.Count > 0)
        {
            draft.Unknown("unattendedUpgrades", problems[0]);
        }
        else
        {
            draft.Facts["unattendedUpgrades"] = value is not ("0" or "")
                && draft.Facts["packages"] is JsonArray packages && packages.Any(package => package!["name"]!.GetValue<string>() == "unattended-upgrades");
        }
    }

    private static void CollectJournal(Machine machine, EvidenceDraft draft)
    {
        var problems = new List<string>();
        var settings = new JsonObject();
        string[] files = ["/etc/systemd/journald.conf", .. ConfigurationFiles.Of(machine.Root, JournalDirectories, ".conf", problems)];
        foreach (var file in files)
        {
            var text = machine.Root.Text(file);
            if (text.Reason is { } reason)
            {
                problems.Add($"{file}: {reason}");
            }

            foreach (var (line, number) in ConfigurationFiles.Lines(text.Value ?? ""))
            {
                // The last one wins (journald.conf(5)).
                if (line.Length > 0 && line[0] is not ('#' or ';' or '[') && line.Split('=', 2) is [var key, var value])
                {
                    settings[key.Trim()] = new SettingValue("file", value.Trim(), file, number).ToFact();
                }
            }
        }

        draft.Facts["journald"] = settings;
        if (problems.Count > 0)
        {
            draft.Unknown("journald", problems[0]);
        }
    }

    private static bool IsOn(EvidenceDraft draft, string service) =>
        draft.Facts["units"]?[service] is JsonObject unit && unit["masked"]?.GetValue<bool>() != true && (unit["active"]?.GetValue<bool>() ?? unit["enabled"]?.GetValue<bool>()) == true;
}
