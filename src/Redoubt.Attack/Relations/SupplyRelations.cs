namespace Redoubt.Attack.Relations;

/// <summary>From where images come from to what runs them.</summary>
internal static class SupplyRelations
{
    public static IReadOnlyList<Relation> All { get; } =
    [
        new("third party", "a container whose image somebody else supplies", RowParts.Container, ground => Each(ground).Where(row => !ground.Inventory.IsOwn(row.Container!))),
        new("own image", "a container whose image is one's own", RowParts.Container, ground => Each(ground).Where(row => ground.Inventory.IsOwn(row.Container!))),
        new("image container", "a container and its image", RowParts.Container | RowParts.Namespace, ground => Each(ground).Select(row => row with { Namespace = row.Pod!.Namespace })),
    ];

    private static IEnumerable<Row> Each(Ground ground) => ground.Inventory.Pods.SelectMany(pod => pod.Containers).Select(container => Row.Of(container));
}
