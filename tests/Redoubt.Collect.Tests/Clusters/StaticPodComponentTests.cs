using System.Text.Json.Nodes;

namespace Redoubt.Collect.Tests.Clusters;

/// <summary>Components of the control plane as an API server shows them: by the pods that mirror static ones.</summary>
public sealed class StaticPodComponentTests
{
    private static async Task<JsonObject[]> Components(string pod, string annotations = """{"kubernetes.io/config.mirror":"1"}""")
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Put("", "pods", "kube-system", "kube-apiserver-n1", $$"""{"metadata":{"annotations":{{annotations}} },"spec":{"nodeName":"n1","containers":[{{pod}}]} }""");
        return [.. (await cluster.CollectAsync()).Objects.Where(one => (string?)one["kind"] == "Component")];
    }

    private static string? Value(JsonObject component, string setting) => (string?)component["settings"]![setting]?["value"];

    private static string? Unknown(JsonObject component, string path) => (string?)component["unknown"]!.AsArray().SingleOrDefault(one => (string?)one!["path"] == path)?["reason"];

    [Fact]
    public async Task An_API_server_has_the_flags_of_its_pod_over_the_defaults_of_its_version()
    {
        var component = Assert.Single(await Components("""{"image":"registry.k8s.io/kube-apiserver:v1.33.4","command":["kube-apiserver","--authorization-mode=Node,RBAC","--profiling=false"]}"""));

        Assert.Equal(("kube-apiserver-n1", "kube-apiserver", "n1", "1.33.4"), ((string?)component["metadata"]!["name"], (string?)component["name"], (string?)component["host"], (string?)component["version"]));
        Assert.Equal(("Node,RBAC", "false", "true"), (Value(component, "authorization-mode"), Value(component, "profiling"), Value(component, "anonymous-auth")));
        Assert.Equal(("flag", "default"), ((string?)component["settings"]!["profiling"]!["from"], (string?)component["settings"]!["anonymous-auth"]!["from"]));
        Assert.NotNull(Unknown(component, "paths"));
        Assert.NotNull(Unknown(component, "encryption"));
    }

    [Fact]
    public async Task What_a_file_decides_is_unknown()
    {
        var component = Assert.Single(await Components("""{"image":"registry.k8s.io/kube-apiserver:v1.33.4","command":["kube-apiserver","--authentication-config=/etc/auth.yaml"]}"""));

        Assert.Null(Value(component, "anonymous-auth"));
        Assert.Equal("/etc/auth.yaml: the API server does not show it: collect the node", Unknown(component, "settings['anonymous-auth']"));
    }

    [Fact]
    public async Task With_a_configuration_file_etcd_shows_nothing()
    {
        var component = Assert.Single(await Components("""{"image":"registry.k8s.io/etcd:3.5.21-0","command":["etcd","--config-file=/etc/etcd.yaml","--client-cert-auth=true"]}"""));

        Assert.Null(Value(component, "client-cert-auth"));
        Assert.Equal("/etc/etcd.yaml", Value(component, "config-file"));
    }

    [Fact]
    public async Task A_pod_that_mirrors_nothing_is_no_component() =>
        Assert.Empty(await Components("""{"image":"registry.k8s.io/kube-apiserver:v1.33.4","command":["kube-apiserver"]}""", """{"other":"kubernetes.io/config.mirror"}"""));
}
