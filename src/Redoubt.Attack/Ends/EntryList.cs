using Redoubt.Attack.Relations;
using Redoubt.Attack.Rights;
using Redoubt.Attack.Things;

namespace Redoubt.Attack.Ends;

/// <summary>
/// Where an attacker may begin: outside, in what is exposed (in every workload where nothing shows what is), as people whom bindings name and who are
/// not cluster-admin anyway, and what the configuration says.
/// </summary>
/// <param name="ground">What is known of the platform.</param>
internal sealed class EntryList(Ground ground)
{
    /// <summary>The entries, by name.</summary>
    /// <param name="settings">What the configuration says.</param>
    /// <param name="problems">Takes entries of what is not there.</param>
    public IReadOnlyList<AttackEntry> Of(AttackSettings settings, ICollection<string> problems)
    {
        var exposed = ground.Inventory.Pods.Count == 0 ? [] : ground.Network.Doors.Select(door => door.Container.Pod).Distinct().ToArray();
        var pods = exposed.Length > 0 ? exposed : [.. ground.Inventory.Pods];
        IEnumerable<AttackEntry> entries =
        [
            .. exposed.Length > 0 ? [new AttackEntry("outside", ["outside"])] : Array.Empty<AttackEntry>(),
            .. pods.Select(Inside),
            .. ground.Identities.Subjects.Where(subject => !ground.Identities.IsClusterAdmin(subject)).Select(Identities.NameOf).Where(IsPerson).Select(person => new AttackEntry(person, [$"cred:{person}", "api"])),
            .. settings.Entries.Select(entry => Configured(entry, problems)),
        ];

        // An object that is written twice is two workloads of one name, and one entry, which holds what either does.
        return [.. entries.GroupBy(entry => entry.Name, StringComparer.Ordinal).Select(same => new AttackEntry(same.Key, [.. same.SelectMany(entry => entry.Holds).Distinct(StringComparer.Ordinal)])).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    /// <summary>The entry of a name: what runs, or who acts; null if there is none.</summary>
    /// <param name="name">As <c>workload:shop/cart</c> or <c>shop/cart</c>, <c>sa:shop/cart</c>, <c>user:ada</c>.</param>
    public AttackEntry? Find(string name)
    {
        var id = name.StartsWith("workload:", StringComparison.Ordinal) ? name["workload:".Length..] : name;
        return ground.Inventory.Pods.FirstOrDefault(pod => pod.Id == id) is { } pod ? Inside(pod)
            : ground.Identities.All.Contains(name) ? new AttackEntry(name, [$"cred:{name}", "api"]) : null;
    }

    private static bool IsPerson(string identity) => !identity.StartsWith("sa:", StringComparison.Ordinal) && !Identities.IsOwn(identity);

    private static AttackEntry Inside(PodThing pod) => new($"workload:{pod.Id}", Code(pod));

    private static string[] Code(PodThing pod) => [.. pod.Containers.Where(container => container.Runs).Select(container => $"exec:{container.Id}")];

    private AttackEntry Configured(ConfiguredEntry entry, ICollection<string> problems)
    {
        var isThere = entry.Kind switch
        {
            "workload" => ground.Inventory.Pods.Any(pod => pod.Id == entry.Of),
            "imageSupplier" => ground.Inventory.Pods.SelectMany(pod => pod.Containers).Any(container => container.Repository == entry.Of),
            _ => true,
        };
        if (!isThere)
        {
            problems.Add($"entries: `{entry.Name}` is about {entry.Of}, which is not here");
        }

        return Configured(entry);
    }

    private AttackEntry Configured(ConfiguredEntry entry) => new($"entry:{entry.Name}", entry.Kind switch
    {
        "token" => [$"cred:sa:{entry.Of}", "api"],
        "workload" => ground.Inventory.Pods.FirstOrDefault(pod => pod.Id == entry.Of) is { } pod ? Code(pod) : [],
        "imageSupplier" => [$"supplier:{entry.Of}"],
        "registry" => [$"registry:{entry.Of}"],
        "repository" => ["commit"],
        "backup" => ["backup"],
        _ => [$"cred:{entry.Kind}:{entry.Of}", "api"],
    });
}
