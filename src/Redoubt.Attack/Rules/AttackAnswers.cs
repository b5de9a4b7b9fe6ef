using System.Collections.Concurrent;
using Redoubt.Evidence;

namespace Redoubt.Attack.Rules;

/// <summary>What rules ask of one platform: each entry is searched from once. Safe for many threads.</summary>
/// <param name="analysis">The analysis.</param>
internal sealed class AttackAnswers(DepthAnalysis analysis)
{
    private readonly ConcurrentDictionary<string, Lazy<EntryDepths>?> _entries = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyList<EntryDepths>> _all = new(() => analysis.From(analysis.Entries, isForAll: false));
    private readonly Lazy<HashSet<Document>> _open = new(() => Opening(analysis));

    /// <summary>Every entry with every jewel that it does not have by what it is.</summary>
    public IReadOnlyList<DepthPair> All => [.. _all.Value.SelectMany(depths => depths.Pairs).Where(pair => !analysis.IsOwn(pair.Entry, pair.Jewel))];

    /// <summary>Whether something is a jewel.</summary>
    /// <param name="jewel">As <c>redoubt depth --to</c> takes it: of a kind, all of it.</param>
    public bool Knows(string jewel) => analysis.Jewels.Any(one => IsMeant(one, jewel));

    /// <summary>What stands between an entry and a jewel; null where one of them is not there.</summary>
    /// <param name="entry">The entry; null for each that does not have the jewel by what it is.</param>
    /// <param name="jewel">The jewel.</param>
    public IReadOnlyList<DepthPair>? Of(string? entry, string jewel)
    {
        DepthPair[] pairs = entry is null ? [.. All.Where(pair => IsMeant(pair.Jewel, jewel))] : From(entry) is { } depths ? [.. depths.Pairs.Where(pair => IsMeant(pair.Jewel, jewel))] : [];
        return pairs.Length == 0 ? null : pairs;
    }

    /// <summary>Whether an object makes a step possible of a way on which nothing has to fail.</summary>
    /// <param name="document">The object.</param>
    public bool IsOnOpenWay(Document document) => _open.Value.Contains(document);

    private EntryDepths? From(string name) =>
        _entries.GetOrAdd(name, name => analysis.Find(name) is { } entry ? new Lazy<EntryDepths>(() => analysis.From(entry, isForAll: false)) : null)?.Value;

    private static bool IsMeant(AttackJewel jewel, string name) => jewel.Name == name || jewel.Name.StartsWith($"{name}:", StringComparison.Ordinal);

    private static HashSet<Document> Opening(DepthAnalysis analysis) =>
    [
        .. from depths in analysis.Below(analysis.Entries, analysis.Jewels, 1)
           from pair in depths.Pairs
           where pair.Depth == 0 && !analysis.IsOwn(pair.Entry, pair.Jewel)
           from set in pair.Sets
           where set.Causes.Count == 0
           from step in depths.Way(set)
           where step.Document is not null
           select step.Document!,
    ];
}
