using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>sshd as it is in effect: arguments, then the configuration with what it includes, then the defaults.</summary>
internal static class SshdFacts
{
    private const string Standard = "/etc/ssh/sshd_config";

    /// <summary>Fills <c>sshd</c> and <c>sshdMatches</c>; neither is there where the machine has no sshd.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var (file, given, runs) = Arguments(machine);
        if (machine.Root.Status(file).IsAbsent && !runs)
        {
            return;
        }

        var configuration = SshdConfiguration.Read(machine, file, given);
        var settings = new JsonObject();
        draft.Facts["sshdEffective"] = settings;
        foreach (var (keyword, value) in SshdValues.Known)
        {
            settings[keyword] = configuration.Settings.TryGetValue(keyword, out var set) ? set.ToFact(SshdValues.Plain(keyword, set.Text)) : new SettingValue("default", value).ToFact();
        }

        foreach (var keyword in SshdValues.Optional)
        {
            if (configuration.Settings.TryGetValue(keyword, out var set))
            {
                settings[keyword] = set.ToFact(SshdValues.Plain(keyword, set.Text));
            }
        }

        draft.Facts["sshdMatches"] = new JsonArray([.. configuration.Blocks.Select(Block)]);
        foreach (var problem in configuration.Problems)
        {
            // What a file that was not read says may come before all that was read.
            draft.Unknown("sshdEffective", problem);
            draft.Unknown("sshdMatches", problem);
        }
    }

    private static JsonObject Block(SshdConfiguration.Block block)
    {
        var settings = new JsonObject();
        foreach (var (_, value) in block.Settings)
        {
            // One spelling of a keyword, so that a control finds it.
            var keyword = SshdValues.Known.Keys.Concat(SshdValues.Optional).FirstOrDefault(known => known.Equals(value.Keyword, StringComparison.OrdinalIgnoreCase));
            if (keyword is not null && SshdValues.MayDiffer(keyword))
            {
                settings[keyword] = value.ToFact(SshdValues.Plain(keyword, value.Text));
            }
        }

        return new JsonObject { ["conditions"] = block.Conditions, ["file"] = block.File, ["line"] = block.Line, ["settings"] = settings };
    }

    /// <summary>The file and the options of the sshd that listens; its command line reads <c>sshd: /usr/sbin/sshd -D [listener] …</c>.</summary>
    private static (string File, List<string> Given, bool Runs) Arguments(Machine machine)
    {
        var process = machine.Processes.All.FirstOrDefault(process => process.Name == "sshd" && process.Arguments is [var first, ..] && (first.StartsWith("sshd: /", StringComparison.Ordinal) || first.StartsWith('/')));
        if (process is null)
        {
            return (Standard, [], false);
        }

        var words = process.Arguments[0].StartsWith("sshd: ", StringComparison.Ordinal) ? ConfigurationFiles.Words(string.Join(' ', process.Arguments)[6..]) : [.. process.Arguments];
        var file = Standard;
        var given = new List<string>();
        for (var i = 1; i < words.Length; i++)
        {
            var (flag, value) = words[i] is ['-', 'f' or 'o', ..] && words[i].Length > 2 ? (words[i][..2], words[i][2..])
                : words[i] is "-f" or "-o" && i + 1 < words.Length ? (words[i], words[++i])
                : ("", "");
            if (flag == "-f")
            {
                file = value;
            }
            else if (flag == "-o")
            {
                given.Add(value);
            }
        }
        return (file, given, true);
    }
}
