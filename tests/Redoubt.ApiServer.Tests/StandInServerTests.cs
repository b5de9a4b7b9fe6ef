using System.Text;
using System.Text.Json.Nodes;
using Redoubt.ApiServer.Access;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Requests;
using Redoubt.ApiServer.Storage;

namespace Redoubt.ApiServer.Tests;

/// <summary>The stand-in keeps what it is given: what is written is listed, watched and gone when it is deleted.</summary>
public sealed class StandInServerTests
{
    private const string Maps = "/api/v1/namespaces/shop/configmaps";

    private readonly StandInServer _server = new(new Store(), TimeProvider.System, new Dictionary<string, Identity>(), Identity.Admin);

    public StandInServerTests() => Ask("POST", "/api/v1/namespaces", """{"metadata":{"name":"shop"}}""");

    [Fact]
    public void What_is_made_is_there_until_it_is_deleted()
    {
        Assert.Equal(201, Make("a").Status);
        Assert.Equal(409, Make("a").Status);
        Assert.Equal(200, Ask("GET", $"{Maps}/a").Status);
        Assert.Equal(200, Ask("DELETE", $"{Maps}/a").Status);
        Assert.Equal(404, Ask("GET", $"{Maps}/a").Status);
    }

    [Fact]
    public void Pages_go_on_at_the_version_at_which_they_began()
    {
        Make("a");
        Make("b");
        var first = Ask("GET", $"{Maps}?limit=1").Object!;
        Make("c");
        var second = Ask("GET", $"{Maps}?limit=1&continue={first["metadata"]!["continue"]}").Object!;

        Assert.Equal("b", Assert.Single(Names(second)));
        Assert.Null(second["metadata"]!["continue"]);
    }

    [Fact]
    public void A_page_of_a_version_that_is_compacted_is_expired_and_says_where_to_go_on()
    {
        Make("a");
        Make("b");
        var first = Ask("GET", $"{Maps}?limit=1").Object!;
        Make("c");
        _server.Store.RestartAndCompact();
        var expired = Ask("GET", $"{Maps}?limit=1&continue={first["metadata"]!["continue"]}");

        Assert.Equal(410, expired.Status);
        Assert.Equal(["b", "c"], Names(Ask("GET", $"{Maps}?continue={expired.Object!["metadata"]!["continue"]}").Object!));
    }

    [Fact]
    public void A_watch_tells_what_happens_to_what_fits()
    {
        Make("a");
        var watch = Ask("GET", $"{Maps}?watch=1&resourceVersion={_server.Store.Version}&labelSelector=team%3Dred").Watch!;
        Make("b");
        Ask("PATCH", $"{Maps}/a", """{"metadata":{"labels":{"team":"red"}}}""", "application/merge-patch+json");
        Ask("PATCH", $"{Maps}/a", """{"metadata":{"labels":{"team":"blue"}}}""", "application/merge-patch+json");

        Assert.Equal(["ADDED a", "DELETED a"], watch.Read().Select(one => JsonNode.Parse(one)!).Select(one => $"{one["type"]} {one["object"]!["metadata"]!["name"]}"));
        Assert.Empty(watch.Read());
    }

    [Fact]
    public void A_change_that_changes_nothing_makes_no_version()
    {
        Make("a");
        var version = _server.Store.Version;
        Ask("PATCH", $"{Maps}/a", """{"data":{"k":"v"}}""", "application/merge-patch+json");

        Assert.Equal(version, _server.Store.Version);
    }

    [Fact]
    public void Whoever_sets_a_field_has_it_and_nobody_else()
    {
        Make("a");
        var shown = Ask("PATCH", $"{Maps}/a?fieldManager=other", """{"data":{"k":"w"}}""", "application/merge-patch+json").Object!;
        var managers = shown["metadata"]!["managedFields"]!.AsArray().Select(entry => $"{entry!["manager"]} {entry["fieldsV1"]!.ToJsonString()}");

        Assert.Equal(["unknown {\"f:data\":{\".\":{}}}", "other {\"f:data\":{\"f:k\":{}}}"], managers.OrderDescending());
    }

    private ApiAnswer Make(string name) => Ask("POST", Maps, $"{{\"metadata\":{{\"name\":\"{name}\"}},\"data\":{{\"k\":\"v\"}}}}");

    private ApiAnswer Ask(string method, string target, string body = "", string type = "application/json") =>
        _server.Answer(ApiRequest.Of(method, target, new Dictionary<string, string> { ["content-type"] = type, ["accept"] = "application/json" }, Encoding.UTF8.GetBytes(body)));

    private static string[] Names(JsonObject list) => [.. list["items"]!.AsArray().Select(item => (string)item!["metadata"]!["name"]!)];
}
