using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>Modules of the kernel: loaded or built in, and kept from loading by modprobe.d(5).</summary>
internal static class ModuleFacts
{
    private static readonly string[] Directories = ["/etc/modprobe.d", "/run/modprobe.d", "/usr/local/lib/modprobe.d", "/usr/lib/modprobe.d", "/lib/modprobe.d"];

    /// <summary>Fills <c>modules</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var problems = new List<string>();
        var kept = Kept(machine, problems);
        var loaded = Loaded(machine);
        var builtIn = BuiltIn(machine);
        var modules = new JsonObject();
        draft.Facts["modules"] = modules;
        if (!loaded.Found(out var running))
        {
            // A kernel without this list may have no modules at all: nothing follows from what the files say.
            draft.Unknown("modules[*]", loaded.WhyNot);
            return;
        }

        foreach (var name in Asked.Modules)
        {
            var module = new JsonObject { ["blocked"] = kept.ContainsKey(name), ["loaded"] = running.Contains(name) || builtIn.Contains(name) };
            modules[name] = module;
            if (kept.TryGetValue(name, out var place))
            {
                module["file"] = place.File;
                module["line"] = place.Line;
            }
            else if (problems.Count > 0)
            {
                draft.Unknown($"modules.{name}.blocked", problems[0]);
            }
        }
    }

    private static Seen<HashSet<string>> Loaded(Machine machine)
    {
        var text = machine.Root.Text("/proc/modules");
        return text.Found(out var found)
            ? Seen<HashSet<string>>.Of([.. ConfigurationFiles.Lines(found).Select(line => line.Text.Split(' ')[0]).Where(name => name.Length > 0)])
            : Seen<HashSet<string>>.Unknown($"/proc/modules: {text.WhyNot}");
    }

    // kernel/fs/squashfs/squashfs.ko: one a line (depmod(8)).
    private static HashSet<string> BuiltIn(Machine machine) => machine.Root.Text("/proc/sys/kernel/osrelease").Value?.Trim() is { } release
        ? [.. ConfigurationFiles.Lines(machine.Root.Text($"/lib/modules/{release}/modules.builtin").Value ?? "").Select(line => Plain(line.Text.Split('/')[^1].Split('.')[0]))]
        : [];

    private static Dictionary<string, (string? File, int Line)> Kept(Machine machine, List<string> problems)
    {
        var kept = new Dictionary<string, (string?, int)>();
        foreach (var file in ConfigurationFiles.Of(machine.Root, Directories, ".conf", problems))
        {
            var text = machine.Root.Text(file);
            if (text.Reason is { } reason)
            {
                problems.Add($"{file}: {reason}");
            }

            foreach (var (line, number) in ConfigurationFiles.JoinedLines(text.Value ?? ""))
            {
                if (Keeps(ConfigurationFiles.Words(line)) is { } name)
                {
                    kept.TryAdd(name, (file, number));
                }
            }
        }
        return kept;
    }

    /// <summary>The module that a line keeps from loading: by a command that does nothing, or by passing over its aliases.</summary>
    private static string? Keeps(string[] words) => words switch
    {
        ["install", var name, "/bin/true" or "/bin/false" or "/usr/bin/true" or "/usr/bin/false" or "/sbin/nologin", ..] => Plain(name),
        ["blacklist", var name, ..] => Plain(name),
        _ => null,
    };

    private static string Plain(string name) => name.Replace('-', '_');
}
