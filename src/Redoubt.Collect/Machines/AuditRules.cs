using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines;

/// <summary>
/// The rules of auditd as its files have them (audit.rules(7)): <c>/etc/audit/rules.d/*.rules</c> in the order of their names, which augenrules(8) joins into
/// <c>/etc/audit/audit.rules</c>, and that file itself. What is in force is <see cref="LoadedAuditRules"/>.
/// </summary>
internal static class AuditRules
{
    private const string Directory = "/etc/audit/rules.d";
    private const string Joined = "/etc/audit/audit.rules";

    /// <summary>The rules, each as the type <c>AuditRule</c> of the schema; problems are added a line each.</summary>
    public static JsonArray Of(Machine machine, ICollection<string> problems)
    {
        var rules = new JsonArray();
        foreach (var file in ConfigurationFiles.Of(machine.Root, [Directory], ".rules", problems).Append(Joined))
        {
            var text = machine.Root.Text(file);
            if (text.Reason is { } reason)
            {
                problems.Add($"{file}: {reason}");
            }

            foreach (var (line, number) in ConfigurationFiles.Lines(text.Value ?? ""))
            {
                if (Rule(ConfigurationFiles.Words(line)) is { } rule)
                {
                    rule["file"] = file;
                    rule["line"] = number;
                    rule["text"] = line;
                    rules.Add((JsonNode)rule);
                }
            }
        }
        return rules;
    }

    /// <summary>A watch (<c>-w PATH -p rwxa -k KEY</c>) or a rule of system calls (<c>-a … -F path=PATH -F perm=rwxa -k KEY</c>); null for settings such as <c>-D</c>.</summary>
    private static JsonObject? Rule(string[] words)
    {
        if (words.Length == 0 || words[0] is not ("-w" or "-a" or "-A"))
        {
            return null;
        }

        var rule = new JsonObject();
        for (var i = 0; i + 1 < words.Length; i++)
        {
            switch (words[i])
            {
                case "-w":
                    rule["path"] = words[i + 1];
                    break;
                case "-p":
                    rule["permissions"] = words[i + 1];
                    break;
                case "-k":
                    rule["key"] = words[i + 1];
                    break;
                case "-F":
                    Field(words[i + 1], rule);
                    break;
            }
        }

        // A watch without -p is for all four (auditctl(8)).
        if (words[0] == "-w" && rule["permissions"] is null)
        {
            rule["permissions"] = "rwxa";
        }

        return rule;
    }

    private static void Field(string field, JsonObject rule)
    {
        var parts = field.Split('=', 2);
        if (parts is ["path" or "dir", var path])
        {
            rule["path"] = path;
        }
        else if (parts is ["perm", var permissions])
        {
            rule["permissions"] = permissions;
        }
        else if (parts is ["key", var key])
        {
            rule["key"] = key;
        }
    }
}
