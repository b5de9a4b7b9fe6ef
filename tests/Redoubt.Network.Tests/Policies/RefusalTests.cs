namespace Redoubt.Network.Tests.Policies;

/// <summary>What a server would refuse is said with its place, and no policy.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("ingress: [{ports: [{port: '80'}]}]", "`80` is no name of a port")]
    [InlineData("ingress: [{ports: [{port: 0}]}]", "between 1 and 65535")]
    [InlineData("ingress: [{ports: [{port: 70000}]}]", "between 1 and 65535")]
    [InlineData("ingress: [{ports: [{port: 90, endPort: 80}]}]", "the range ends before it starts: 90 to 80")]
    [InlineData("ingress: [{ports: [{port: http, endPort: 80}]}]", "a port with a name has no `endPort`")]
    [InlineData("ingress: [{ports: [{endPort: 80}]}]", "`endPort` needs a `port`")]
    [InlineData("ingress: [{ports: [{protocol: ICMP}]}]", "a protocol is TCP, UDP or SCTP")]
    [InlineData("ingress: [{from: [{}]}]", "a peer must say a selector or an `ipBlock`")]
    [InlineData("ingress: [{from: [{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]}]", "a peer with `ipBlock` has no selector")]
    [InlineData("ingress: [{from: [{ipBlock: {cidr: 10.0.0.0}}]}]", "it is not a block of addresses")]
    [InlineData("ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/16]}}]}]", "the exception is not a part of 10.0.0.0/8")]
    [InlineData("ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}]}]", "the exception is not a part of 10.0.0.0/8")]
    [InlineData("ingress: [{from: [{podSelector: {matchExpressions: [{key: a, operator: Is}]}}]}]", "`Is` is not an operator")]
    [InlineData("policyTypes: [Both]", "a policy type is Ingress or Egress")]
    public void A_network_policy(string spec, string reason) => Refused("networking.k8s.io/v1", "NetworkPolicy", "podSelector: {}, " + spec, reason);

    [Theory]
    [InlineData("priority: 1001, subject: {namespaces: {}}", "`priority` is a number between 0 and 1000")]
    [InlineData("priority: -1, subject: {namespaces: {}}", "`priority` is a number between 0 and 1000")]
    [InlineData("subject: {namespaces: {}}", "`priority` is a number between 0 and 1000")]
    [InlineData("priority: 1, subject: {namespaces: {matchLabels: {a: 1}}}", "the value of `matchLabels.a` is not a string")]
    [InlineData("priority: 1, subject: {namespaces: {matchExpressions: [{key: a, operator: In, values: [1]}]}}", "a value of `a` is not a string")]
    [InlineData("priority: 1, subject: {}", "a subject must say one of namespaces, pods")]
    [InlineData("priority: 1, subject: {namespaces: {}, pods: {}}", "a subject has one field, and this one has several")]
    [InlineData("priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny}]", "a rule must say in `from` whom it is about")]
    [InlineData("priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: []}]", "a rule must say in `to` whom it is about")]
    [InlineData("priority: 1, subject: {namespaces: {}}, ingress: [{action: Accept, from: [{namespaces: {}}]}]", "`action` is Allow, Deny or Pass")]
    [InlineData("priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}], ports: [{portRange: {start: 9, end: 8}}]}]", "the range ends before it starts")]
    [InlineData("priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}], ports: [{portNumber: {port: http}}]}]", "a port is a number")]
    public void An_admin_network_policy(string spec, string reason) => Refused("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy", spec, reason);

    [Theory]
    [InlineData("priority: 1, subject: {namespaces: {}}", "`tier` is Admin or Baseline")]
    [InlineData("priority: 1, tier: Admin, subject: {namespaces: {}}, ingress: [{action: Allow, from: [{namespaces: {}}]}]", "`action` is Accept, Deny or Pass")]
    [InlineData("priority: 1, tier: Admin, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}], protocols: [{icmp: {}}]}]", "a protocol is `tcp`, `udp`, `sctp` or `destinationNamedPort`")]
    public void A_cluster_network_policy(string spec, string reason) => Refused("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy", spec, reason);

    [Fact]
    public void A_baseline_of_another_name() => Refused("policy.networking.k8s.io/v1alpha1", "BaselineAdminNetworkPolicy", "subject: {namespaces: {}}", "there is only one, of the name `default`");

    [Theory]
    [InlineData("zones: {}", "zones")]
    [InlineData("namespaces: {sameLabels: [tenant]}", "sameLabels")]
    [InlineData("pods: {podSelector: {}, sameLabels: [tenant]}", "sameLabels")]
    public void A_peer_of_a_form_that_is_not_known_is_not_known_to_fit(string peer, string form)
    {
        var reachability = Platforms.Reach(Platforms.Pod("a", "one") + Platforms.Pod("a", "two") + $$"""
            ---
            apiVersion: policy.networking.k8s.io/v1alpha1
            kind: AdminNetworkPolicy
            metadata: {name: p}
            spec: {priority: 1, subject: {namespaces: {} }, ingress: [{action: Deny, from: [{ {{peer}} }]}]}
            """);

        Assert.Contains($"`{form}` is not known here", Assert.Single(reachability.Problems).Reason, StringComparison.Ordinal);
        var answer = reachability.Ask("a/one", "a/two", "80");
        Assert.Equal(Verdict.Unknown, answer.Verdict);
        Assert.NotNull(Assert.Single(answer.Reasons).Missing);
    }

    private static void Refused(string version, string kind, string spec, string reason)
    {
        var reachability = Platforms.Reach(Platforms.Pod("a", "one") + Platforms.Pod("a", "two") + $$"""
            ---
            apiVersion: {{version}}
            kind: {{kind}}
            metadata: {name: p{{(kind == "NetworkPolicy" ? ", namespace: a" : "")}}}
            spec: { {{spec}} }
            """);

        var problem = reachability.Problems[0];
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
        Assert.Equal("platform.yaml", problem.Place.File);
        Assert.InRange(problem.Place.Line, 1, 99);
        Assert.Empty(reachability.Policies);
        Assert.Equal(Verdict.Allowed, reachability.Ask("a/one", "a/two", "80").Verdict);
    }
}
