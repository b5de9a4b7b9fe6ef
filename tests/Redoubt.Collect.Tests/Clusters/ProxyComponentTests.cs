using System.Text.Json.Nodes;

namespace Redoubt.Collect.Tests.Clusters;

/// <summary>The kube-proxy of each node as an API server shows it: a pod of a DaemonSet, and the ConfigMap that it mounts.</summary>
public sealed class ProxyComponentTests
{
    private const string Container = """
        {"name":"kube-proxy","image":"registry.k8s.io/kube-proxy:v1.33.4","command":["/usr/local/bin/kube-proxy","--config=/var/lib/kube-proxy/config.conf","--hostname-override=$(NODE_NAME)"],
         "volumeMounts":[{"name":"kube-proxy","mountPath":"/var/lib/kube-proxy"}]}
        """;

    [Fact]
    public async Task Its_file_comes_from_the_map_that_it_mounts()
    {
        var component = Assert.Single(await Components("kube-system", "DaemonSet", "kube-proxy"));

        Assert.Equal(("kube-proxy", "n1", "1.33.4"), ((string?)component["name"], (string?)component["host"], (string?)component["version"]));
        var setting = component["settings"]!["metrics-bind-address"]!;
        Assert.Equal(("0.0.0.0:10249", "file", "/var/lib/kube-proxy/config.conf"), ((string?)setting["value"], (string?)setting["from"], (string?)setting["file"]));
    }

    [Fact]
    public async Task Without_the_map_what_the_file_decides_is_unknown()
    {
        var component = Assert.Single(await Components("kube-system", "DaemonSet", "another"));

        Assert.Null((string?)component["settings"]!["metrics-bind-address"]!["value"]);
        Assert.Contains(component["unknown"]!.AsArray(), one => (string?)one!["path"] == "settings['metrics-bind-address']"
            && (string?)one["reason"] == "/var/lib/kube-proxy/config.conf: the API server does not show it: collect the node");
    }

    [Theory]
    [InlineData("default", "DaemonSet")]
    [InlineData("kube-system", "ReplicaSet")]
    public async Task A_pod_that_is_none_of_the_systems_DaemonSets_is_no_component(string ns, string owner) => Assert.Empty(await Components(ns, owner, "kube-proxy"));

    private static async Task<JsonObject[]> Components(string ns, string owner, string map)
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Put("", "configmaps", ns, "kube-proxy", """{"data":{"config.conf":"apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmetricsBindAddress: 0.0.0.0:10249\n"} }""");
        cluster.Put("", "pods", ns, "kube-proxy-x", $$"""
            {"metadata":{"ownerReferences":[{"apiVersion":"apps/v1","kind":"{{owner}}","name":"kube-proxy","uid":"1"}] },
             "spec":{"nodeName":"n1","volumes":[{"name":"kube-proxy","configMap":{"name":"{{map}}"} }],"containers":[{{Container}}] } }
            """);
        return [.. (await cluster.CollectAsync()).Objects.Where(one => (string?)one["kind"] == "Component")];
    }
}
