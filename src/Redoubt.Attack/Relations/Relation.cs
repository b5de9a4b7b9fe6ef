namespace Redoubt.Attack.Relations;

/// <summary>A relation between things of a platform over which attackers move. It is made of classes, never of pairs of single pods.</summary>
/// <param name="Name">As techniques name it.</param>
/// <param name="Say">What it relates.</param>
/// <param name="Sample">A row that has what all rows have, by which patterns and expressions are checked.</param>
/// <param name="Rows">Its rows on a platform.</param>
internal sealed record Relation(string Name, string Say, RowParts Sample, Func<Ground, IEnumerable<Row>> Rows)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Relation> All { get; } =
        [.. ContainerRelations.All, .. NodeRelations.All, .. NamespaceRelations.All, .. SupplyRelations.All, .. ControllerRelations.All];

    /// <summary>The relation of a name; null if there is none.</summary>
    public static Relation? Find(string name) => All.FirstOrDefault(relation => relation.Name == name);
}

/// <summary>What the rows of a relation have.</summary>
[Flags]
internal enum RowParts
{
    None = 0,
    Pod = 1,
    Container = 2 | Pod,
    Mount = 4,
    Node = 8,
    OtherNode = 16,
    Namespace = 32,
    Account = 64,
    Secret = 128,
    Identity = 256,
    Engine = 512,
    Sibling = 1024,
}
