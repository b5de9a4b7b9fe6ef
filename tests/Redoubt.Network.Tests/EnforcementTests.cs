using Redoubt.Evidence;
using Redoubt.Network.Policies;

namespace Redoubt.Network.Tests;

/// <summary>Whether anything makes policies true, and what the plug-in's reading of blocks changes.</summary>
public sealed class EnforcementTests
{
    private static readonly string Shop = Platforms.Pod("shop", "web", status: "podIP: 10.1.0.5") + Platforms.Pod("shop", "db", "app: db", status: "podIP: 10.1.0.6") + """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: db, namespace: shop}
        spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr: 10.1.0.0/16}}], ports: [{port: 5432}]}]}

        """;

    [Theory]
    [InlineData("quay.io/calico/node:v3.29.1", Match.Yes)]
    [InlineData("registry.example/mirror/cilium/cilium@sha256:0000", Match.Yes)]
    [InlineData("docker.io/flannel/flannel:v0.26", Match.No)]
    [InlineData("docker.io/kindest/kindnetd:v20240813", Match.Maybe)]
    [InlineData("example.com/calico/node-exporter:1", Match.Maybe)]
    public void A_denial_is_true_where_the_plug_in_enforces_policies(string image, Match enforced)
    {
        var answer = Platforms.Reach(Shop + Plugin(image)).Ask("shop/web", "shop/db", "80");

        Assert.Equal((Verdict.Denied, enforced), (answer.Verdict, answer.IsEnforced));
    }

    [Fact]
    public void Without_evidence_of_a_plug_in_it_is_not_known_and_what_is_missing_is_said()
    {
        var reachability = Platforms.Reach(Shop);

        Assert.Equal(Match.Maybe, reachability.Ask("shop/web", "shop/db", "80").IsEnforced);
        Assert.Equal("the network plug-in", reachability.Enforcement.Missing?.What);
        Assert.Equal(Match.Yes, reachability.Ask("shop/db", "shop/web", "80").IsEnforced); // what passes needs nobody
    }

    [Theory]
    [InlineData("quay.io/calico/node:v3.29.1", Verdict.Allowed)]
    [InlineData("quay.io/cilium/cilium:v1.17", Verdict.Denied)]
    [InlineData("docker.io/flannel/flannel:v0.26", Verdict.Unknown)]
    public void A_block_names_pods_as_the_plug_in_reads_it(string image, Verdict verdict) =>
        Assert.Equal(verdict, Platforms.Reach(Shop + Plugin(image)).Ask("shop/web", "shop/db", "5432").Verdict);

    [Fact]
    public void A_workload_that_has_only_the_image_is_no_plug_in() =>
        Assert.Empty(Platforms.Reach(Shop + Plugin("quay.io/calico/node:v3").Replace("hostNetwork: true", "hostNetwork: false", StringComparison.Ordinal)).Enforcement.Plugins);

    [Fact]
    public void What_was_collected_on_a_node_shows_the_plug_in_too()
    {
        var plugin = Assert.Single(Platforms.Reach(Shop + """
            ---
            apiVersion: evidence.redoubt.dev/v1
            kind: Component
            metadata: {name: n1-cni}
            name: cni
            configuration: {plugins: [{type: cilium-cni}]}
            """).Enforcement.Plugins);

        Assert.Equal("cilium", plugin.Name);
        Assert.Equal(("platform.yaml", "cilium-cni"), (plugin.Place.File, plugin.At.AsString()));
    }

    [Fact]
    public void The_plug_in_of_an_answer_is_that_of_the_platform_after_a_change()
    {
        var after = Platforms.Reach(Shop).With([.. Platforms.Documents(Plugin("quay.io/calico/node:v3"))]);

        Assert.Equal(Match.Yes, after.Enforcement.Of(new GroupKind("networking.k8s.io", "NetworkPolicy")));
        Assert.Equal(PolicyTier.Namespace, Assert.Single(after.Policies).Tier);
    }

    private static string Plugin(string image) => $$"""
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: plugin, namespace: kube-system}
        spec: {selector: {matchLabels: {a: b} }, template: {metadata: {labels: {a: b} }, spec: {hostNetwork: true, containers: [{name: c, image: '{{image}}'}] } } }

        """;
}
