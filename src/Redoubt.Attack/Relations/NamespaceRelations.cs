using Redoubt.Attack.Things;

namespace Redoubt.Attack.Relations;

/// <summary>From namespaces, in which somebody has rights: to what is in them and what may be made there.</summary>
internal static class NamespaceRelations
{
    /// <summary>A namespace that nobody has made yet.</summary>
    public const string New = "new";

    public static IReadOnlyList<Relation> All { get; } =
    [
        new("namespace", "a namespace", RowParts.Namespace, Each),
        new("running namespace", "a namespace in which something runs", RowParts.Namespace, ground => Each(ground).Where(row => ground.Inventory.PodsByNamespace.Contains(row.Namespace!))),
        new("namespace sa", "a namespace and an account in it", RowParts.Namespace | RowParts.Account,
            ground => from row in Each(ground) from account in ground.Inventory.AccountsIn(row.Namespace!) select row with { Account = account }),
        new("namespace node", "a namespace, or one that is made, and nodes on which a pod of it may run", RowParts.Namespace | RowParts.Node,
            ground => from row in Each(ground).Append(new Row { Namespace = New }) from node in ground.Inventory.Nodes select row with { Node = node }),
        new("namespace container", "a namespace and a container that runs in it", RowParts.Namespace | RowParts.Container,
            ground => from container in Running(ground) select Row.Of(container) with { Namespace = container.Pod.Namespace }),
        new("namespace pod", "a namespace and a pod in it", RowParts.Namespace | RowParts.Pod, ground => ground.Inventory.Pods.Select(pod => new Row { Pod = pod, Namespace = pod.Namespace })),
        new("namespace full role", "a namespace that has a Role which may do everything", RowParts.Namespace, ground => Each(ground).Where(row => ground.Identities.HasFullRole(row.Namespace!))),
        new("label peer", "a namespace, and a container that lets pods in by labels which a pod made there may have", RowParts.Namespace | RowParts.Container,
            ground => from pair in ground.Network.LetInByLabels select Row.Of(pair.Container) with { Namespace = pair.Namespace }),
    ];

    private static IEnumerable<Row> Each(Ground ground) => ground.Inventory.Namespaces.Select(ns => new Row { Namespace = ns });

    private static IEnumerable<ContainerThing> Running(Ground ground) => ground.Inventory.Pods.SelectMany(pod => pod.Containers).Where(container => container.Runs);
}
