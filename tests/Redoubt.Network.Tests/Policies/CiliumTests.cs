namespace Redoubt.Network.Tests.Policies;

/// <summary>What Cilium's policies decide by addresses, labels and ports; what else they ask is not known.</summary>
public sealed class CiliumTests
{
    private const string World = """
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: ops, labels: {team: ops} }

        """;

    private static readonly string Pods = World + Platforms.Pod("shop", "db", "app: db") + Platforms.Pod("shop", "web", "app: web") + Platforms.Pod("ops", "web", "app: web") + Platforms.Pod("ops", "job", "app: job");

    [Theory]
    [InlineData("ingress: [{fromEndpoints: [{matchLabels: {app: web} }]}]", "shop/web", Verdict.Allowed)]
    [InlineData("ingress: [{fromEndpoints: [{matchLabels: {app: web} }]}]", "ops/web", Verdict.Denied)] // its own namespace without a word
    [InlineData("ingress: [{fromEndpoints: [{matchLabels: {'k8s:app': web, 'k8s:io.kubernetes.pod.namespace': ops} }]}]", "ops/web", Verdict.Allowed)]
    [InlineData("ingress: [{fromEndpoints: [{matchLabels: {io.cilium.k8s.namespace.labels.team: ops} }]}]", "ops/job", Verdict.Allowed)]
    [InlineData("ingress: [{fromEndpoints: [{}]}]", "shop/web", Verdict.Allowed)]
    [InlineData("ingress: [{fromEndpoints: []}]", "shop/web", Verdict.Denied)]
    [InlineData("ingress: [{}]", "shop/web", Verdict.Denied)]
    [InlineData("ingress: []", "shop/web", Verdict.Allowed)]
    [InlineData("egress: [{}]", "shop/web", Verdict.Allowed)]
    [InlineData("ingress: [{toPorts: [{ports: [{port: '80', protocol: TCP}]}]}]", "ops/job", Verdict.Allowed)]
    [InlineData("ingress: [{toPorts: [{ports: [{port: '81', protocol: TCP}]}]}]", "ops/job", Verdict.Denied)]
    [InlineData("ingress: [{toPorts: [{ports: [{port: '70', endPort: 90}]}]}]", "ops/job", Verdict.Allowed)]
    [InlineData("ingress: [{toPorts: [{ports: [{port: '80'}], rules: {http: [{method: GET}]} }]}]", "ops/job", Verdict.Unknown)]
    [InlineData("ingress: [{fromEntities: [cluster]}]", "ops/job", Verdict.Unknown)]
    [InlineData("ingress: [{fromEntities: [all]}]", "ops/job", Verdict.Allowed)]
    [InlineData("ingress: [{fromCIDR: [203.0.113.0/24]}]", "203.0.113.9", Verdict.Allowed)]
    [InlineData("ingress: [{fromCIDR: [0.0.0.0/0]}]", "ops/job", Verdict.Denied)] // a block is never about pods
    [InlineData("ingress: [{fromCIDRSet: [{cidr: 203.0.113.0/24, except: [203.0.113.8/29]}]}]", "203.0.113.9", Verdict.Denied)]
    [InlineData("ingress: [{fromEntities: [all]}], ingressDeny: [{fromEndpoints: [{matchLabels: {app: web} }]}]", "shop/web", Verdict.Denied)]
    [InlineData("ingress: [{fromEntities: [all]}], ingressDeny: [{fromEndpoints: [{matchLabels: {app: web} }]}]", "ops/job", Verdict.Allowed)]
    [InlineData("ingressDeny: [{fromEndpoints: [{matchLabels: {app: web} }]}]", "ops/job", Verdict.Denied)]
    [InlineData("enableDefaultDeny: {ingress: false}, ingressDeny: [{fromEndpoints: [{matchLabels: {app: web} }]}]", "ops/job", Verdict.Allowed)]
    [InlineData("ingress: [{icmps: [{fields: [{type: 8}]}]}]", "shop/web", Verdict.Denied)]
    public void A_policy_of_a_namespace(string spec, string from, Verdict verdict) =>
        Assert.Equal(verdict, Platforms.Reach(Pods + Policy("CiliumNetworkPolicy", "name: p, namespace: shop", "endpointSelector: {matchLabels: {app: db} }, " + spec)).Ask(from, "shop/db", "80").Verdict);

    [Theory]
    [InlineData("endpointSelector: {}, ingress: [{}]", Verdict.Denied)]
    [InlineData("endpointSelector: {matchLabels: {io.kubernetes.pod.namespace: ops} }, ingress: [{}]", Verdict.Allowed)]
    [InlineData("endpointSelector: {}, ingress: [{fromEndpoints: [{matchLabels: {app: job} }]}]", Verdict.Allowed)]
    [InlineData("nodeSelector: {}, ingress: [{}]", Verdict.Allowed)]
    public void A_policy_of_the_cluster(string spec, Verdict verdict) =>
        Assert.Equal(verdict, Platforms.Reach(Pods + Policy("CiliumClusterwideNetworkPolicy", "name: p", spec)).Ask("ops/job", "shop/db", "80").Verdict);

    [Fact]
    public void Without_a_namespace_it_goes_to_the_default_one()
    {
        var reachability = Platforms.Reach(Platforms.Pod("default", "db") + Platforms.Pod("shop", "db") + Policy("CiliumNetworkPolicy", "name: p", "endpointSelector: {}, ingress: [{}]"));

        Assert.Equal(Verdict.Denied, reachability.Ask("shop/db", "default/db", "80").Verdict);
        Assert.Equal(Verdict.Allowed, reachability.Ask("default/db", "shop/db", "80").Verdict);
    }

    [Fact]
    public void It_counts_beside_network_policies_and_what_it_denies_before_them()
    {
        var reachability = Platforms.Reach(Pods + """
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: all, namespace: shop}
            spec: {podSelector: {}, ingress: [{ports: [{port: 80}]}]}

            """ + Policy("CiliumNetworkPolicy", "name: p, namespace: shop", "endpointSelector: {}, ingress: [{toPorts: [{ports: [{port: '81'}]}]}], ingressDeny: [{fromEndpoints: [{matchLabels: {app: web} }]}]"));

        Assert.Equal(["NetworkPolicy/shop/all"], Labels(reachability.Ask("ops/job", "shop/db", "80")));
        Assert.Equal(["CiliumNetworkPolicy/shop/p"], Labels(reachability.Ask("ops/job", "shop/db", "81")));
        Assert.Equal(["CiliumNetworkPolicy/shop/p#0"], Labels(reachability.Ask("shop/web", "shop/db", "80")));
        Assert.Equal(Match.Maybe, reachability.Ask("shop/web", "shop/db", "80").IsEnforced);
    }

    private static IEnumerable<string> Labels(ReachAnswer answer) => answer.Reasons.Select(reason => reason.Label);

    private static string Policy(string kind, string metadata, string spec) => $$"""
        ---
        apiVersion: cilium.io/v2
        kind: {{kind}}
        metadata: { {{metadata}} }
        spec: { {{spec}} }

        """;
}
