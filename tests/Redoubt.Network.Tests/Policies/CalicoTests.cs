using Redoubt.Network.Labels;

namespace Redoubt.Network.Tests.Policies;

/// <summary>What Calico's policies decide by addresses, labels and ports; its own tiers and other words are not known.</summary>
public sealed class CalicoTests
{
    private static readonly string Pods = Platforms.Pod("shop", "db", "app: db") + Platforms.Pod("shop", "web", "app: web") + Platforms.Pod("ops", "web", "app: web", status: "podIP: 10.1.0.5");

    private const string Sets = """
        ---
        apiVersion: projectcalico.org/v3
        kind: GlobalNetworkSet
        metadata: {name: office, labels: {role: office}}
        spec: {nets: [203.0.113.0/25, 203.0.113.200]}
        ---
        apiVersion: projectcalico.org/v3
        kind: NetworkSet
        metadata: {name: partner, namespace: shop, labels: {role: shop}}
        spec: {nets: [198.51.100.0/24, not-a-block]}

        """;

    private const string Own = """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: own, namespace: shop}
        spec: {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}

        """;

    [Theory]
    [InlineData("selector: app == 'db', ingress: [{action: Allow, source: {selector: app == 'web'} }]", "shop/web", Verdict.Allowed)]
    [InlineData("selector: app == 'db', ingress: [{action: Allow, source: {selector: app == 'web'} }]", "ops/web", Verdict.Denied)]
    [InlineData("selector: app == 'db', ingress: [{action: Allow, source: {selector: app == 'web', namespaceSelector: projectcalico.org/name == 'ops'} }]", "ops/web", Verdict.Allowed)]
    [InlineData("selector: app == 'db', ingress: [{action: Allow, protocol: TCP, destination: {ports: [80]} }]", "ops/web", Verdict.Allowed)]
    [InlineData("selector: app == 'db', ingress: [{action: Allow, protocol: TCP, destination: {ports: ['70:90']} }]", "ops/web", Verdict.Allowed)]
    [InlineData("selector: app == 'db', ingress: [{action: Allow, protocol: UDP, destination: {ports: [80]} }]", "ops/web", Verdict.Denied)]
    [InlineData("selector: app == 'db', ingress: [{action: Allow, source: {nets: [10.1.0.0/16]} }]", "ops/web", Verdict.Allowed)]
    [InlineData("selector: app == 'db', ingress: [{action: Allow, http: {methods: [GET]} }]", "ops/web", Verdict.Unknown)]
    [InlineData("selector: app == 'db', ingress: [{action: Allow, source: {notNets: [10.1.0.0/16]} }]", "ops/web", Verdict.Unknown)]
    [InlineData("selector: app == 'db' || app == 'x', types: [Ingress]", "ops/web", Verdict.Denied)]
    [InlineData("selector: app == 'x' || app == 'y', types: [Ingress]", "ops/web", Verdict.Allowed)]
    [InlineData("selector: app == 'db', ingress: [{action: Allow, source: {selector: app == 'api' || app == 'web'} }]", "shop/web", Verdict.Allowed)]
    [InlineData("selector: app starts with 'd', types: [Ingress]", "ops/web", Verdict.Denied)]
    [InlineData("selector: app contains 'x', types: [Ingress]", "ops/web", Verdict.Allowed)]
    [InlineData("selector: app like 'd', types: [Ingress]", "ops/web", Verdict.Unknown)] // words that are not read
    [InlineData("selector: app == 'db', ingress: [{action: Allow, source: {selector: app == 'web', namespaceSelector: global()} }]", "ops/web", Verdict.Denied)]
    [InlineData("selector: app == 'db', ingress: [{action: Allow, source: {selector: role == 'office', namespaceSelector: global()} }]", "203.0.113.9", Verdict.Allowed)]
    [InlineData("selector: app == 'db', ingress: [{action: Allow, source: {selector: role == 'office', namespaceSelector: global()} }]", "203.0.113.201", Verdict.Denied)]
    [InlineData("selector: app == 'db', ingress: [{action: Allow, source: {selector: role == 'office', namespaceSelector: global()} }]", "203.0.113.200", Verdict.Allowed)]
    [InlineData("selector: app == 'db', ingress: [{action: Allow, source: {selector: role == 'office'} }]", "203.0.113.9", Verdict.Denied)] // of its own namespace only
    [InlineData("selector: app == 'db', ingress: [{action: Allow, source: {selector: role == 'shop'} }]", "198.51.100.9", Verdict.Allowed)]
    [InlineData("selector: app == 'db', ingress: [{action: Allow, source: {selector: role == 'shop', namespaceSelector: all()} }]", "198.51.100.9", Verdict.Allowed)]
    [InlineData("selector: app == 'web', types: [Ingress]", "ops/web", Verdict.Allowed)]
    [InlineData("selector: app == 'db', types: [Egress]", "ops/web", Verdict.Allowed)]
    [InlineData("selector: app == 'db', tier: security, ingress: [{action: Allow}]", "ops/web", Verdict.Unknown)]
    [InlineData("selector: app == 'db', order: 5, ingress: [{action: Deny, source: {selector: app == 'web'} }, {action: Allow}]", "shop/web", Verdict.Denied)]
    [InlineData("selector: app == 'db', order: 5, ingress: [{action: Log}, {action: Allow}]", "shop/web", Verdict.Allowed)]
    [InlineData("selector: app == 'db', ingress: [{action: Pass}]", "shop/web", Verdict.Unknown)]
    public void A_policy_of_a_namespace(string spec, string from, Verdict verdict) =>
        Assert.Equal(verdict, Platforms.Reach(Pods + Sets + Policy("NetworkPolicy", "name: p, namespace: shop", spec)).Ask(from, "shop/db", "80").Verdict);

