using System.Text.Json.Nodes;
using Redoubt.ApiServer;
using Redoubt.ApiServer.Access;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Hosting;
using Redoubt.ApiServer.Storage;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Tests.Clusters;

/// <summary>What a collection of a cluster holds: all objects of what is read, and a word about what is complete.</summary>
public sealed class ClusterCollectionTests
{
    private static readonly StandInServer Old = new(new Store(), TimeProvider.System, new Dictionary<string, Identity>(), Identity.Admin);

    [Fact]
    public async Task Objects_stand_in_the_order_of_their_kinds_and_names_with_the_kind_of_their_list()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Put("", "services", "b", "web", """{"spec":{"type":"ClusterIP"}}""");
        cluster.Put("", "configmaps", "b", "one");
        cluster.Put("", "configmaps", "a", "two");
        cluster.Put("apps", "deployments", "a", "web");

        var collection = await cluster.CollectAsync();

        Assert.Equal(
            ["v1 ConfigMap two", "v1 ConfigMap one", "v1 Service web", "apps/v1 Deployment web", "evidence.redoubt.dev/v1 Collection test"],
            collection.Objects.Select(one => $"{one["apiVersion"]} {one["kind"]} {one["metadata"]!["name"]}"));
        Assert.Equal("ClusterIP", (string?)collection.Objects[2]["spec"]!["type"]);
        Assert.Equal(4, collection.Collected.Objects);
    }

    [Fact]
    public async Task Of_a_Secret_the_keys_stay_and_no_value_in_any_place()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Put("", "secrets", "shop", "db", """
            {"type":"Opaque","data":{"password":"czNjcjN0","user":"czNjcjN0"},"stringData":{"more":"s3cr3t"},
             "metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"s3cr3t","kapp.k14s.io/original":"s3cr3t","kubernetes.io/description":"of the shop"},
             "managedFields":[{"manager":"kubectl","operation":"Update"}]}}
            """);

        var collection = await cluster.CollectAsync();

        Assert.DoesNotContain("s3cr3t", collection.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("czNjcjN0", collection.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("managedFields", collection.Text, StringComparison.Ordinal);
        var secret = collection.Objects[0];
        Assert.Equal("""{"password":"","user":""}""", secret["data"]!.ToJsonString());
        Assert.Equal("""{"kapp.k14s.io/original":"","kubernetes.io/description":"of the shop"}""", secret["metadata"]!["annotations"]!.ToJsonString());
        Assert.Equal("Opaque", (string?)secret["type"]);
    }

    [Theory]
    [InlineData("""{"data":"czNjcjN0"}""")]
    [InlineData("""{"data":["czNjcjN0"]}""")]
    [InlineData("""{"data":{"k":{"x":"czNjcjN0"}}}""")]
    [InlineData("""{"data":null,"metadata":{"annotations":null}}""")]
    public async Task A_Secret_of_any_form_shows_no_value(string json)
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Put("", "secrets", "shop", "db", json);

        var collection = await cluster.CollectAsync();

        Assert.DoesNotContain("czNjcjN0", collection.Text, StringComparison.Ordinal);
        Assert.Equal(["db"], collection.Names("Secret"));
    }

    [Fact]
    public async Task The_collection_says_of_every_kind_whether_it_is_complete()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.PutMaps(1);

        var read = DocumentReader.Read("cluster.yaml", (await cluster.CollectAsync()).Text);
        var view = new CollectionView(read.Documents[^1]);

        Assert.Empty(read.Ledger);
        Assert.True(view.Lists(new GroupKind("", "ConfigMap"), null));
        Assert.True(view.Lists(new GroupKind("", "ConfigMap"), "shop"));
        Assert.True(view.Lists(new GroupKind("", "Node"), null));
        Assert.True(view.Lists(new GroupKind("cilium.io", "CiliumNetworkPolicy"), "shop"), "what is not served is not there");
        Assert.True(view.Lists(new GroupKind("policy", "PodSecurityPolicy"), null), "nor is a kind of a group that is served");
        Assert.False(view.Lists(new GroupKind("example.com", "Thing"), null), "what was not asked for is not known");
        Assert.Equal("1.37.2", view.Kubernetes?.ToString());
    }

    [Fact]
    public async Task What_is_refused_is_unknown_and_everything_else_is_there()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.PutMaps(1);
        cluster.Put("rbac.authorization.k8s.io", "clusterroles", "", "maps", """{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","rules":[{"apiGroups":[""],"resources":["configmaps"],"verbs":["list"]}]}""");
        cluster.Put("rbac.authorization.k8s.io", "clusterrolebindings", "", "maps", """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"maps"},"subjects":[{"kind":"User","apiGroup":"rbac.authorization.k8s.io","name":"nobody"}]}
            """);

        var collection = await cluster.CollectAsync(cluster.Kubeconfig("token: of-nobody"));

        Assert.Null(collection.Problem);
        Assert.Equal(["map-000"], collection.Names("ConfigMap"));
        Assert.Equal("""403: pods is forbidden: User "nobody" cannot list resource "pods" in API group "" at the cluster scope""", collection.Refusal("Pod"));
        Assert.Contains(collection.Collected.Refused, line => line.StartsWith("Pod: 403: ", StringComparison.Ordinal));
        Assert.Null(collection.Entry("listed", "Pod"));
    }

    [Fact]
    public async Task Who_may_list_nothing_collects_nothing()
    {
        await using var cluster = await TestCluster.StartAsync();

        var collection = await cluster.CollectAsync(cluster.Kubeconfig("token: of-nobody"));

        Assert.Contains("nothing could be listed: ", collection.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_named_namespaces_only_their_objects_are_asked_for_and_only_they_are_complete()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.PutMaps(1);
        cluster.Put("", "configmaps", "other", "theirs");
        cluster.Put("", "nodes", "", "n1");

        var collection = await cluster.CollectAsync(null, "shop", "empty");

        Assert.Equal(["map-000"], collection.Names("ConfigMap"));
        Assert.Equal(["n1"], collection.Names("Node"));
        var view = new CollectionView(DocumentReader.Read("cluster.yaml", collection.Text).Documents[^1]);
        Assert.True(view.Lists(new GroupKind("", "ConfigMap"), "empty"));
        Assert.False(view.Lists(new GroupKind("", "ConfigMap"), "other"));
        Assert.False(view.Lists(new GroupKind("", "ConfigMap"), null));
    }

    [Fact]
    public async Task Collecting_twice_gives_the_same_bytes()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.PutMaps(20);
        cluster.Put("apps", "deployments", "shop", "web");

        Assert.Equal((await cluster.CollectAsync()).Text, (await cluster.CollectAsync()).Text);
    }

    [Fact]
    public async Task A_server_that_knows_no_aggregated_discovery_is_asked_group_by_group()
    {
        await using var cluster = await TestCluster.StartAsync((request, answer) =>
            new Delivery(request.Path is "/api" or "/apis" ? Old.Answer(request with { Headers = new Dictionary<string, string> { ["accept"] = "application/json" } }) : answer));
        cluster.PutMaps(1);
        cluster.Put("apps", "deployments", "shop", "web");

        var collection = await cluster.CollectAsync();

        Assert.Equal(["map-000"], collection.Names("ConfigMap"));
        Assert.Equal(["web"], collection.Names("Deployment"));
        Assert.Contains("/apis/apps/v1?", cluster.Asked);
    }

    [Fact]
    public async Task A_group_whose_server_does_not_answer_is_unknown()
    {
        await using var cluster = await TestCluster.StartAsync((request, answer) =>
        {
            if (request.Path != "/apis" || answer.Object is not { } list)
            {
                return new Delivery(answer);
            }

            var apps = list["items"]!.AsArray().Single(one => (string?)one!["metadata"]!["name"] == "policy")!["versions"]![0]!.AsObject();
            apps.Remove("resources");
            apps["freshness"] = "Stale";
            return new Delivery(ApiAnswer.Json(200, (JsonObject)list.DeepClone(), type: answer.Headers.First(header => header.Name == "content-type").Value));
        });
        cluster.PutMaps(1);

        var collection = await cluster.CollectAsync();

        Assert.Equal("the server behind policy/v1 does not answer", collection.Refusal("*"));
        Assert.Equal(["policy/*: the server behind policy/v1 does not answer"], collection.Collected.Refused);
    }
}
