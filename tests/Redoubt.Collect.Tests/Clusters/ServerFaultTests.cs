using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Hosting;
using Redoubt.ApiServer.Requests;

namespace Redoubt.Collect.Tests.Clusters;

/// <summary>Whatever a server does, a collection ends, says what it does not know, and takes nothing for absent.</summary>
public sealed class ServerFaultTests
{
    private static bool IsMaps(ApiRequest request) => request.Path == "/api/v1/configmaps";

    private static Func<ApiRequest, ApiAnswer, Delivery> Maps(Func<int, ApiRequest, ApiAnswer, Delivery> deliver)
    {
        var count = 0;
        return (request, answer) => IsMaps(request) ? deliver(Interlocked.Increment(ref count), request, answer) : new Delivery(answer);
    }

    private static string[] MapNames(int count) => [.. Enumerable.Range(0, count).Select(at => $"map-{at:000}")];

    private static ApiAnswer Changed(ApiAnswer answer, Action<JsonObject> change)
    {
        var list = (JsonObject)answer.Object!.DeepClone();
        change(list);
        return ApiAnswer.Json(200, list);
    }

    [Fact]
    public async Task A_list_comes_in_pages()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.PutMaps(8);

        Assert.Equal(MapNames(8), (await cluster.CollectAsync()).Names("ConfigMap"));
        Assert.Equal(3, cluster.Asked.Count(one => one.StartsWith("/api/v1/configmaps", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_expired_list_goes_on_where_the_server_says_and_that_is_noted()
    {
        TestCluster? self = null;
        await using var cluster = self = await TestCluster.StartAsync(Maps((nth, _, answer) =>
        {
            if (nth == 1)
            {
                self!.Put("", "configmaps", "shop", "new");
                self.Store.RestartAndCompact();
            }

            return new Delivery(answer);
        }));
        cluster.PutMaps(8);

        var collection = await cluster.CollectAsync();

        Assert.Equal([.. MapNames(8), "new"], collection.Names("ConfigMap"));
        Assert.StartsWith("the list expired while it was read", (string?)collection.Entry("listed", "ConfigMap")!["note"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_list_that_cannot_go_on_begins_anew_once()
    {
        await using var cluster = await TestCluster.StartAsync(Maps((nth, _, answer) => new Delivery(nth == 3 ? Expired() : answer)));
        cluster.PutMaps(8);

        var collection = await cluster.CollectAsync();

        Assert.Equal(MapNames(8), collection.Names("ConfigMap"));
        Assert.Equal(8, collection.Collected.Objects);
        Assert.Empty(collection.Collected.Refused);
    }

    [Fact]
    public async Task A_list_that_expires_again_and_again_is_unknown()
    {
        await using var cluster = await TestCluster.StartAsync(Maps((_, request, answer) => new Delivery(request.Query.Has("continue") ? Expired() : answer)));
        cluster.PutMaps(8);

        var collection = await cluster.CollectAsync();

        Assert.Equal("page 2: 410: too old", collection.Refusal("ConfigMap"));
        Assert.Equal(MapNames(3), collection.Names("ConfigMap"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    public async Task A_page_that_is_cut_is_read_again_and_nothing_stands_twice(int after)
    {
        await using var cluster = await TestCluster.StartAsync(Maps((nth, _, answer) => new Delivery(answer) { CutAfter = nth == 2 ? after : null }));
        cluster.PutMaps(8);

        var collection = await cluster.CollectAsync();

        Assert.Equal(MapNames(8), collection.Names("ConfigMap"));
        Assert.Empty(collection.Collected.Refused);
    }

    [Fact]
    public async Task A_page_that_is_always_cut_is_unknown_and_what_came_before_stays()
    {
        await using var cluster = await TestCluster.StartAsync(Maps((_, request, answer) => new Delivery(answer) { CutAfter = request.Query.Has("continue") ? 300 : null }));
        cluster.PutMaps(8);

        var collection = await cluster.CollectAsync();

        Assert.Equal("page 2: the connection broke", collection.Refusal("ConfigMap"));
        Assert.Equal(MapNames(3), collection.Names("ConfigMap"));
    }

    [Theory]
    [InlineData(429, "1")]
    [InlineData(503, "0")]
    [InlineData(500, "")]
    public async Task A_server_that_is_busy_is_asked_again(int status, string after)
    {
        await using var cluster = await TestCluster.StartAsync(Maps((nth, _, answer) =>
            new Delivery(nth > 2 ? answer : after.Length > 0 ? ApiAnswer.Text(status, "busy").With("retry-after", after) : ApiAnswer.Text(status, "busy"))));
        cluster.PutMaps(2);

        var collection = await cluster.CollectAsync();

        Assert.Equal(MapNames(2), collection.Names("ConfigMap"));
        Assert.Empty(collection.Collected.Refused);
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_unknown()
    {
        await using var cluster = await TestCluster.StartAsync(Maps((_, _, _) => new Delivery(ApiAnswer.Text(500, "no"))));

        Assert.Equal("500: Internal Server Error", (await cluster.CollectAsync()).Refusal("ConfigMap"));
    }

    [Fact]
    public async Task A_server_that_says_nothing_more_is_given_up()
    {
        await using var cluster = await TestCluster.StartAsync(Maps((_, _, answer) => new Delivery(answer) { SilentAfter = 100 }));
        cluster.PutMaps(2);
        cluster.Limits = cluster.Limits with { Silence = TimeSpan.FromMilliseconds(300), Attempts = 1 };

        Assert.Equal("the server said nothing for 0.3 s", (await cluster.CollectAsync()).Refusal("ConfigMap"));
    }

    [Fact]
    public async Task HTML_instead_of_JSON_is_told()
    {
        await using var cluster = await TestCluster.StartAsync(Maps((_, _, _) => new Delivery(ApiAnswer.Text(200, "<html>Sign in</html>", "text/html"))));

        Assert.Equal(
            "the server answers in `text/html` where JSON is asked for: this is no API server, or something stands before it",
            (await cluster.CollectAsync()).Refusal("ConfigMap"));
    }

    [Theory]
    [InlineData("<html>Sign in</html>", "the answer is not JSON at byte 0")]
    [InlineData("", "the answer ends at byte 0, in the middle")]
    [InlineData("""{"kind":"ConfigMapList","items":[{"metadata":{"name":"a"}},{"meta""", "the answer ends at byte 65, in the middle")]
    [InlineData("""{"kind":"ConfigMapList"}""", "the answer is no list: it has no `items`")]
    [InlineData("""{"kind":"ConfigMapList","items":{}}""", "the answer is no list: it has no `items`")]
    [InlineData("""[{"kind":"ConfigMap"}]""", "the answer is no object")]
    [InlineData("""{"items":["a"]}""", "item 1 is no object")]
    [InlineData("""{"items":[]} {}""", "the answer is not JSON at byte 13")]
    [InlineData("""{"items":[],"metadata":{"continue":"more"}}""", "it is empty and not the last: the list may never end")]
    public async Task What_is_no_list_is_told(string body, string reason)
    {
        await using var cluster = await TestCluster.StartAsync(Maps((_, _, _) => new Delivery(ApiAnswer.Text(200, body, "application/json"))));

        var collection = await cluster.CollectAsync();

        Assert.Equal(reason, collection.Refusal("ConfigMap"));
        Assert.Empty(collection.Names("ConfigMap"));
        Assert.Null(collection.Entry("listed", "ConfigMap"));
    }

    [Fact]
    public async Task A_list_without_items_may_say_null()
    {
        await using var cluster = await TestCluster.StartAsync(Maps((_, _, _) => new Delivery(ApiAnswer.Text(200, """{"metadata":{},"items":null}""", "application/json"))));

        Assert.NotNull((await cluster.CollectAsync()).Entry("listed", "ConfigMap"));
    }

    [Fact]
    public async Task Text_that_is_not_UTF8_is_told()
    {
        byte[] body = [.. """{"items":[{"metadata":{"name":"a"""u8, 0xff, .. "\"}}]}"u8];
        await using var cluster = await TestCluster.StartAsync(Maps((_, _, _) => new Delivery(ApiAnswer.Bytes(200, body, "application/json"))));

        Assert.Equal("item 1 is not UTF-8", (await cluster.CollectAsync()).Refusal("ConfigMap"));
    }

    [Fact]
    public async Task An_object_of_three_megabytes_is_read_whole()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Put("", "configmaps", "shop", "large", new JsonObject { ["data"] = new JsonObject { ["k"] = new string('x', 3_000_000) } }.ToJsonString());
        cluster.PutMaps(1);

        var collection = await cluster.CollectAsync();

        Assert.Equal(3_000_000, ((string)collection.Objects[0]["data"]!["k"]!).Length);
        Assert.Equal(["large", "map-000"], collection.Names("ConfigMap"));
    }

    [Fact]
    public async Task An_object_beyond_the_limit_is_told()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Put("", "configmaps", "shop", "large", new JsonObject { ["data"] = new JsonObject { ["k"] = new string('x', 3_000_000) } }.ToJsonString());
        cluster.Limits = cluster.Limits with { ObjectBytes = 1 << 20 };

        Assert.Equal("item 1 is larger than 1048576 bytes, which is the limit", (await cluster.CollectAsync()).Refusal("ConfigMap"));
    }

    [Fact]
    public async Task Pages_of_different_versions_are_not_one_list()
    {
        await using var cluster = await TestCluster.StartAsync(Maps((nth, _, answer) => new Delivery(nth == 2 ? Changed(answer, list => list["metadata"]!["resourceVersion"] = "7x") : answer)));
        cluster.PutMaps(8);

        Assert.Equal("page 2: it is of version 7x, and the one before of 8: this is not one list", (await cluster.CollectAsync()).Refusal("ConfigMap"));
    }

    [Fact]
    public async Task The_same_continue_twice_is_told()
    {
        await using var cluster = await Repeating(_ => "again", nth => $"map-{nth}");

        Assert.Equal("page 2: the server answers a `continue` that it has answered before: the list would never end", (await cluster.CollectAsync()).Refusal("ConfigMap"));
    }

    [Fact]
    public async Task A_server_that_does_not_heed_continue_is_told()
    {
        await using var cluster = await Repeating(nth => $"token-{nth}", _ => "same");

        Assert.Equal("page 2: it begins as a page before did: the server does not heed `continue`", (await cluster.CollectAsync()).Refusal("ConfigMap"));
    }

    [Fact]
    public async Task A_server_that_leads_in_a_ring_is_told()
    {
        await using var cluster = await Repeating(nth => $"token-{nth % 3}", nth => $"map-{nth}");

        Assert.Equal("page 4: the server answers a `continue` that it has answered before: the list would never end", (await cluster.CollectAsync()).Refusal("ConfigMap"));
    }

    [Fact]
    public async Task A_list_that_never_ends_is_cut_at_the_limit()
    {
        await using var cluster = await Repeating(nth => $"token-{nth}", nth => $"map-{nth}");
        cluster.Limits = cluster.Limits with { Objects = 50 };

        var collection = await cluster.CollectAsync();

        Assert.StartsWith("page 50: there are more than 50 objects", collection.Refusal("ConfigMap"), StringComparison.Ordinal);
        Assert.Equal(50, collection.Names("ConfigMap").Length);
    }

    [Fact]
    public async Task A_redirection_is_not_followed()
    {
        await using var cluster = await TestCluster.StartAsync(Maps((_, _, _) => new Delivery(ApiAnswer.Empty(302).With("location", "https://elsewhere.example/login?token=1"))));

        Assert.Equal("302: the server sends elsewhere, to https://elsewhere.example/login", (await cluster.CollectAsync()).Refusal("ConfigMap"));
    }

    [Fact]
    public async Task What_is_not_listed_in_time_is_unknown()
    {
        await using var cluster = await TestCluster.StartAsync(Maps((_, _, answer) => new Delivery(answer) { SilentAfter = 10 }));
        cluster.PutMaps(1);
        cluster.Put("apps", "deployments", "shop", "web");
        cluster.Limits = cluster.Limits with { Whole = TimeSpan.FromSeconds(3) };

        var collection = await cluster.CollectAsync();

        Assert.StartsWith("not listed: the collection took longer than", collection.Refusal("ConfigMap"), StringComparison.Ordinal);
        Assert.Equal(["web"], collection.Names("Deployment"));
    }

    private static Task<TestCluster> Repeating(Func<int, string> token, Func<int, string> name) => TestCluster.StartAsync(Maps((nth, _, _) =>
        new Delivery(ApiAnswer.Json(200, new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = "1", ["continue"] = token(nth) },
            ["items"] = new JsonArray(new JsonObject { ["metadata"] = new JsonObject { ["name"] = name(nth), ["namespace"] = "shop" } }),
        }))));

    private static ApiAnswer Expired() => ApiAnswer.Json(410, new JsonObject { ["kind"] = "Status", ["message"] = "too old", ["reason"] = "Expired", ["code"] = 410 });
}
