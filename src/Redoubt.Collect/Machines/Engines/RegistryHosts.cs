using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>How containerd reaches registries: by <c>hosts.toml</c> in directories of their names, or as its configuration said before (containerd docs/hosts.md).</summary>
internal static class RegistryHosts
{
    /// <summary>Fills <c>registries</c>: every address of one that is written, and whether it is reached without proof of who it is.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft, ContainerdConfiguration configuration)
    {
        var registries = new List<JsonObject>();
        foreach (var directory in (configuration.OfKubelet("registry", "config_path")?.Text ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var names = machine.Root.Names(directory);
            if (!names.Found(out var found))
            {
                draft.Unknown("registries", $"{directory}: {names.WhyNot}, though config_path names it");
                continue;
            }

            foreach (var name in found)
            {
                AddHosts(machine, draft, name, $"{directory}/{name}/hosts.toml", registries);
            }
        }

        AddConfigured(configuration, registries);
        draft.Facts["registries"] = new JsonArray([.. registries.OrderBy(registry => registry["name"]!.GetValue<string>(), StringComparer.Ordinal).ThenBy(registry => registry["address"]!.GetValue<string>(), StringComparer.Ordinal)]);
    }

    private static void AddHosts(Machine machine, EvidenceDraft draft, string name, string file, List<JsonObject> registries)
    {
        var text = machine.Root.Text(file);
        if (text.IsAbsent)
        {
            return;
        }

        var read = text.Found(out var found) ? TomlText.Read(found) : text.As<IReadOnlyList<TomlText.Entry>>();
        if (!read.Found(out var entries))
        {
            draft.Unknown("registries", $"{file}: {read.WhyNot}");
            return;
        }

        var addresses = new SortedDictionary<string, (bool Skips, int Line)>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            // The server stands at the top with fields of its own, each other host in a table of its address.
            var (address, field) = entry.Path switch
            {
                ["server"] => (entry.Value ?? "", ""),
                [var own] => (entries.FirstOrDefault(one => one.Path is ["server"])?.Value ?? $"https://{name}", own),
                ["host", var host, var own, ..] => (host, own),
                _ => ("", ""),
            };
            if (address.Length == 0)
            {
                continue;
            }

            var skips = field == "skip_verify" && entry.Value == "true";
            var there = addresses.GetValueOrDefault(address, (false, entry.Line));
            addresses[address] = skips ? (true, entry.Line) : there;
        }

        registries.AddRange(addresses.Select(address => Registry(name, address.Key, address.Value.Skips, file, address.Value.Line)));
    }

    // Before hosts.toml: registry.mirrors."NAME".endpoint and registry.configs."NAME".tls.insecure_skip_verify.
    private static void AddConfigured(ContainerdConfiguration configuration, List<JsonObject> registries)
    {
        foreach (var (rest, setting) in configuration.BelowKubelet("registry", "mirrors"))
        {
            if (rest is [var name, "endpoint"])
            {
                registries.AddRange(setting.All.Select(address => Registry(name, address, false, setting.File!, setting.Line)));
            }
        }

        foreach (var (rest, setting) in configuration.BelowKubelet("registry", "configs"))
        {
            if (rest is [var name, "tls", "insecure_skip_verify"])
            {
                registries.Add(Registry(name, name, setting.IsTrue, setting.File!, setting.Line));
            }
        }
    }

    private static JsonObject Registry(string name, string address, bool skipsVerification, string file, int line) => new()
    {
        ["address"] = address,
        ["file"] = file,
        ["line"] = line,
        ["name"] = name,
        ["plain"] = address.StartsWith("http://", StringComparison.Ordinal),
        ["skipsVerification"] = skipsVerification,
    };
}
