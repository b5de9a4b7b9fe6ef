using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>Which system the machine has (os-release(5)).</summary>
internal static class OsFacts
{
    /// <summary>Fills <c>os</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var text = machine.Root.Text("/etc/os-release");
        if (text.IsAbsent)
        {
            text = machine.Root.Text("/usr/lib/os-release");
        }

        if (!text.Found(out var found))
        {
            draft.Unknown("os", $"/etc/os-release: {text.WhyNot}");
            return;
        }

        var fields = Fields(found);
        draft.Facts["os"] = new JsonObject
        {
            ["id"] = fields.GetValueOrDefault("ID", "linux"),
            ["name"] = fields.GetValueOrDefault("PRETTY_NAME", "Linux"),
            ["version"] = fields.GetValueOrDefault("VERSION_ID"),
        };
    }

    private static Dictionary<string, string> Fields(string text)
    {
        var fields = new Dictionary<string, string>();
        foreach (var (line, _) in ConfigurationFiles.Lines(text))
        {
            if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && line[0] != '#')
            {
                fields[line[..equals]] = line[(equals + 1)..].Trim('"', '\'');
            }
        }
        return fields;
    }
}
