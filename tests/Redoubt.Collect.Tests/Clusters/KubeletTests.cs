using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Hosting;
using Redoubt.ApiServer.Requests;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Tests.Clusters;

/// <summary>What kubelets say that they have in effect, asked through the API server where that is allowed.</summary>
public sealed class KubeletTests
{
    private const string Answer = """{"kubeletconfig":{"readOnlyPort":10255,"authentication":{"anonymous":{"enabled":true}},"staticPodURLHeader":{"Authorization":["s3cr3t"]}}}""";

    private static Func<ApiRequest, ApiAnswer, Delivery> Configz(Func<string, ApiAnswer> answer) =>
        (request, usual) => new Delivery(request.Path.EndsWith("/proxy/configz", StringComparison.Ordinal) ? answer(request.Path.Split('/')[4]) : usual);

    private static void PutNodes(TestCluster cluster, params string[] names) =>
        Array.ForEach(names, name => cluster.Put("", "nodes", "", name, """{"status":{"nodeInfo":{"kubeletVersion":"v1.33.4"}}}"""));

    [Fact]
    public async Task What_a_kubelet_has_in_effect_is_a_component_of_its_node_and_all_else_of_it_is_unknown()
    {
        await using var cluster = await TestCluster.StartAsync(Configz(_ => ApiAnswer.Text(200, Answer, "application/json")));
        PutNodes(cluster, "n2", "n1");

        var collection = await cluster.CollectAsync();

        Assert.Equal(["kubelet-n1", "kubelet-n2"], collection.Names("Component"));
        Assert.DoesNotContain("s3cr3t", collection.Text, StringComparison.Ordinal);
        var kubelet = collection.Objects.First(one => (string?)one["kind"] == "Component");
        Assert.Equal(("kubelet", "n1", "1.33.4", 10255), ((string?)kubelet["name"], (string?)kubelet["host"], (string?)kubelet["version"], (int)kubelet["configuration"]!["readOnlyPort"]!));
        Assert.Equal(("true", "10255", "0", "/configz"), (Setting("anonymous-auth", "value"), Setting("read-only-port", "value"), Setting("event-qps", "value"), Setting("anonymous-auth", "file")));
        Assert.Contains("settings['hostname-override']", kubelet["unknown"]!.AsArray().Select(one => (string?)one!["path"]));
        Assert.Contains("paths", kubelet["unknown"]!.AsArray().Select(one => (string?)one!["path"]));
        Assert.Empty(DocumentReader.Read("cluster.yaml", collection.Text).Ledger);

        string? Setting(string name, string field) => (string?)kubelet["settings"]![name]?[field];
    }

    [Fact]
    public async Task Who_may_not_ask_is_refused_once_and_that_is_told()
    {
        var asked = 0;
        await using var cluster = await TestCluster.StartAsync(Configz(_ =>
        {
            Interlocked.Increment(ref asked);
            return ApiAnswer.Json(403, new JsonObject { ["kind"] = "Status", ["message"] = "nodes/proxy is forbidden" });
        }));
        PutNodes(cluster, "n1", "n2", "n3");

        var collection = await cluster.CollectAsync();

        Assert.Equal(1, asked);
        Assert.Empty(collection.Names("Component"));
        Assert.EndsWith("403: nodes/proxy is forbidden", collection.Refusal("Component"), StringComparison.Ordinal);
        Assert.Empty(collection.Collected.Refused);
    }

    [Theory]
    [InlineData(503, "away", "/configz: 503: Service Unavailable")]
    [InlineData(200, "{}", "/configz: the kubelet's answer holds no `kubeletconfig`")]
    public async Task A_kubelet_that_does_not_answer_is_unknown_and_others_are_asked(int status, string body, string reason)
    {
        await using var cluster = await TestCluster.StartAsync(Configz(node => node == "n1" ? ApiAnswer.Text(status, body, "application/json") : ApiAnswer.Text(200, Answer, "application/json")));
        PutNodes(cluster, "n1", "n2");

        var collection = await cluster.CollectAsync();

        var kubelets = collection.Objects.Where(one => (string?)one["kind"] == "Component").ToArray();
        Assert.Contains(kubelets[0]["unknown"]!.AsArray(), one => (string?)one!["path"] == "configuration" && (string?)one["reason"] == reason);
        Assert.NotNull(kubelets[1]["configuration"]);
    }
}
