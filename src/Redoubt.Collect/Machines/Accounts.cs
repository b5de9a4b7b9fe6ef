using System.Globalization;
using Redoubt.Collect.Machines.Root;

namespace Redoubt.Collect.Machines;

/// <summary>The names that a machine itself gives to owners and groups, by its own <c>passwd</c> and <c>group</c> (passwd(5), group(5)).</summary>
internal sealed class Accounts
{
    private readonly Dictionary<uint, string> _users = [];
    private readonly Dictionary<uint, string> _groups = [];

    private Accounts(IReadOnlyList<Line> users, IReadOnlyList<Line> groups)
    {
        Users = users;
        Groups = groups;
        Number(users, _users);
        Number(groups, _groups);
    }

    /// <summary>The lines of <c>/etc/passwd</c> that have a name and a number.</summary>
    public IReadOnlyList<Line> Users { get; }

    /// <summary>The lines of <c>/etc/group</c> that have a name and a number.</summary>
    public IReadOnlyList<Line> Groups { get; }

    /// <summary>Why <c>/etc/passwd</c> is not known; null where it is.</summary>
    public string? UsersUnknown { get; private init; }

    /// <summary>Why <c>/etc/group</c> is not known; null where it is.</summary>
    public string? GroupsUnknown { get; private init; }

    /// <summary>Reads both files.</summary>
    public static Accounts Of(MachineRoot root)
    {
        var users = root.Text("/etc/passwd");
        var groups = root.Text("/etc/group");
        return new Accounts(Lines(users.Value), Lines(groups.Value))
        {
            UsersUnknown = users.Value is null ? users.WhyNot : null,
            GroupsUnknown = groups.Value is null ? groups.WhyNot : null,
        };
    }

    /// <summary>The name of an owner; null if the machine has none for it.</summary>
    public string? User(uint uid) => _users.GetValueOrDefault(uid);

    /// <summary>The name of a group; null if the machine has none for it.</summary>
    public string? Group(uint gid) => _groups.GetValueOrDefault(gid);

    // Of two names of one number the first is the one that getpwuid(3) finds.
    private static void Number(IReadOnlyList<Line> lines, Dictionary<uint, string> names)
    {
        foreach (var line in lines)
        {
            names.TryAdd(line.Number, line.Name);
        }
    }

    private static List<Line> Lines(string? text)
    {
        var lines = new List<Line>();
        var number = 0;
        foreach (var raw in (text ?? "").Split('\n'))
        {
            number++;
            var fields = raw.TrimEnd('\r').Split(':');
            if (fields.Length >= 4 && fields[0].Length > 0 && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                lines.Add(new Line(fields[0], id, fields, number));
            }
        }
        return lines;
    }

    /// <summary>A line of one of the two files.</summary>
    /// <param name="Name">The name of the account or group.</param>
    /// <param name="Number">Its uid or gid.</param>
    /// <param name="Fields">All fields; a group's fourth are its members.</param>
    /// <param name="At">Which line it is, from 1.</param>
    internal sealed record Line(string Name, uint Number, IReadOnlyList<string> Fields, int At);
}
