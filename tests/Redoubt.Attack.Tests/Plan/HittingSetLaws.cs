using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Attack.Plan;

namespace Redoubt.Attack.Tests.Plan;

/// <summary>The choice of fixes against every choice there is.</summary>
public sealed class HittingSetLaws
{
    private const int Fixes = 9;

    [Property(Arbitrary = [typeof(HittingSetLaws)], MaxTest = 300)]
    public void No_choice_that_takes_one_of_each_list_costs_less(RandomLists random)
    {
        var chosen = HittingSet.Of(random.Cores, random.Efforts);

        Assert.True(Hits(random.Cores, chosen.Chosen.ToHashSet()));
        Assert.Equal(Least(random), chosen.Effort);
        Assert.Equal(chosen.Effort, chosen.AtLeast);
        Assert.Equal(chosen.Effort, chosen.Chosen.Sum(one => random.Efforts[one]));
    }

    [Property(Arbitrary = [typeof(HittingSetLaws)], MaxTest = 200)]
    public void A_choice_that_is_cut_short_lies_within_its_bounds(RandomLists random)
    {
        var cut = HittingSet.Of(random.Cores, random.Efforts, steps: 1);

        Assert.True(Hits(random.Cores, cut.Chosen.ToHashSet()));
        Assert.InRange(Least(random), cut.AtLeast, cut.Effort);
    }

    public static Arbitrary<RandomLists> Lists()
    {
        var core = Gen.Choose(0, Fixes - 1).ListOf(3).Select(list => list.Distinct().Order().ToArray());
        return (from count in Gen.Choose(0, 8) from cores in core.ListOf(count) from efforts in Gen.Choose(1, 4).ListOf(Fixes) select new RandomLists([.. cores], [.. efforts])).ToArbitrary();
    }

    private static int Least(RandomLists random) => Enumerable.Range(0, 1 << Fixes).Select(mask => Enumerable.Range(0, Fixes).Where(one => (mask & (1 << one)) != 0).ToHashSet())
        .Where(choice => Hits(random.Cores, choice)).Min(choice => choice.Sum(one => random.Efforts[one]));

    private static bool Hits(int[][] cores, HashSet<int> choice) => cores.All(core => core.Any(choice.Contains));

    public sealed record RandomLists(int[][] Cores, int[] Efforts)
    {
        public override string ToString() => $"{string.Join(" | ", Cores.Select(core => string.Join(' ', core)))} of {string.Join(' ', Efforts)}";
    }
}
