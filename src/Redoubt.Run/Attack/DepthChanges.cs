using Redoubt.Attack;
using Redoubt.Attack.Diff;
using Redoubt.Catalog.Compare;

namespace Redoubt.Run.Attack;

/// <summary>What a change does to depth, as reports tell it: of each jewel the entry for which it changed most.</summary>
internal static class DepthChanges
{
    /// <summary>Compares two states.</summary>
    /// <param name="before">The one; null where it was too large to be asked.</param>
    /// <param name="after">The other.</param>
    public static DepthComparison Between(DepthAnalysis? before, DepthAnalysis? after)
    {
        if (before is null || after is null)
        {
            return new DepthComparison([], [DepthSummaries.TooLarge]);
        }

        var jewels = DepthDiff.Between(before, after).Changes.GroupBy(change => change.Jewel, StringComparer.Ordinal).Select(Of);
        return new DepthComparison(
            [.. jewels.OrderBy(change => change.Effect).ThenBy(change => change.AtLeast).ThenByDescending(change => change.Fewer).ThenBy(change => change.Jewel, StringComparer.Ordinal)],
            [.. before.Notes.Union(after.Notes)]);
    }

    // What is nearest now says most; what is better comes after all that is not.
    private static DepthChange Of(IGrouping<string, PairChange> jewel)
    {
        var pairs = jewel.ToArray();
        var most = pairs.OrderBy(pair => pair.Effect == DepthEffect.Better).ThenBy(pair => pair.AtLeast).ThenByDescending(pair => pair.Fewer).ThenBy(pair => pair.Entry, StringComparer.Ordinal).First();
        return new DepthChange
        {
            Jewel = most.Jewel,
            Entry = most.Entry,
            Effect = most.Effect,
            Before = most.Before,
            After = most.After,
            AtLeast = most.AtLeast,
            Fewer = most.Fewer,
            New = [.. most.New.Select(set => set.Causes)],
            Gone = [.. most.Gone.Select(set => set.Causes)],
            Way = [.. most.Way.Select(step => DepthSteps.Of(step, most.Turns.Contains(step)))],
            Others = pairs.Count(pair => pair.Effect == most.Effect) - 1,
        };
    }
}
