using FsCheck.Xunit;
using Redoubt.Attack.Search;

namespace Redoubt.Attack.Tests.Search;

/// <summary>The search against every subset of causes, each closed by hand.</summary>
public sealed class SearchLaws
{
    [Property(Arbitrary = [typeof(RandomProgram)], MaxTest = 400)]
    public void Every_atom_has_just_the_minimal_sets_that_trying_all_subsets_finds(RandomProgram random)
    {
        var search = FailureSearch.Run(new HornProgram(RandomProgram.Atoms, random.Clauses), [0], new SearchLimits());
        Assert.Equal(FailureSet.MostCauses, search.Known);
        var minimal = Enumerable.Range(0, RandomProgram.Atoms).Select(_ => new List<FailureSet>()).ToArray();
        foreach (var set in Subsets().OrderBy(set => set.Rank))
        {
            var held = Closure(random.Clauses, set);
            foreach (var atom in Enumerable.Range(0, RandomProgram.Atoms).Where(atom => held[atom] && !minimal[atom].Exists(known => known.IsWithin(set))))
            {
                minimal[atom].Add(set);
            }
        }

        for (var atom = 0; atom < RandomProgram.Atoms; atom++)
        {
            Assert.Equal(Text(minimal[atom]), Text(search.Of(atom).Select(found => found.Set)));
        }
    }

    [Property(Arbitrary = [typeof(RandomProgram)], MaxTest = 200)]
    public void A_set_is_derived_by_clauses_that_stand_on_one_another(RandomProgram random)
    {
        var search = FailureSearch.Run(new HornProgram(RandomProgram.Atoms, random.Clauses), [0], new SearchLimits());
        for (var atom = 0; atom < RandomProgram.Atoms; atom++)
        {
            foreach (var (number, set) in search.Of(atom))
            {
                var held = new HashSet<int> { 0 };
                foreach (var clause in search.Derivation(number).Select(one => random.Clauses[one]))
                {
                    Assert.Subset(held, clause.Body.ToHashSet());
                    Assert.True(clause.Cost.IsWithin(set));
                    held.Add(clause.Head);
                }

                Assert.Contains(atom, held);
            }
        }
    }

    [Property(Arbitrary = [typeof(RandomProgram)], MaxTest = 100)]
    public void A_clause_more_never_takes_a_way_away(RandomProgram random)
    {
        var all = FailureSearch.Run(new HornProgram(RandomProgram.Atoms, random.Clauses), [0], new SearchLimits());
        var fewer = FailureSearch.Run(new HornProgram(RandomProgram.Atoms, [.. random.Clauses.Skip(1)]), [0], new SearchLimits());
        for (var atom = 0; atom < RandomProgram.Atoms; atom++)
        {
            Assert.All(fewer.Of(atom), one => Assert.Contains(all.Of(atom), other => other.Set.IsWithin(one.Set)));
        }
    }

    [Property(Arbitrary = [typeof(RandomProgram)], MaxTest = 100)]
    public void A_search_that_is_cut_says_how_far_it_came_and_is_right_so_far(RandomProgram random)
    {
        var program = new HornProgram(RandomProgram.Atoms, random.Clauses);
        var all = FailureSearch.Run(program, [0], new SearchLimits());
        var cut = FailureSearch.Run(program, [0], new SearchLimits(Steps: 6));
        for (var atom = 0; atom < RandomProgram.Atoms; atom++)
        {
            Assert.Equal(Text(all.Of(atom).Select(one => one.Set).Where(set => set.Size <= cut.Known)), Text(cut.Of(atom).Select(one => one.Set).Where(set => set.Size <= cut.Known)));
        }
    }

    private static string Text(IEnumerable<FailureSet> sets) => string.Join(' ', sets.Select(set => set.ToString()).Order(StringComparer.Ordinal));

    private static IEnumerable<FailureSet> Subsets()
    {
        for (var mask = 0; mask < 1 << RandomProgram.Causes; mask++)
        {
            for (var fact = 0; fact <= RandomProgram.Facts; fact++)
            {
                var set = fact == 0 ? FailureSet.None : FailureSet.OfFact(fact);
                var fits = true;
                for (var cause = 1; cause <= RandomProgram.Causes; cause++)
                {
                    fits &= (mask & (1 << (cause - 1))) == 0 || set.TryWith(FailureSet.OfCause(cause), FailureSet.MostCauses, out set);
                }

                if (fits)
                {
                    yield return set;
                }
            }
        }
    }

    private static bool[] Closure(IReadOnlyList<HornClause> clauses, FailureSet failed)
    {
        var held = new bool[RandomProgram.Atoms];
        held[0] = true;
        for (var grows = true; grows;)
        {
            grows = false;
            foreach (var clause in clauses.Where(clause => !held[clause.Head] && clause.Cost.IsWithin(failed) && clause.Body.All(atom => held[atom])))
            {
                held[clause.Head] = grows = true;
            }
        }

        return held;
    }
}
