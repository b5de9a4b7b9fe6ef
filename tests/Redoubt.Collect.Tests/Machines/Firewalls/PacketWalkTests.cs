using Redoubt.Collect.Machines.Firewalls;

namespace Redoubt.Collect.Tests.Machines.Firewalls;

/// <summary>What the kernel cannot be made to show in a moment: limits, other destinations, and what is not understood.</summary>
public sealed class PacketWalkTests
{
    private const int Transport = 16;

    private static readonly Decide Accept = new(new Verdict(VerdictCode.Accept, ""));
    private static readonly Decide Drop = new(new Verdict(VerdictCode.Drop, ""));

    [Fact]
    public void A_limit_lets_everybody_in_at_some_times() => Assert.Equal("0.0.0.0/0", Certain(Arrives(VerdictCode.Drop, [new Sometimes(), Accept])));

    [Fact]
    public void A_limit_before_a_drop_keeps_nobody_out() => Assert.Equal("0.0.0.0/0", Certain(Arrives(VerdictCode.Accept, [new Sometimes(), Drop])));

    [Fact]
    public void What_is_not_understood_decides_nothing()
    {
        var arrives = Arrives(VerdictCode.Drop, [new UnknownExpression("bpf"), Accept]);

        Assert.True(arrives.Must.IsEmpty);
        Assert.Equal(["0.0.0.0/0"], arrives.May.Prefixes(4));
    }

    [Fact]
    public void What_stands_behind_a_rule_that_is_not_understood_still_counts() =>
        Assert.Equal("0.0.0.0/0", Certain(Arrives(VerdictCode.Drop, [new UnknownExpression("bpf"), Accept], [new MetaLoad(Transport, 0), new Compare(0, Comparison.Equal, [6]), Accept])));

    [Fact]
    public void Who_is_sent_elsewhere_is_not_told_to_arrive()
    {
        var arrives = Arrives(VerdictCode.Accept, [new PayloadLoad(1, 12, 1, 0), new Compare(0, Comparison.Equal, [10]), new Redirect()]);

        Assert.DoesNotContain("10.0.0.0/8", arrives.Must.Prefixes(4));
        Assert.Equal(["0.0.0.0/0"], arrives.May.Prefixes(4));
    }

    [Fact]
    public void Rules_on_frames_are_not_followed()
    {
        var below = new Chain(5, "ingress", "eth0", Hook.Prerouting, 0, "filter", VerdictCode.Accept);
        below.Rules.Add([Drop]);

        Assert.True(Walk([below], new StepLimit(100)).Must.IsEmpty);
    }

    [Fact]
    public void Beyond_the_limit_of_steps_nothing_is_certain()
    {
        var steps = new StepLimit(3);
        var arrives = Walk([Input(VerdictCode.Drop, [.. Enumerable.Repeat<Expression[]>([new NoEffect()], 5)])], steps);

        Assert.True(steps.IsReached);
        Assert.True(arrives.Must.IsEmpty);
        Assert.False(arrives.May.IsEmpty);
    }

    [Fact]
    public void Chains_that_lead_to_one_another_end()
    {
        var ring = new Chain(2, "filter", "ring", null, 0, "", VerdictCode.Accept);
        ring.Rules.Add([new Decide(new Verdict(VerdictCode.Jump, "ring"))]);

        Assert.True(Walk([ring, Input(VerdictCode.Drop, [[new Decide(new Verdict(VerdictCode.Jump, "ring"))]])], new StepLimit(1_000)).Must.IsEmpty);
    }

    [Fact]
    public void A_rule_reads_as_people_write_it() => Assert.Equal(
        ["ip filter INPUT: ip saddr 10.0.0.0/8 l4proto tcp dport 22 limit accept"],
        RuleText.Of(new Ruleset([Input(VerdictCode.Drop,
            [new PayloadLoad(1, 12, 1, 0), new Compare(0, Comparison.Equal, [10]), new MetaLoad(Transport, 0), new Compare(0, Comparison.Equal, [6]), new PayloadLoad(2, 2, 2, 0),
                new Compare(0, Comparison.Equal, [0, 22]), new Sometimes(), new NoEffect(), Accept])], new Dictionary<(int, string, string), NamedSet>())));

    private static string Certain(Sources arrives)
    {
        Assert.Equal(arrives.May.Prefixes(4), arrives.Must.Prefixes(4));
        return string.Join(' ', arrives.Must.Prefixes(4));
    }

    private static Sources Arrives(VerdictCode policy, params Expression[][] rules) => Walk([Input(policy, rules)], new StepLimit(1_000));

    private static Chain Input(VerdictCode policy, params Expression[][] rules)
    {
        var chain = new Chain(2, "filter", "INPUT", Hook.Input, 0, "filter", policy);
        chain.Rules.AddRange(rules);
        return chain;
    }

    private static Sources Walk(Chain[] chains, StepLimit steps) => PacketWalk.Arrives(
        new Ruleset(chains, new Dictionary<(int, string, string), NamedSet>()), chains.ToDictionary(chain => (chain.Family, chain.Table, chain.Name)),
        new Arrival(6, 22, [10, 9, 0, 1], IsIPv6: false, new NetworkInterfaceName("eth0", 2)), steps);
}
