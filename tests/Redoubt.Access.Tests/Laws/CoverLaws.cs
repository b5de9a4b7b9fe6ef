using FsCheck.Xunit;
using Redoubt.Access.Roles;

namespace Redoubt.Access.Tests.Laws;

/// <summary>Covering, as the server's check of escalation has it.</summary>
public sealed class CoverLaws
{
    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 2_000)]
    public void What_covers_a_rule_allows_every_request_of_it(WorldRule[] own, WorldRule other)
    {
        AccessRule[] rules = [.. own.Select(Rule)];
        var covered = Rule(other);
        if (RuleCover.Covers(rules, covered))
        {
            Assert.All(WorldArbitrary.Requests(AccessUser.Nobody).Where(covered.Allows), request => Assert.Contains(rules, rule => rule.Allows(request)));
        }
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 2_000)]
    public void A_rule_is_covered_where_one_rule_covers_each_of_its_parts(WorldRule[] own, WorldRule other)
    {
        AccessRule[] rules = [.. own.Select(Rule)];
        var each = Rule(other).Atoms.All(atom => rules.Any(rule => RuleCover.Covers(rule, atom)));
        Assert.Equal(each, RuleCover.Covers(rules, Rule(other)));
        Assert.Equal(each, Rule(other).Atoms.All(atom => rules.SelectMany(rule => rule.Atoms).Any(held => held.Covers(atom))));
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 500)]
    public void A_rule_allows_what_one_of_its_parts_allows(WorldRule one)
    {
        var rule = Rule(one);
        var atoms = rule.Atoms.ToArray();
        Assert.All(WorldArbitrary.Requests(AccessUser.Nobody), request => Assert.Equal(rule.Allows(request), atoms.Any(atom => atom.Allows(request))));
        Assert.All(WorldArbitrary.Requests(AccessUser.Nobody), request => Assert.Equal(NaiveEvaluation.Allows(one, request), rule.Allows(request)));
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 500)]
    public void A_rule_covers_itself_and_nothing_covers_a_rule_with_parts(WorldRule one)
    {
        Assert.True(RuleCover.Covers([Rule(one)], Rule(one)));
        Assert.Equal(!Rule(one).Atoms.Any(), RuleCover.Covers([], Rule(one)));
    }

    // Facts of kubernetes/kubernetes, component-helpers/auth/rbac/validation/policy_comparator_test.go.
    [Theory]
    [InlineData("get|apps|deployments||", "get|apps|deployments||", true)]
    [InlineData("*|*|*||", "get,list|apps|deployments/scale|web|", true)]
    [InlineData("get|apps|*/scale||", "get|apps|deployments/scale||", true)]
    [InlineData("get|apps|deployments/scale||", "get|apps|*/scale||", false)]
    [InlineData("get|apps|deployments/*||", "get|apps|deployments/scale||", false)]
    [InlineData("get|apps|deployments||", "get|apps|deployments/scale||", false)]
    [InlineData("get|apps|deployments|web|", "get|apps|deployments||", false)]
    [InlineData("get|apps|deployments||", "get|apps|deployments|web|", true)]
    [InlineData("get|||| /a/*", "get|||| /a/b", true)]
    [InlineData("get|apps|deployments|*|", "get|apps|deployments|web|", false)]
    [InlineData("get||||/a/*", "get||||/a", false)]
    [InlineData("get||||/a*", "get||||/a/*", true)]
    [InlineData("get||||/a/*", "*||||/a/b", false)]
    public void The_server_compares_so(string own, string other, bool covers) => Assert.Equal(covers, RuleCover.Covers([Rule(own)], Rule(other)));

    private static AccessRule Rule(WorldRule rule) => AccessRule.Of(rule.Verbs, rule.Groups, rule.Resources, rule.Names, rule.Paths);

    private static AccessRule Rule(string text)
    {
        string[][] parts = [.. text.Split('|').Select(part => part.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        return AccessRule.Of(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }
}
