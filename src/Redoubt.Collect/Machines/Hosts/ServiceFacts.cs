using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>Units of systemd that are asked for: there, enabled, masked, running (systemd.unit(5)).</summary>
internal static class ServiceFacts
{
    private static readonly string[] Directories = ["/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system"];

    /// <summary>Fills <c>services</c>: those that the machine has.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        // What another init starts is not known by units; a copied machine's units say what would run (sd_booted(3)).
        if (machine.Root.HasRunningKernel() && machine.Root.Status("/run/systemd/system").Value is null)
        {
            draft.Unknown("units", "/run/systemd/system: it is not there, so systemd does not start what runs here");
            return;
        }

        if (Directories.All(directory => machine.Root.Status(directory).IsAbsent))
        {
            draft.Unknown("units", $"{Directories[0]}: it is not there, nor is another directory of units of systemd");
            return;
        }

        var problems = new List<string>();
        var wanted = Wanted(machine, problems);
        var services = new JsonObject();
        draft.Facts["units"] = services;
        foreach (var name in Asked.Services)
        {
            var unit = name.Contains('.', StringComparison.Ordinal) ? name : $"{name}.service";
            if (File(machine, unit) is not { } file)
            {
                continue;
            }

            services[name] = new JsonObject
            {
                ["active"] = Active(machine, unit),
                ["enabled"] = wanted.Contains(unit),
                ["file"] = file,
                // A unit that is a link to /dev/null is not started by anything.
                ["masked"] = machine.Root.Target(file).Value == "/dev/null",
                ["name"] = name,
            };
        }

        if (problems.Count > 0)
        {
            draft.Unknown("units", problems[0]);
        }
    }

    private static string? File(Machine machine, string unit) =>
        Directories.Select(directory => $"{directory}/{unit}").FirstOrDefault(file => !machine.Root.StatusOfLink(file).IsAbsent);

    /// <summary>Units that a target wants or requires, by the links that <c>systemctl enable</c> makes.</summary>
    private static HashSet<string> Wanted(Machine machine, List<string> problems)
    {
        var wanted = new HashSet<string>();
        foreach (var directory in Directories)
        {
            foreach (var target in Names(machine, directory, problems).Where(name => name.EndsWith(".wants", StringComparison.Ordinal) || name.EndsWith(".requires", StringComparison.Ordinal)))
            {
                wanted.UnionWith(Names(machine, $"{directory}/{target}", problems));
            }
        }
        return wanted;
    }

    private static IReadOnlyList<string> Names(Machine machine, string directory, List<string> problems)
    {
        var names = machine.Root.Names(directory);
        if (names.Reason is { } reason)
        {
            problems.Add($"{directory}: {reason}");
        }

        return names.Value ?? [];
    }

    /// <summary>Whether processes run in the unit's control group; null where there are no groups of systemd to ask.</summary>
    private static bool? Active(Machine machine, string unit)
    {
        foreach (var groups in new[] { "/sys/fs/cgroup/system.slice", "/sys/fs/cgroup/systemd/system.slice" })
        {
            if (machine.Root.Status(groups).Value is not null)
            {
                return machine.Root.Text($"{groups}/{unit}/cgroup.procs").Value is { Length: > 0 };
            }
        }
        return null;
    }
}
