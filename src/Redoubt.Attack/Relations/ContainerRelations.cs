using Redoubt.Attack.Things;

namespace Redoubt.Attack.Relations;

/// <summary>From containers: to the nodes that they run on, what is mounted into them, what lies beside them, what listens.</summary>
internal static class ContainerRelations
{
    // Of more containers the pairs would be too many.
    private const int FewContainers = 8;

    public static IReadOnlyList<Relation> All { get; } =
    [
        new("container node", "a container and nodes that it may run on", RowParts.Container | RowParts.Node, ground => OnNodes(ground, _ => true)),
        new("store container node", "a container that is a store, and nodes that it may run on", RowParts.Container | RowParts.Node, ground => OnNodes(ground, container => container.Runs && container.IsStore)),
        new("container secret node", "a container, a secret that it is given, and nodes that it may run on", RowParts.Container | RowParts.Secret | RowParts.Node,
            ground => from row in OnNodes(ground, _ => true) from secret in row.Container!.Secrets select row with { Secret = secret }),
        new("container sibling", "two containers of one pod, where it has many by way of the first, and nodes that it may run on", RowParts.Container | RowParts.Sibling | RowParts.Node,
            ground => from row in OnNodes(ground, _ => true) from other in Beside(row.Container!) select row with { Sibling = other }),
        new("mount node", "a container, a path of its node that it sees, and the nodes", RowParts.Container | RowParts.Mount | RowParts.Node, OnMounts),
        new("mount colocated", "a container, a path of its node that it sees, and the account of a pod with a token that may run there too", RowParts.Container | RowParts.Mount | RowParts.Node | RowParts.Account,
            ground => from row in OnMounts(ground) from account in TokensOn(ground, row.Node!) select row with { Account = account }),
        new("container listens", "a container that listens", RowParts.Container, ground => ground.Inventory.Pods.SelectMany(ground.Inventory.Listening).Select(container => Row.Of(container))),
        new("vulnerable listens", "a container that listens and whose image has a flaw that is known to be exploited", RowParts.Container,
            ground => ground.Inventory.Pods.SelectMany(ground.Inventory.Listening).Where(ground.Inventory.IsExploited).Select(container => Row.Of(container))),
        new("open store", "a store that asks for no password", RowParts.Container, ground => Stores(ground).Where(row => !row.Pod!.HasPassword)),
        new("store secret", "a store, and a secret with which it is opened", RowParts.Container | RowParts.Secret,
            ground => from row in Stores(ground) from secret in row.Pod!.Secrets select row with { Secret = secret }),
    ];

    private static IEnumerable<Row> OnNodes(Ground ground, Func<ContainerThing, bool> isMeant) =>
        from pod in ground.Inventory.Pods
        from container in pod.Containers
        where isMeant(container)
        from node in pod.RunsOn
        select Row.Of(container, node);

    // Each of many leads to the first, and the first to each: whoever passes from any to any passes so too.
    private static IEnumerable<ContainerThing> Beside(ContainerThing container)
    {
        var all = container.Pod.Containers;
        return all.Count <= FewContainers || ReferenceEquals(container, all[0]) ? all.Where(other => !ReferenceEquals(other, container)) : [all[0]];
    }

    private static IEnumerable<Row> OnMounts(Ground ground) => from row in OnNodes(ground, _ => true) from mount in row.Container!.Mounts select row with { Mount = mount };

    private static IEnumerable<string> TokensOn(Ground ground, NodeClass node) =>
        ground.Inventory.Pods.Where(pod => pod.HasToken && pod.RunsOn.Contains(node)).Select(pod => pod.Account).Distinct(StringComparer.Ordinal);

    private static IEnumerable<Row> Stores(Ground ground) => ground.Inventory.Pods.Select(pod => pod.Store).OfType<ContainerThing>().Select(container => Row.Of(container));
}