    [Theory]
    [InlineData("order: 5, selector: all(), ingress: [{action: Deny, source: {selector: app == 'web'} }]", "shop/web", Verdict.Denied)] // before network policies
    [InlineData("order: 5, selector: all(), ingress: [{action: Allow, source: {selector: app == 'web'} }]", "ops/web", Verdict.Allowed)]
    [InlineData("order: 2000, selector: all(), ingress: [{action: Deny, source: {selector: app == 'web'} }]", "shop/web", Verdict.Unknown)] // after them, where they let it through
    [InlineData("order: 2000, selector: all(), ingress: [{action: Deny, source: {selector: app == 'web'} }]", "ops/web", Verdict.Denied)]
    [InlineData("order: 2000, selector: all(), ingress: [{action: Allow, source: {selector: app == 'web'} }]", "ops/web", Verdict.Allowed)] // beside them
    [InlineData("selector: all(), types: [Ingress, Egress]", "shop/web", Verdict.Denied)] // nothing leaves
    public void A_policy_of_the_cluster_and_one_of_kubernetes(string spec, string from, Verdict verdict) =>
        Assert.Equal(verdict, Platforms.Reach(Pods + Own + Policy("GlobalNetworkPolicy", "name: p", spec)).Ask(from, "shop/db", "80").Verdict);

    [Theory]
    [InlineData("all()", "a", Match.Yes)]
    [InlineData("", "a", Match.Yes)]
    [InlineData("app == 'a' && has(app)", "a", Match.Yes)]
    [InlineData("app == \"a\" && !has(tier)", "a", Match.Yes)]
    [InlineData("app in {'b', 'a'}", "a", Match.Yes)]
    [InlineData("app not in {'b', 'a'}", "a", Match.No)]
    [InlineData("app != 'a'", "a", Match.No)]
    [InlineData("tier != 'a'", "a", Match.Yes)]
    [InlineData("app == 'b' || app == 'a'", "a", Match.Yes)]
    [InlineData("app == 'b' || app == 'c' && has(app)", "a", Match.No)]
    [InlineData("has(tier) || (app == 'a' && !(app in {'b'}))", "a", Match.Yes)]
    [InlineData("!(app == 'a' || has(tier))", "a", Match.No)]
    [InlineData("!(app == 'b' && has(app))", "a", Match.Yes)]
    [InlineData("!all()", "a", Match.No)]
    [InlineData("app starts with 'a'", "abc", Match.Yes)]
    [InlineData("app ends with \"bc\"", "abc", Match.Yes)]
    [InlineData("app contains 'd'", "abc", Match.No)]
    [InlineData("!(app contains 'd')", "abc", Match.Yes)]
    [InlineData("tier contains 'd'", "abc", Match.No)]
    [InlineData("global()", "a", Match.No)]
    [InlineData("!global()", "a", Match.Yes)]
    public void A_selector_of_words_that_are_read(string text, string app, Match match) =>
        Assert.Equal(match, CalicoSelector.Read(text)!.Select(all => Selector.Of(all).On(LabelMap.Of(Platforms.Documents(Platforms.Pod("a", "b", $"app: {app}"))[0].Labels))).DefaultIfEmpty(Match.No).Max());

