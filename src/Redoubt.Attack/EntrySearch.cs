using Redoubt.Attack.Model;
using Redoubt.Attack.Search;

namespace Redoubt.Attack;

/// <summary>Searches from many entries: once for all that a symmetry turns into one another, on all processors.</summary>
internal sealed class EntrySearch
{
    // Entries times clauses of which one thread is done before others would be there to help.
    private const int Few = 100_000;

    /// <param name="model">The clauses.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="jewels">The jewels.</param>
    /// <param name="depth">The most causes of a set.</param>
    /// <param name="kinds">From an entry, jewels of which one is enough, each kind for itself; null where all minimal sets are searched for.</param>
    public EntrySearch(
        AttackModel model, IReadOnlyList<AttackEntry> entries, IReadOnlyList<AttackJewel> jewels, int depth, Func<AttackEntry, IEnumerable<IEnumerable<AttackJewel>>>? kinds)
    {
        int[][] starts = [.. entries.Select(entry => entry.Holds.Select(model.Find).OfType<int>().ToArray())];
        int[] wanted = [.. jewels.Select(jewel => model.Find(jewel.Atom)).OfType<int>()];
        var orbits = starts.Length == 1 ? [(0, Symmetry.None)] : Orbits.Of(model.Symmetries, starts);
        var alike = orbits.Index().ToLookup(one => one.Item.First, one => (Entry: entries[one.Index], one.Item.Symmetry));
        var limits = SearchLimits.For(alike.Count) with { Depth = depth };
        var found = new (FoundSets Sets, Dictionary<int, JewelSummary> Summaries)[starts.Length];
        if ((long)alike.Count * model.Clauses.Count < Few)
        {
            var room = new SearchRoom();
            foreach (var orbit in alike)
            {
                Search(orbit.Key, room);
            }
        }
        else
        {
            Parallel.ForEach(alike.Select(orbit => orbit.Key), () => new SearchRoom(), (first, _, room) => Search(first, room), _ => { });
        }

        Depths = [.. entries.Select((entry, number) => new EntryDepths(entry, jewels, model, found[orbits[number].First].Sets, found[orbits[number].First].Summaries, orbits[number].Symmetry))];

        SearchRoom Search(int first, SearchRoom room)
        {
            int[] all = [.. alike[first].SelectMany(one => wanted.Select(one.Symmetry.Atom)).Distinct()];
            int[][]? enough = kinds is null ? null
                : [.. alike[first].SelectMany(one => kinds(one.Entry).Select(kind => kind.Select(jewel => model.Find(jewel.Atom)).OfType<int>().Select(one.Symmetry.Atom).ToArray()))];
            var goal = SearchGoal.Of(model.Program, starts[first], all, enough);
            var sets = FailureSearch.Run(model.Program, starts[first], limits, goal, room);
            found[first] = (sets, all.ToDictionary(atom => atom, atom => JewelSummary.Of(model, sets, atom, goal.IsOutOfReach(atom) ? depth : sets.Known)));
            return room;
        }
    }

    /// <summary>The entries, in their order.</summary>
    public IReadOnlyList<EntryDepths> Depths { get; }
}
