using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Attack.Search;

namespace Redoubt.Attack.Tests.Search;

/// <summary>What a symmetry says is what a search of its own finds, on programs that hold the same twice, with parts in common and disturbed at random.</summary>
public sealed class SymmetryLaws
{
    private const int Shared = 4;
    private const int Own = 7;
    private const int Atoms = Shared + (2 * Own);
    private const int SharedCauses = 3;
    private const int OwnCauses = 3;
    private const int Causes = SharedCauses + (2 * OwnCauses);

    [Property(Arbitrary = [typeof(SymmetryLaws)], MaxTest = 400)]
    public void What_is_known_of_one_start_is_known_of_another_that_a_symmetry_exchanges(TwiceProgram random)
    {
        var program = new HornProgram(Atoms, random.Clauses);
        if (Finder(random.Clauses).Find([Shared], [Shared + Own]) is not { } symmetry)
        {
            return;
        }

        var (one, other) = (FailureSearch.Run(program, [Shared], new SearchLimits()), FailureSearch.Run(program, [Shared + Own], new SearchLimits()));
        for (var atom = 0; atom < Atoms; atom++)
        {
            Assert.Equal(Text(other.Of(atom).Select(found => found.Set)), Text(one.Of(symmetry.Atom(atom)).Select(found => symmetry.Of(found.Set))));
        }
    }

    [Property(Arbitrary = [typeof(SymmetryLaws)], MaxTest = 200)]
    public void A_symmetry_turns_the_clauses_into_themselves_and_back(TwiceProgram random)
    {
        var finder = Finder(random.Clauses);
        if (finder.Find([Shared], [Shared + Own]) is { } symmetry)
        {
            Assert.All(random.Clauses, clause => Assert.True(finder.Find(symmetry.Of(clause)) >= 0));
            Assert.All(Enumerable.Range(0, Atoms), atom => Assert.Equal(atom, symmetry.Atom(symmetry.Atom(atom))));
            Assert.Equal(Shared + Own, symmetry.Atom(Shared));
        }
    }

    [Fact]
    public void Two_workloads_that_differ_in_nothing_but_their_names_are_searched_from_once()
    {
        // Two containers with a flaw of their own each, that reach one another and the same node.
        HornClause[] clauses = [Clause(1, [0], 1), Clause(4, [3], 2), Clause(2, [1], 3), Clause(2, [4], 3), Clause(0, [2]), Clause(3, [2])];
        var finder = new SymmetryFinder(clauses, new Colours(clauses, [1, 2, 3, 1, 2], [0, 1, 1, 2]), 5, 3);

        var orbits = Orbits.Of(finder, [[0], [3]]);

        Assert.All(orbits, orbit => Assert.Equal(0, orbit.First));
        Assert.Equal(2, orbits[1].Symmetry.Cause(1));
    }

    [Property(Arbitrary = [typeof(RandomProgram)], MaxTest = 300)]
    public void A_search_for_some_atoms_finds_of_them_what_a_search_for_all_finds(RandomProgram random)
    {
        var program = new HornProgram(RandomProgram.Atoms, random.Clauses);
        var all = FailureSearch.Run(program, [0], new SearchLimits());
        int[] wanted = [3, 5];
        var some = FailureSearch.Run(program, [0], new SearchLimits(), SearchGoal.Of(program, [0], wanted, kinds: null));
        var nearest = FailureSearch.Run(program, [0], new SearchLimits(), SearchGoal.Of(program, [0], wanted, [.. wanted.Select(atom => new[] { atom })]));
        foreach (var atom in wanted)
        {
            Assert.Equal(Text(all.Of(atom).Select(found => found.Set)), Text(some.Of(atom).Select(found => found.Set)));
            Assert.Equal(Text(all.Of(atom).Select(found => found.Set).Where(set => set.Size <= nearest.Known)), Text(nearest.Of(atom).Select(found => found.Set)));
            Assert.Equal(Least(all, atom), Least(nearest, atom));
        }
    }

    [Property(Arbitrary = [typeof(RandomProgram)], MaxTest = 300)]
    public void A_search_for_one_of_several_atoms_finds_the_nearest_of_them(RandomProgram random)
    {
        var program = new HornProgram(RandomProgram.Atoms, random.Clauses);
        var all = FailureSearch.Run(program, [0], new SearchLimits());
        int[] kind = [2, 3, 5];
        var nearest = FailureSearch.Run(program, [0], new SearchLimits(), SearchGoal.Of(program, [0], kind, [kind]));

        Assert.Equal(NearestOf(all), NearestOf(nearest));
        Assert.All(kind, atom => Assert.Equal(
            Text(all.Of(atom).Select(found => found.Set).Where(set => set.Size <= nearest.Known)), Text(nearest.Of(atom).Select(found => found.Set))));

        int NearestOf(FoundSets found) => kind.Select(atom => Least(found, atom)).Where(size => size >= 0).DefaultIfEmpty(-1).Min();
    }

    public static Arbitrary<TwiceProgram> Programs()
    {
        var atom = Gen.Choose(0, Shared + Own - 1);
        var clause =
            from head in atom
            from body in atom.ListOf(2)
            from size in Gen.Choose(1, 2)
            from causes in Gen.Choose(1, SharedCauses + OwnCauses).ListOf(2)
            from fails in Gen.Choose(0, 2)
            select (Head: head, Body: body.Take(size).Distinct().Order().ToArray(), Causes: causes.Take(fails).ToArray());
        var extra = from head in Gen.Choose(0, Atoms - 1) from body in Gen.Choose(0, Atoms - 1) select Clause(head, [body]);
        return (from count in Gen.Choose(1, 12)
                from clauses in clause.ListOf(count)
                from odd in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 2)))
                from extras in extra.ListOf(odd)
                select new TwiceProgram([.. clauses.SelectMany(one => new[] { Clause(one.Head, one.Body, one.Causes), Clause(Twin(one.Head), [.. one.Body.Select(Twin).Order()], [.. one.Causes.Select(TwinCause)]) }), .. extras])).ToArbitrary();
    }

    private static int Twin(int atom) => atom < Shared ? atom : atom + Own;

    private static int TwinCause(int cause) => cause <= SharedCauses ? cause : cause + OwnCauses;

    private static SymmetryFinder Finder(IReadOnlyList<HornClause> clauses) => new(clauses, new Colours(clauses, new ulong[Atoms], new ulong[Causes + 1]), Atoms, Causes);

    private static HornClause Clause(int head, int[] body, params int[] causes)
    {
        var cost = FailureSet.None;
        foreach (var cause in causes)
        {
            cost.TryWith(FailureSet.OfCause(cause), FailureSet.MostCauses, out cost);
        }

        return new HornClause(head, body, cost);
    }

    private static int Least(FoundSets found, int atom) => found.Of(atom).Where(one => one.Set.Fact == 0).Select(one => one.Set.Size).DefaultIfEmpty(-1).Min();

    private static string Text(IEnumerable<FailureSet> sets) => string.Join(' ', sets.Select(set => set.ToString()).Order(StringComparer.Ordinal));

    public sealed record TwiceProgram
    {
        internal TwiceProgram(IReadOnlyList<HornClause> clauses) => Clauses = clauses;

        internal IReadOnlyList<HornClause> Clauses { get; }

        public override string ToString() => string.Join("; ", Clauses.Select(clause => $"{clause.Head} <- {string.Join(' ', clause.Body)} {clause.Cost}"));
    }
}
