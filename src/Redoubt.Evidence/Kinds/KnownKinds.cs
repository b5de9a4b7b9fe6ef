using System.Collections.Frozen;

namespace Redoubt.Evidence;

/// <summary>The kinds of which it is known, without asking a cluster, whether their objects live in a namespace.</summary>
public static class KnownKinds
{
    private static readonly FrozenDictionary<GroupKind, bool> Namespaced = Read();

    /// <summary>Whether objects of the kind live in a namespace.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Null for a kind that is not known here, as those of custom resources.</returns>
    public static bool? IsNamespaced(GroupKind kind) => Namespaced.TryGetValue(kind, out bool namespaced) ? namespaced : null;

    private static FrozenDictionary<GroupKind, bool> Read()
    {
        var kinds = new Dictionary<GroupKind, bool>();
        foreach (string[] line in EmbeddedTable.Read("kinds.txt"))
        {
            for (int at = 1; at < line.Length; at++)
                kinds.Add(GroupKind.Parse(line[at]), line[0] == "namespaced");
        }
        return kinds.ToFrozenDictionary();
    }
}