    [Theory]
    [InlineData("app == 'a' ||")]
    [InlineData("(app == 'a'")]
    [InlineData("app == 'a') || has(b)")]
    [InlineData("app == 'a' &&")]
    [InlineData("app starts 'a'")]
    [InlineData("app == a")]
    public void A_selector_of_other_words_is_not_read(string text) => Assert.Null(CalicoSelector.Read(text));

    [Fact]
    public void What_is_no_block_in_a_set_is_told_with_its_place() =>
        Assert.Equal(9, Assert.Single(Platforms.Reach(Sets[4..]).Problems).Place.Line);

    [Fact]
    public void After_another_set_of_addresses_its_policies_are_read_again()
    {
        var before = Platforms.Reach(Pods + Policy("NetworkPolicy", "name: p, namespace: shop", "selector: app == 'db', ingress: [{action: Allow, source: {selector: role == 'shop'} }]"));

        Assert.Equal(Verdict.Denied, before.Ask("198.51.100.9", "shop/db", "80").Verdict);
        Assert.Equal(Verdict.Allowed, before.With(Platforms.Documents(Sets[4..])).Ask("198.51.100.9", "shop/db", "80").Verdict);
    }

    [Fact]
    public void It_is_named_with_its_group_and_without_a_namespace_goes_to_the_default_one()
    {
        var reachability = Platforms.Reach(Platforms.Pod("default", "db", "app: db") + Platforms.Pod("shop", "db", "app: db") + Policy("NetworkPolicy", "name: p", "selector: app == 'db', types: [Ingress]"));

        Assert.Equal("NetworkPolicy.projectcalico.org/p", Assert.Single(reachability.Ask("shop/db", "default/db", "80").Reasons).Label);
        Assert.Equal(Verdict.Allowed, reachability.Ask("default/db", "shop/db", "80").Verdict);
    }

    [Fact]
    public void A_selector_one_of_whose_alternatives_selects_pods_is_not_told() => Assert.DoesNotContain(
        Platforms.Reach(Pods + Policy("NetworkPolicy", "name: p, namespace: shop", "selector: app == 'nobody' || app == 'db', ingress: [{action: Allow}]")).Lint(), finding => finding.Code == "selects-nothing");

    [Fact]
    public void An_object_that_is_two_policies_is_told_once() => Assert.Single(
        Platforms.Reach(Pods + Policy("NetworkPolicy", "name: p, namespace: shop", "selector: app == 'nobody', ingress: [{action: Allow}]")).Lint());

    private static string Policy(string kind, string metadata, string spec) => $$"""
        ---
        apiVersion: projectcalico.org/v3
        kind: {{kind}}
        metadata: { {{metadata}} }
        spec: { {{spec}} }

        """;

    [Fact]
    public void A_selector_of_more_alternatives_or_deeper_than_is_read_is_not_read()
    {
        Assert.Null(CalicoSelector.Read(string.Join(" && ", Enumerable.Range(0, 7).Select(number => $"(a == '{number}' || b == '{number}')"))));
        Assert.Null(CalicoSelector.Read($"{new string('(', 5_000)}all(){new string(')', 5_000)}"));
        Assert.Null(CalicoSelector.Read($"{new string('!', 10_000)}all()"));
    }
}
