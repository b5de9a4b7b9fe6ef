using Redoubt.Attack.Facts;
using Redoubt.Attack.Model;
using Redoubt.Attack.Search;

namespace Redoubt.Attack;

/// <summary>The numbers of a jewel: the same for all entries that are alike.</summary>
/// <param name="Depth">The least number of causes; null for none that is known.</param>
/// <param name="Firm">The same without partial ones.</param>
/// <param name="Falls">To what it falls if an unseen fact is bad.</param>
/// <param name="Known">Up to how many causes all sets are known.</param>
internal sealed record JewelSummary(int? Depth, int? Firm, IReadOnlyList<DepthFall> Falls, int Known)
{
    /// <summary>The jewel has no set.</summary>
    public static readonly JewelSummary Unreached = new(null, null, [], FailureSet.MostCauses);

    /// <summary>Sums up the sets of an atom.</summary>
    /// <param name="model">The clauses.</param>
    /// <param name="found">What was found.</param>
    /// <param name="atom">The atom.</param>
    /// <param name="known">Up to how many causes all its sets are known.</param>
    public static JewelSummary Of(AttackModel model, FoundSets found, int atom, int known)
    {
        var (depth, firm, facts) = (int.MaxValue, int.MaxValue, new SortedDictionary<int, int>());
        foreach (var (_, set) in found.Of(atom))
        {
            if (set.Fact != 0)
            {
                facts[set.Fact] = Math.Min(set.Size, facts.GetValueOrDefault(set.Fact, int.MaxValue));
                continue;
            }

            depth = Math.Min(depth, set.Size);
            firm = Math.Min(firm, set.Causes.Count(cause => !model.CauseOf(cause).Mechanism.IsPartial));
        }

        var falls = facts.Where(fact => fact.Value < depth).Select(fact => (Fact: AttackFact.All[fact.Key - 1], Depth: fact.Value))
            .OrderBy(fall => fall.Depth).ThenBy(fall => fall.Fact.Name, StringComparer.Ordinal).Select(fall => new DepthFall(fall.Fact.Name, fall.Depth, fall.Fact.Say, fall.Fact.Look));
        return depth == int.MaxValue ? new JewelSummary(null, null, [.. falls], known) : new JewelSummary(depth, firm, [.. falls], known);
    }
}
