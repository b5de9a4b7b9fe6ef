using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>Keys that let people in as users of the machine: the fingerprint that <c>ssh-keygen -l</c> prints, never key or comment.</summary>
internal static class KeyFacts
{
    /// <summary>Fills <c>authorizedKeys</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var patterns = Patterns(draft);
        if (patterns is null)
        {
            return;
        }

        var keys = new JsonArray();
        foreach (var user in machine.Accounts.Users)
        {
            var home = user.Fields.ElementAtOrDefault(5) is { Length: > 0 } named ? named : "/";
            foreach (var file in patterns.Select(pattern => Expanded(pattern, user, home)).Distinct())
            {
                var text = machine.Root.Text(file);
                if (text.Reason is { } reason)
                {
                    draft.Unknown("authorizedKeys", $"{file}: {reason}");
                }

                foreach (var (line, number) in ConfigurationFiles.Lines(text.Value ?? ""))
                {
                    if (Key(line) is var (type, fingerprint))
                    {
                        keys.Add((JsonNode)new JsonObject { ["file"] = file, ["fingerprint"] = fingerprint, ["line"] = number, ["type"] = type, ["user"] = user.Name });
                    }
                }
            }
        }

        if (machine.Accounts.UsersUnknown is { } unknown)
        {
            draft.Unknown("authorizedKeys", $"/etc/passwd: {unknown}");
        }

        draft.Facts["authorizedKeys"] = keys;
    }

    // AuthorizedKeysFile, by default both of these (sshd_config(5)); where sshd itself is not known, so is this.
    private static string[]? Patterns(EvidenceDraft draft)
    {
        if (draft.Unknowns.TryGetValue("sshdEffective", out var reason))
        {
            draft.Unknown("authorizedKeys", reason);
            return null;
        }

        return draft.Facts["sshdEffective"]?["AuthorizedKeysFile"]?["value"]?.GetValue<string>() is { Length: > 0 } set
            ? [.. ConfigurationFiles.Words(set).Where(word => word != "none")]
            : [".ssh/authorized_keys", ".ssh/authorized_keys2"];
    }

    private static string Expanded(string pattern, Accounts.Line user, string home)
    {
        var path = pattern.Replace("%h", home, StringComparison.Ordinal).Replace("%u", user.Name, StringComparison.Ordinal)
            .Replace("%U", user.Fields[2], StringComparison.Ordinal).Replace("%%", "%", StringComparison.Ordinal);
        return path.StartsWith('/') ? path : $"{home.TrimEnd('/')}/{path}";
    }

    /// <summary>The key of a line: options may stand before it, a comment behind.</summary>
    private static (string Type, string Fingerprint)? Key(string line)
    {
        if (line.StartsWith('#'))
        {
            return null;
        }

        var words = ConfigurationFiles.Words(line);
        for (var i = 0; i + 1 < words.Length; i++)
        {
            if (words[i].StartsWith("ssh-", StringComparison.Ordinal) || words[i].StartsWith("ecdsa-", StringComparison.Ordinal) || words[i].StartsWith("sk-", StringComparison.Ordinal))
            {
                var bytes = new byte[words[i + 1].Length];
                if (Convert.TryFromBase64String(words[i + 1], bytes, out var length))
                {
                    return (words[i], "SHA256:" + Convert.ToBase64String(SHA256.HashData(bytes.AsSpan(0, length))).TrimEnd('='));
                }
            }
        }
        return null;
    }
}
