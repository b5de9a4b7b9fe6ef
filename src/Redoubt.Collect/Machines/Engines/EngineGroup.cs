using System.Globalization;
using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>The group whose members may give orders to an engine.</summary>
internal static class EngineGroup
{
    /// <summary>Who is in a group, by <c>/etc/group</c> and as their first group by <c>/etc/passwd</c>; root left out, which may do all anyhow.</summary>
    public static IEnumerable<string> Members(Machine machine, uint gid)
    {
        var named = machine.Accounts.Groups.Where(line => line.Number == gid).SelectMany(line => line.Fields[3].Split(',', StringSplitOptions.RemoveEmptyEntries));
        var first = machine.Accounts.Users.Where(line => line.Fields[3] == gid.ToString(CultureInfo.InvariantCulture)).Select(line => line.Name);
        return named.Concat(first).Where(name => name != "root").Distinct().Order(StringComparer.Ordinal);
    }

    /// <summary>Fills <c>group</c>; left out where the machine has no such group.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft, string name)
    {
        if ((machine.Accounts.GroupsUnknown ?? machine.Accounts.UsersUnknown) is { } reason)
        {
            draft.Unknown("group", $"{(machine.Accounts.GroupsUnknown is null ? "/etc/passwd" : "/etc/group")}: {reason}");
            return;
        }

        if (machine.Accounts.Groups.FirstOrDefault(line => line.Name == name || line.Fields[2] == name) is { } group)
        {
            draft.Facts["group"] = new JsonObject
            {
                ["file"] = "/etc/group",
                ["gid"] = group.Number,
                ["line"] = group.At,
                ["members"] = EvidenceDraft.Texts(Members(machine, group.Number)),
                ["name"] = group.Name,
            };
        }
    }
}
