using Redoubt.Network.Ends;

namespace Redoubt.Network.Tests.Ends;

/// <summary>Who sends and gets packets: pods where they are here, else what makes them; by whom they are owned; nodes and their addresses.</summary>
public sealed class EndTests
{
    [Fact]
    public void Pods_stand_for_themselves_and_their_owners_for_pods_that_are_not_here() => Assert.Equal(
        ["shop/web-1-a shop/web[Deployment]", "shop/web-1-b shop/web[Deployment]", "shop/db shop/db[StatefulSet]"],
        Pods(Deployment("web") + ReplicaSet("web-1", replicas: 1) + ReplicaSet("web-0", replicas: 0) + Owned("web-1-a", "ReplicaSet", "web-1") + Owned("web-1-b", "ReplicaSet", "web-1") + """
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db, namespace: shop}
            spec: {selector: {matchLabels: {a: b} }, template: {metadata: {labels: {a: b} }, spec: {containers: [{name: c, image: i}]} } }
            """));

    [Fact]
    public void What_was_scaled_down_leaves_its_owner() => Assert.Equal(["shop/web shop/web[Deployment]"], Pods(Deployment("web") + ReplicaSet("web-0", replicas: 0)));

    [Fact]
    public void An_owner_that_is_not_here_is_named_as_the_pod_names_it_and_a_node_owns_no_pod() => Assert.Equal(
        ["shop/one shop/gone[ReplicaSet]", "shop/static shop/static[Pod]"], Pods(Owned("one", "ReplicaSet", "gone") + Owned("static", "Node", "n1")));

    [Fact]
    public void A_virtual_machine_has_the_labels_of_its_template() => Assert.Equal(Verdict.Denied, Platforms.Reach("""
        apiVersion: kubevirt.io/v1
        kind: VirtualMachine
        metadata: {name: vm, namespace: shop}
        spec: {template: {metadata: {labels: {app: vm} }, spec: {domain: {devices: {interfaces: [{name: default, ports: [{name: ssh, port: 22}]}]} } } } }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: p, namespace: shop}
        spec: {podSelector: {matchLabels: {app: vm} }, ingress: [{ports: [{port: ssh}]}]}
        """).Ask("203.0.113.9", "shop/vm", "80").Verdict);

    [Fact]
    public void Pods_of_one_namespace_with_the_same_labels_are_one_class()
    {
        var reachability = Platforms.Reach(Platforms.Pod("a", "one", "app: one") + Platforms.Pod("a", "two", "app: one") + Platforms.Pod("a", "three", "app: two") + Platforms.Pod("b", "one", "app: one"));

        Assert.Equal(["a/one, a/two", "a/three", "b/one"], reachability.Classes.Where(one => one.Kind == EndKind.Pod).Select(one => string.Join(", ", one.Ends.Select(end => end.Name))));
    }

    [Fact]
    public void A_node_that_only_pods_name_has_the_addresses_that_they_say()
    {
        var reachability = Platforms.Reach(Platforms.Pod("a", "one", spec: "nodeName: n1, containers: [{name: c, image: i}]", status: "hostIP: 192.168.7.11")
            + Platforms.Pod("a", "host", spec: "nodeName: n1, hostNetwork: true, containers: [{name: c, image: i}]"));

        Assert.Equal("node/n1", reachability.Find("192.168.7.11")?.Workload);
        Assert.Equal("the node of a pod reaches it", Assert.Single(reachability.Ask("192.168.7.11", "a/one", "80").Reasons).Label);
        Assert.Equal("the node of a pod reaches it", Assert.Single(reachability.Ask("a/host", "a/one", "80").Reasons).Label);
    }

    [Fact]
    public void A_node_with_two_addresses_is_asked_by_the_one_that_it_sends_from()
    {
        var reachability = Platforms.Reach(Platforms.Pod("a", "one") + """
            ---
            apiVersion: v1
            kind: Node
            metadata: {name: n1}
            status: {addresses: [{type: InternalIP, address: 192.168.7.11}, {type: ExternalIP, address: 203.0.113.1}, {type: Hostname, address: n1}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: two, namespace: a}
            spec: {nodeName: n2, containers: [{name: c, image: i}]}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: p, namespace: a}
            spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}
            """);

        Assert.Equal(Verdict.Allowed, reachability.Ask("203.0.113.1", "a/two", "80").Verdict);
        Assert.Equal(Verdict.Denied, reachability.Ask("192.168.7.11", "a/two", "80").Verdict);
        Assert.Equal(Verdict.Allowed, reachability.Ask("node/n1", "a/two", "80").Verdict);
        Assert.Equal(Verdict.Unknown, reachability.Ask("192.168.7.11", "a/one", "80").Verdict); // it may run there
    }

    [Fact]
    public void What_may_be_missing_is_said_with_the_answer()
    {
        var text = Platforms.Pod("a", "one") + Platforms.Pod("b", "two");

        Assert.Empty(Platforms.Reach(text).Ask("a/one", "b/two", "80").Missing);
        Assert.Equal(
            ["every NetworkPolicy of namespace a", "every NetworkPolicy of namespace b"],
            Reachability.Of(Platforms.Of(text, scope: null)).Ask("a/one", "b/two", "80").Missing.Select(missing => missing.What));
    }

    [Fact]
    public void The_labels_of_a_namespace_that_is_only_referred_to_are_not_known()
    {
        const string Policy = """
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: p, namespace: a}
            spec: {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: x} } }]}, {from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: c} } }]}]}
            """;
        var reachability = Reachability.Of(Platforms.Of(Platforms.Pod("a", "one") + Platforms.Pod("b", "two") + Platforms.Pod("c", "three") + Policy, scope: null));

        var answer = reachability.Ask("b/two", "a/one", "80");
        Assert.Equal((Verdict.Unknown, "the labels of a namespace"), (answer.Verdict, Assert.Single(answer.Reasons).Missing?.What));
        Assert.Equal(Verdict.Allowed, reachability.Ask("c/three", "a/one", "80").Verdict);
    }

    private static IEnumerable<string> Pods(string text) =>
        Platforms.Reach(text).Ends.Where(end => end.Kind == EndKind.Pod).Select(end => $"{end.Name} {end.Workload}");

    private static string Deployment(string name) => Template("Deployment", name, "");

    private static string ReplicaSet(string name, int replicas) =>
        Template("ReplicaSet", name, $"replicas: {replicas}, ").Replace("namespace: shop}", "namespace: shop, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, controller: true}]}", StringComparison.Ordinal);

    private static string Template(string kind, string name, string spec) => $$"""
        ---
        apiVersion: apps/v1
        kind: {{kind}}
        metadata: {name: {{name}}, namespace: shop}
        spec: { {{spec}}selector: {matchLabels: {app: web} }, template: {metadata: {labels: {app: web} }, spec: {containers: [{name: c, image: i}]} } }

        """;

    private static string Owned(string name, string kind, string owner) => $$"""
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: {{name}}, namespace: shop, labels: {app: web}, ownerReferences: [{apiVersion: {{(kind == "Node" ? "v1" : "apps/v1")}}, kind: {{kind}}, name: {{owner}}, controller: true}]}
        spec: {containers: [{name: c, image: i}]}

        """;
}
