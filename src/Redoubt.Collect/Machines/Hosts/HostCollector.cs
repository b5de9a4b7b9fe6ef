using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>The machine itself: its system, kernel, accounts and files.</summary>
internal sealed class HostCollector : INodeCollector
{
    /// <inheritdoc/>
    public IEnumerable<EvidenceDraft> Collect(Machine machine)
    {
        var draft = new EvidenceDraft("Host", machine.Name);
        draft.Facts["os"] = OsRelease(machine, draft);
        yield return draft;
    }

    private static JsonObject? OsRelease(Machine machine, EvidenceDraft draft)
    {
        var text = machine.Root.Text("/etc/os-release");
        if (text.IsAbsent)
        {
            text = machine.Root.Text("/usr/lib/os-release");
        }

        if (!text.Found(out var found))
        {
            draft.Unknown("os", $"/etc/os-release: {text.WhyNot}");
            return null;
        }

        var fields = new Dictionary<string, string>();
        foreach (var line in found.Split('\n'))
        {
            if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && !line.StartsWith('#'))
            {
                fields[line[..equals].Trim()] = line[(equals + 1)..].Trim().Trim('"', '\'');
            }
        }

        return new JsonObject
        {
            ["id"] = fields.GetValueOrDefault("ID", "linux"),
            ["name"] = fields.GetValueOrDefault("PRETTY_NAME", "Linux"),
            ["version"] = fields.GetValueOrDefault("VERSION_ID"),
        };
    }
}
