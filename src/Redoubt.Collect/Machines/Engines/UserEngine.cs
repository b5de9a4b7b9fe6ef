using System.Globalization;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>An engine of Docker that belongs to a user without root's rights, since it runs or since a unit in the user's home starts it.</summary>
/// <param name="Places">Where it has its files.</param>
/// <param name="Process">Its process; null where none runs.</param>
internal sealed record UserEngine(DockerPlaces Places, MachineProcess? Process)
{
    private const string Subordinate = "/etc/subuid";

    /// <summary>The engines of all users, in the order of <c>/etc/passwd</c>.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="unseen">Takes a line for each home that cannot be looked into: then a user may have one that nobody sees.</param>
    public static IReadOnlyList<UserEngine> All(Machine machine, ICollection<string> unseen)
    {
        var daemons = machine.Processes.All.Where(process => process.Program == "dockerd").ToLookup(process => process.Uid);
        var subordinate = machine.Root.Text(Subordinate);
        var engines = new List<UserEngine>();
        foreach (var user in machine.Accounts.Users.Where(line => line.Number != 0 && line.Fields.Count > 5 && line.Fields[5].StartsWith('/')))
        {
            var places = DockerPlaces.OfUser(user.Name, user.Number, user.Fields[5]);
            var process = daemons[user.Number].FirstOrDefault();
            var unit = machine.Root.StatusOfLink($"{places.Units[0]}/docker.service");
            if (process is not null || unit.Value is not null)
            {
                engines.Add(new UserEngine(places, process));
            }
            else if (unit.Reason is { } reason && MayHaveOne(user, subordinate))
            {
                unseen.Add($"{places.Units[0]}: {reason}");
            }
        }
        return engines;
    }

    // Without user ids below a user's own, an engine without root's rights does not start (docker.com, "Rootless mode"; subuid(5)).
    private static bool MayHaveOne(Accounts.Line user, Seen<string> subordinate) =>
        !subordinate.IsAbsent && (subordinate.Value is not { } text || text.Split('\n').Any(line => line.Split(':')[0] is var owner
            && (owner == user.Name || owner == user.Number.ToString(CultureInfo.InvariantCulture))));
}
