using Redoubt.Evidence;

namespace Redoubt.Collect.Clusters;

/// <summary>Which kinds are collected of a cluster: the list <c>kinds.txt</c>.</summary>
public static class ClusterKinds
{
    private const string Every = "*";

    private static readonly SortedDictionary<string, SortedSet<string>> Listed = Read();

    /// <summary>The groups, in the order in which they are collected; the core group is empty.</summary>
    internal static IReadOnlyCollection<string> Groups => Listed.Keys;

    /// <summary>Whether objects of the kind are collected.</summary>
    /// <param name="kind">The kind.</param>
    public static bool Has(GroupKind kind) => Listed.TryGetValue(kind.Group, out var kinds) && (kinds.Contains(Every) || kinds.Contains(kind.Kind));

    /// <summary>The kinds of a group that are asked for, in their order; null for all that it serves.</summary>
    internal static IReadOnlyCollection<string>? KindsOf(string group) => Listed[group] is var kinds && kinds.Contains(Every) ? null : kinds;

    private static SortedDictionary<string, SortedSet<string>> Read()
    {
        var listed = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        using var reader = new StreamReader(typeof(ClusterKinds).Assembly.GetManifestResourceStream("kinds.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var words = line.Split(' ');
                listed.Add(words[0] == "core" ? "" : words[0], new SortedSet<string>(words[1..], StringComparer.Ordinal));
            }
        }
        return listed;
    }
}
