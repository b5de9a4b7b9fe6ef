using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>Who may become whom by sudo, and whether without a password (sudoers(5)); aliases are told as they are written.</summary>
internal static class SudoFacts
{
    private const string Main = "/etc/sudoers";

    private static readonly string[] Settings = ["Defaults", "User_Alias", "Runas_Alias", "Host_Alias", "Cmnd_Alias", "Cmd_Alias"];
    private static readonly string[] Tags = ["NOPASSWD:", "PASSWD:", "NOEXEC:", "EXEC:", "SETENV:", "NOSETENV:", "LOG_INPUT:", "NOLOG_INPUT:", "LOG_OUTPUT:", "NOLOG_OUTPUT:", "MAIL:", "NOMAIL:", "FOLLOW:", "NOFOLLOW:"];

    /// <summary>Fills <c>sudo</c>; nothing where the machine has no sudo.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        if (machine.Root.Status(Main).IsAbsent)
        {
            return;
        }

        var rules = new JsonArray();
        var files = 0;
        Read(Main, 0);
        draft.Facts["sudo"] = rules;

        void Read(string file, int depth)
        {
            var text = machine.Root.Text(file);
            if (depth > machine.Limits.Includes || ++files > machine.Limits.IncludedFiles || !text.Found(out var found))
            {
                draft.Unknown("sudo", $"{file}: {(text.Value is null ? text.WhyNot : "files include each other too deeply or too often")}");
                return;
            }

            foreach (var (line, number) in ConfigurationFiles.JoinedLines(found))
            {
                var included = Included(machine, draft, line, file);
                foreach (var next in included ?? [])
                {
                    Read(next, depth + 1);
                }

                if (included is null && Rule(line, file, number) is { } rule)
                {
                    rules.Add((JsonNode)rule);
                }
            }
        }
    }

    /// <summary>The files that a line includes; null if it is no such line. <c>#include</c> is no comment.</summary>
    private static IEnumerable<string>? Included(Machine machine, EvidenceDraft draft, string line, string file)
    {
        var words = ConfigurationFiles.Words(line);
        if (words is ["@include" or "#include", var one, ..])
        {
            return [Path(one, file)];
        }

        if (words is not ["@includedir" or "#includedir", var folder, ..])
        {
            return null;
        }

        var directory = Path(folder, file);
        var names = machine.Root.Names(directory);
        if (names.Reason is { } reason)
        {
            draft.Unknown("sudo", $"{directory}: {reason}");
        }

        // Names with a dot or a ~ at the end are those of packages and editors, and are passed over.
        return (names.Value ?? []).Where(name => !name.Contains('.', StringComparison.Ordinal) && !name.EndsWith('~')).Select(name => $"{directory}/{name}");
    }

    private static string Path(string path, string file) => path.StartsWith('/') ? path : $"{file[..file.LastIndexOf('/')]}/{path}";

    /// <summary>A line such as <c>%sudo ALL=(ALL:ALL) NOPASSWD: ALL</c>.</summary>
    private static JsonObject? Rule(string line, string file, int number)
    {
        var comment = line.IndexOf(" #", StringComparison.Ordinal);
        line = comment < 0 ? line : line[..comment];
        if (line.Length == 0 || line[0] == '#' || Settings.Any(setting => line.StartsWith(setting, StringComparison.Ordinal)) || line.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var equals))
        {
            return null;
        }

        var who = line[..equals].Trim();
        var blank = who.LastIndexOfAny([' ', '\t']);
        var rest = line[(equals + 1)..].Trim();
        var runAs = "root";
        if (rest.StartsWith('(') && rest.IndexOf(')', StringComparison.Ordinal) is > 0 and var end)
        {
            runAs = rest[1..end].Trim();
            rest = rest[(end + 1)..].Trim();
        }

        var noPassword = false;
        while (Tags.FirstOrDefault(tag => rest.StartsWith(tag, StringComparison.Ordinal)) is { } tag)
        {
            noPassword = tag == "NOPASSWD:" || (tag != "PASSWD:" && noPassword);
            rest = rest[tag.Length..].Trim();
        }

        return new JsonObject
        {
            ["commands"] = EvidenceDraft.Texts(rest.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
            ["file"] = file,
            ["line"] = number,
            ["noPassword"] = noPassword || rest.Contains("NOPASSWD:", StringComparison.Ordinal),
            ["runAs"] = runAs,
            ["who"] = blank < 0 ? who : who[..blank].Trim(),
        };
    }
}
