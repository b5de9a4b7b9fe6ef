using FsCheck.Xunit;

namespace Redoubt.Access.Tests.Laws;

/// <summary>The index against the definition, on random roles and bindings with aggregation in any shape.</summary>
public sealed class EvaluationLaws
{
    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 50)]
    public void The_index_answers_as_a_look_at_every_rule(World world)
    {
        var authorization = new Authorization(world.Platform);
        var naive = new NaiveEvaluation(world);
        foreach (var request in WorldArbitrary.Users.SelectMany(WorldArbitrary.Requests))
        {
            var allowing = naive.Allowing(request).ToHashSet();
            var answer = authorization.Answer(request);
            Assert.Null(answer.Missing);
            if (answer.IsAllowed != allowing.Count > 0 || (answer.Grant is { } grant && !allowing.Contains(grant.BindingLabel)))
            {
                Assert.Fail($"{request}: {answer.IsAllowed}, but {string.Join(", ", allowing)}");
            }
        }
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 30)]
    public void Every_binding_that_allows_a_request_is_named(World world)
    {
        var authorization = new Authorization(world.Platform);
        var naive = new NaiveEvaluation(world);
        foreach (var request in WorldArbitrary.Users.SelectMany(WorldArbitrary.Requests).Where((_, number) => number % 7 == 0))
        {
            Assert.Equal(naive.Allowing(request).Order(StringComparer.Ordinal), authorization.Grants(request).Select(grant => grant.BindingLabel).Order(StringComparer.Ordinal));
        }
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 40)]
    public void One_more_binding_takes_no_right(World world, WorldBinding more)
    {
        var before = new Authorization(world.Platform);
        var after = new Authorization((world with { Bindings = [.. world.Bindings, more] }).Platform);
        Assert.All(WorldArbitrary.Users.SelectMany(WorldArbitrary.Requests).Where(request => before.Answer(request).IsAllowed), request => Assert.True(after.Answer(request).IsAllowed));
    }
}
