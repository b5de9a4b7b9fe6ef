using Redoubt.Catalog.Subjects;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Catalog.Machines;

/// <summary>The machines of a platform by their roles, and which document is of which machine.</summary>
internal sealed class Fleet
{
    private const string RoleField = "role";

    // Kinds that say in a field on which machine they were collected.
    private static readonly GroupKind[] OnMachines = [new(EvidenceKinds.Group, EvidenceKinds.ContainerEngine), new(EvidenceKinds.Group, EvidenceKinds.Component)];
    private static readonly GroupKind Hosts = new(EvidenceKinds.Group, EvidenceKinds.Host);

    private readonly Dictionary<SubjectName, int> _machines = [];

    private Fleet(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<int>> roles, IReadOnlyList<string> rolesOf) => (Names, Roles, RolesOf) = (names, roles, rolesOf);

    /// <summary>The machines' names; their numbers are places in this list.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The machines of each role of which there are several, by their numbers. A machine of which the role is not known is compared with none.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Roles { get; }

    /// <summary>The role of each machine; empty where it is not known.</summary>
    public IReadOnlyList<string> RolesOf { get; }

    /// <summary>Whether there are machines that can be compared: two of one role.</summary>
    public static bool HasPeers(Platform platform) =>
        platform.Of(Hosts) is { Count: > 1 } hosts && hosts.Select(RoleOf).Where(role => role.Length > 0).GroupBy(role => role).Any(group => group.Skip(1).Any());

    /// <summary>The machines of a platform.</summary>
    public static Fleet Of(Platform platform)
    {
        var hosts = platform.Of(Hosts).DistinctBy(host => host.Name).ToArray();
        string[] roles = [.. hosts.Select(RoleOf)];
        var fleet = new Fleet([.. hosts.Select(host => host.Name)], [.. Numbers(roles)], roles);
        var numbers = fleet.Names.Index().ToDictionary(one => one.Item, one => one.Index, StringComparer.Ordinal);
        foreach (var host in hosts)
        {
            fleet._machines[Subject.NameOf(host)] = numbers[host.Name];
        }

        foreach (var document in OnMachines.SelectMany(platform.Of))
        {
            if (document.Root["host"].AsString() is { } host && numbers.TryGetValue(host, out var number))
            {
                fleet._machines[Subject.NameOf(document)] = number;
            }
        }

        return fleet;
    }

    /// <summary>The number of the machine that a subject is of; -1 for what is of none.</summary>
    public int MachineOf(SubjectName subject) => _machines.GetValueOrDefault(subject, -1);

    private static string RoleOf(Document host) => host.Root[RoleField].AsString() ?? "";

    private static IEnumerable<IReadOnlyList<int>> Numbers(IReadOnlyList<string> roles) =>
        roles.Index().Where(one => one.Item.Length > 0).GroupBy(one => one.Item, one => one.Index).Where(group => group.Skip(1).Any()).Select(group => (IReadOnlyList<int>)[.. group]);
}
