namespace Redoubt.Attack.Diff;

/// <summary>
/// What a change does to what stands between attackers and jewels. It is better where every new failure set contains an old one, worse where every old one
/// contains a new one, and an exchange where neither is so. Immutable.
/// </summary>
public sealed class DepthDiff
{
    private DepthDiff(IReadOnlyList<PairChange> changes) => Changes = changes;

    /// <summary>The pairs whose sets changed: the worse first, then exchanges, then the better; by jewel and entry.</summary>
    public IReadOnlyList<PairChange> Changes { get; }

    /// <summary>Compares two platforms.</summary>
    /// <param name="before">The one.</param>
    /// <param name="after">The other.</param>
    public static DepthDiff Between(DepthAnalysis before, DepthAnalysis after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (Pairs(before), Pairs(after));
        return new DepthDiff(
        [
            .. old.Keys.Union(now.Keys).Select(key => PairChange.Of(key.Entry, key.Jewel, old.GetValueOrDefault(key), now.GetValueOrDefault(key))).OfType<PairChange>()
                .OrderBy(change => change.Effect).ThenBy(change => change.Jewel, StringComparer.Ordinal).ThenBy(change => change.Entry, StringComparer.Ordinal),
        ]);
    }

    private static Dictionary<(string Entry, string Jewel), (EntryDepths Depths, DepthPair Pair)> Pairs(DepthAnalysis analysis) =>
        (from depths in analysis.From(analysis.Entries) from pair in depths.Pairs select (depths, pair)).ToDictionary(one => (one.pair.Entry.Name, one.pair.Jewel.Name), one => (one.depths, one.pair));
}

/// <summary>What a change does to a pair of entry and jewel.</summary>
public enum DepthEffect
{
    /// <summary>There is a way that there was not, or one that needs fewer failures.</summary>
    Worse,

    /// <summary>Some ways are gone, and others are new.</summary>
    Exchange,

    /// <summary>Ways are gone, or need more failures.</summary>
    Better,
}

/// <summary>How what stands between an entry and a jewel changed.</summary>
public sealed record PairChange
{
    /// <summary>The entry's name.</summary>
    public required string Entry { get; init; }

    /// <summary>The jewel's name.</summary>
    public required string Jewel { get; init; }

    /// <summary>What it comes to.</summary>
    public required DepthEffect Effect { get; init; }

    /// <summary>The depth before, as it is told; empty where the pair was not there.</summary>
    public required string Before { get; init; }

    /// <summary>The depth after; empty where the pair is gone.</summary>
    public required string After { get; init; }

    /// <summary>The failure sets that are new, the smallest first.</summary>
    public required IReadOnlyList<FailureCauses> New { get; init; }

    /// <summary>The failure sets that are gone.</summary>
    public required IReadOnlyList<FailureCauses> Gone { get; init; }

    /// <summary>The way of the smallest new set; empty where none is new.</summary>
    public required IReadOnlyList<AttackStep> Way { get; init; }

    /// <summary>How many failures fewer suffice; 0 where it is not known or not fewer.</summary>
    public int Fewer { get; init; }

    internal static PairChange? Of(string entry, string jewel, (EntryDepths? Depths, DepthPair? Pair) before, (EntryDepths? Depths, DepthPair? Pair) after)
    {
        var old = before.Pair?.Sets ?? [];
        var now = after.Pair?.Sets ?? [];
        FailureCauses[] fresh = [.. now.Where(set => !old.Any(other => Same(set, other)))];
        FailureCauses[] gone = [.. old.Where(set => !now.Any(other => Same(set, other)))];
        if (fresh.Length == 0 && gone.Length == 0)
        {
            return null;
        }

        var isBetter = fresh.All(set => old.Any(other => Within(other, set)));
        var isWorse = gone.All(set => now.Any(other => Within(other, set)));
        return new PairChange
        {
            Entry = entry,
            Jewel = jewel,
            Effect = isBetter ? DepthEffect.Better : isWorse ? DepthEffect.Worse : DepthEffect.Exchange,
            Before = before.Pair?.DepthText ?? "",
            After = after.Pair?.DepthText ?? "",
            New = fresh,
            Gone = gone,
            Way = fresh.Length > 0 ? after.Depths!.Way(fresh[0]) : [],
            Fewer = Math.Max(0, (before.Pair?.Depth - after.Pair?.Depth) ?? 0),
        };
    }

    private static bool Same(FailureCauses one, FailureCauses other) => one.Causes.SequenceEqual(other.Causes);

    private static bool Within(FailureCauses one, FailureCauses other) => one.Causes.All(other.Causes.Contains);
}
