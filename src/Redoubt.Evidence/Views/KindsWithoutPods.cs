namespace Redoubt.Evidence.Views;

/// <summary>The kinds of other makers of which it is known that no operator makes pods from them, such as routes and policies.</summary>
public static class KindsWithoutPods
{
    private static readonly HashSet<GroupKind> Kinds =
        [.. EmbeddedTable.Read("kinds-without-pods.txt").SelectMany(words => words.Skip(1).Select(kind => new GroupKind(words[0], kind)))];

    /// <summary>Whether a kind is one of them.</summary>
    /// <param name="kind">The kind.</param>
    public static bool Has(GroupKind kind) => Kinds.Contains(kind) || Kinds.Contains(kind with { Kind = "*" });
}
