using Redoubt.Attack.Search;

namespace Redoubt.Attack.Tests.Search;

public sealed class FailureSetTests
{
    [Fact]
    public void A_union_has_each_cause_once()
    {
        Assert.True(Of(3, 1).TryWith(Of(2, 3), 4, out var union));
        Assert.Equal([1, 2, 3], union.Causes);
        Assert.Equal(3, union.Size);
    }

    [Fact]
    public void A_union_of_too_many_causes_is_none() => Assert.False(Of(1, 2, 3).TryWith(Of(4, 5), 4, out _));

    [Fact]
    public void Two_facts_are_too_many()
    {
        Assert.False(FailureSet.OfFact(1).TryWith(FailureSet.OfFact(2), 4, out _));
        Assert.True(FailureSet.OfFact(1).TryWith(FailureSet.OfFact(1), 4, out _));
    }

    [Fact]
    public void A_set_is_within_another_that_has_all_of_it()
    {
        Assert.True(FailureSet.None.IsWithin(Of(1)));
        Assert.True(Of(1, 3).IsWithin(Of(1, 2, 3)));
        Assert.False(Of(1, 4).IsWithin(Of(1, 2, 3)));
        Assert.False(FailureSet.OfFact(1).IsWithin(Of(1)));
        Assert.True(Of(1).TryWith(FailureSet.OfFact(1), 4, out var both) && Of(1).IsWithin(both));
    }

    private static FailureSet Of(params int[] causes)
    {
        var set = FailureSet.None;
        foreach (var cause in causes)
        {
            Assert.True(set.TryWith(FailureSet.OfCause(cause), FailureSet.MostCauses, out set));
        }

        return set;
    }
}
