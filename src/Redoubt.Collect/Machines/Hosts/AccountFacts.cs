using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>Users and groups: whether a password is set, locked or empty, never the hash (passwd(5), shadow(5), group(5)).</summary>
internal static class AccountFacts
{
    /// <summary>Fills <c>users</c> and <c>groups</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var accounts = machine.Accounts;
        if (accounts.UsersUnknown is { } users)
        {
            draft.Unknown("users", $"/etc/passwd: {users}");
        }

        if (accounts.GroupsUnknown is { } groups)
        {
            draft.Unknown("groups", $"/etc/group: {groups}");
        }

        var passwords = Passwords(machine, out var unknown);
        draft.Facts["users"] = new JsonArray([.. accounts.Users.Select(user => User(user, accounts, passwords))]);
        for (var i = 0; i < accounts.Users.Count; i++)
        {
            if (accounts.Users[i].Fields[1] == "x" && !passwords.ContainsKey(accounts.Users[i].Name))
            {
                draft.Unknown($"users[{i}].password", unknown ?? "/etc/shadow has no line for it");
            }
        }

        draft.Facts["groups"] = new JsonArray([.. accounts.Groups.Select(group => new JsonObject
        {
            ["file"] = "/etc/group",
            ["gid"] = group.Number,
            ["line"] = group.At,
            ["members"] = EvidenceDraft.Texts(Members(group)),
            ["name"] = group.Name,
        })]);
    }

    private static JsonObject User(Accounts.Line user, Accounts accounts, Dictionary<string, string> passwords) => new()
    {
        ["file"] = "/etc/passwd",
        ["gid"] = uint.TryParse(user.Fields[3], out var gid) ? gid : null,
        ["groups"] = EvidenceDraft.Texts(accounts.Groups.Where(group => Members(group).Contains(user.Name)).Select(group => group.Name).Order(StringComparer.Ordinal)),
        ["home"] = user.Fields.ElementAtOrDefault(5),
        ["line"] = user.At,
        ["name"] = user.Name,
        ["password"] = user.Fields[1] == "x" ? passwords.GetValueOrDefault(user.Name) : State(user.Fields[1]),
        ["shell"] = user.Fields.ElementAtOrDefault(6) is { Length: > 0 } shell ? shell : "/bin/sh",
        ["uid"] = user.Number,
    };

    private static Dictionary<string, string> Passwords(Machine machine, out string? unknown)
    {
        var shadow = machine.Root.Text("/etc/shadow");
        unknown = shadow.Value is null ? $"/etc/shadow: {shadow.WhyNot}" : null;
        var passwords = new Dictionary<string, string>();
        foreach (var (line, _) in ConfigurationFiles.Lines(shadow.Value ?? ""))
        {
            if (line.Split(':') is [{ Length: > 0 } name, var password, ..])
            {
                passwords.TryAdd(name, State(password));
            }
        }
        return passwords;
    }

    private static string State(string password) => password switch
    {
        "" => "empty",
        ['!' or '*', ..] => "locked",
        _ => "set",
    };

    private static string[] Members(Accounts.Line group) => group.Fields[3].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
