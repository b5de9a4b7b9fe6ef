using Redoubt.Catalog.Compare;

namespace Redoubt.Attack.Diff;

/// <summary>How what stands between an entry and a jewel changed.</summary>
public sealed record PairChange
{
    /// <summary>The entry's name.</summary>
    public required string Entry { get; init; }

    /// <summary>The jewel's name.</summary>
    public required string Jewel { get; init; }

    /// <summary>What it comes to.</summary>
    public required DepthEffect Effect { get; init; }

    /// <summary>The depth before, as it is told; where the entry is new, of the nearest that there was; empty where the jewel is new.</summary>
    public required string Before { get; init; }

    /// <summary>The depth after; where the entry is gone, of the nearest that is left; empty where the jewel is gone.</summary>
    public required string After { get; init; }

    /// <summary>How many causes have to fail after it at least.</summary>
    public required int AtLeast { get; init; }

    /// <summary>The failure sets that are new, the smallest first.</summary>
    public required IReadOnlyList<FailureCauses> New { get; init; }

    /// <summary>The failure sets that are gone.</summary>
    public required IReadOnlyList<FailureCauses> Gone { get; init; }

    /// <summary>The way of the smallest new set; empty where none is new.</summary>
    public required IReadOnlyList<AttackStep> Way { get; init; }

    /// <summary>The steps of <see cref="Way"/> that were not possible before.</summary>
    public required IReadOnlyList<AttackStep> Turns { get; init; }

    /// <summary>How many failures fewer suffice; 0 where it is not known or not fewer.</summary>
    public int Fewer { get; init; }

    /// <summary>The change of a pair; null for none. An entry that is new, or gone, is held against all that there were, or are: one more like others changes nothing.</summary>
    internal static PairChange? Of(string entry, string jewel, PairTable before, PairTable after, Func<int, bool> isNew)
    {
        var (old, now) = (before.Find(entry, jewel), after.Find(entry, jewel));
        FailureCauses[] fresh = [.. (now?.Pair.Sets ?? []).Where(set => old is { } there ? !there.Pair.Sets.Any(set.IsSame) : !before.Covers(jewel, set))];
        FailureCauses[] gone = [.. (old?.Pair.Sets ?? []).Where(set => now is { } there ? !there.Pair.Sets.Any(set.IsSame) : !after.Covers(jewel, set))];
        if (fresh.Length == 0 && gone.Length == 0)
        {
            return null;
        }

        var (was, isNow) = (old?.Pair ?? before.Nearest(jewel), now?.Pair ?? after.Nearest(jewel));
        var isBetter = fresh.All(set => old?.Pair.Sets.Any(other => other.IsWithin(set)) == true);
        var isWorse = gone.All(set => now?.Pair.Sets.Any(other => other.IsWithin(set)) == true);
        var way = fresh.Length > 0 ? now!.Value.Depths.Way(fresh[0], isNew) : [];
        return new PairChange
        {
            Entry = entry,
            Jewel = jewel,
            Effect = isBetter ? DepthEffect.Better : isWorse ? DepthEffect.Worse : DepthEffect.Exchange,
            Before = was?.DepthText ?? "",
            After = isNow?.DepthText ?? "",
            AtLeast = isNow?.AtLeast ?? int.MaxValue,
            New = fresh,
            Gone = gone,
            Way = way,
            Turns = [.. way.Where(step => isNew(step.Clause))],
            Fewer = Math.Max(0, (was?.Depth - isNow?.Depth) ?? 0),
        };
    }
}
