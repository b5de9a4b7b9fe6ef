using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>Who is let in by which module, in the files that say it (pam.conf(5)): each rule once, in the file where it stands, includes as rules of their own.</summary>
internal static class PamFacts
{
    private static readonly string[] Directories = ["/etc/pam.d", "/usr/lib/pam.d"];
    private const string OneFile = "/etc/pam.conf";

    /// <summary>Fills <c>pam</c>; nothing where the machine has none of the files.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var problems = new List<string>();
        // The one file counts only where there is no directory.
        var files = ConfigurationFiles.Of(machine.Root, Directories, "", problems);
        var isOne = files.Count == 0 && problems.Count == 0;
        files = isOne && !machine.Root.Status(OneFile).IsAbsent ? [OneFile] : files;
        if (files.Count == 0 && problems.Count == 0)
        {
            return;
        }

        var rules = new JsonArray();
        foreach (var file in files)
        {
            var text = machine.Root.Text(file);
            if (!text.Found(out var found))
            {
                problems.Add($"{file}: {text.WhyNot}");
                continue;
            }

            foreach (var (line, number) in ConfigurationFiles.JoinedLines(found))
            {
                var words = Words(line.Split('#')[0]);
                if (words.Count == 0)
                {
                    continue;
                }

                if (Rule(words, isOne ? null : file[(file.LastIndexOf('/') + 1)..]) is not { } rule)
                {
                    problems.Add($"{file}: line {number} is no rule");
                }
                else
                {
                    rule["file"] = file;
                    rule["line"] = number;
                    rules.Add((JsonNode)rule);
                }
            }
        }

        draft.Facts["pam"] = rules;
        if (problems.Count > 0)
        {
            draft.Unknown("pam", problems[0]);
        }
    }

    /// <summary>A line such as <c>auth [success=1 default=ignore] pam_unix.so nullok</c>; the one file has the service before it.</summary>
    private static JsonObject? Rule(List<string> words, string? service)
    {
        if (service is null)
        {
            service = words[0];
            words.RemoveAt(0);
        }

        return words switch
        {
            ["@include", var included, ..] => Rule(service, "", "include", included, []),
            [var type, var control, var module, ..] => Rule(service, type.TrimStart('-').ToLowerInvariant(), control, module, words.Skip(3)),
            _ => null,
        };
    }

    private static JsonObject Rule(string service, string type, string control, string module, IEnumerable<string> arguments) => new()
    {
        ["arguments"] = EvidenceDraft.Texts(arguments),
        ["control"] = control,
        ["module"] = module[(module.LastIndexOf('/') + 1)..],
        ["service"] = service,
        ["type"] = type,
    };

    // What stands in brackets is one word, without them.
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        for (var rest = line.AsSpan().Trim(); rest.Length > 0; rest = rest.TrimStart())
        {
            var end = rest[0] == '[' ? rest.IndexOf(']') : rest.IndexOfAny(' ', '\t');
            end = end < 0 ? rest.Length : end;
            words.Add(rest[0] == '[' ? rest[1..end].ToString() : rest[..end].ToString());
            rest = rest[Math.Min(rest.Length, rest[0] == '[' ? end + 1 : end)..];
        }

        return words;
    }
}
