namespace Redoubt.Attack.Relations;

/// <summary>What a pattern may name of a row: <c>{c}</c>, <c>{p.sa}</c>.</summary>
/// <param name="Name">The name between the braces.</param>
/// <param name="Say">What it is.</param>
/// <param name="Of">Its text in a row; null where the relation has none.</param>
internal sealed record Slot(string Name, string Say, Func<Row, string?> Of)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Slot> All { get; } =
    [
        new("c", "the container", row => row.Container?.Id),
        new("c.repo", "its image without tag and digest", row => row.Container?.Repository),
        new("c.registry", "the registry of its image", row => row.Container?.Registry),
        new("c2", "another container of the pod", row => row.Sibling?.Id),
        new("p", "the pod", row => row.Pod?.Id),
        new("p.ns", "its namespace", row => row.Pod?.Namespace),
        new("p.sa", "its service account", row => row.Pod?.Account),
        new("n", "the nodes", row => row.Node?.Id),
        new("n2", "the other nodes", row => row.OtherNode?.Id),
        new("ns", "the namespace", row => row.Namespace),
        new("sa", "the service account", row => row.Account),
        new("s", "the secret", row => row.Secret),
        new("x", "the identity", row => row.Identity),
        new("e", "the admission engine", row => row.Engine),
    ];

    /// <summary>The slot of a name; null if there is none.</summary>
    public static Slot? Find(ReadOnlySpan<char> name)
    {
        foreach (var slot in All)
        {
            if (name.SequenceEqual(slot.Name))
            {
                return slot;
            }
        }

        return null;
    }
}
