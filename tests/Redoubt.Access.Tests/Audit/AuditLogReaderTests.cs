using System.Text;
using Redoubt.Access.Audit;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Tests.Audit;

public sealed class AuditLogReaderTests
{
    private const string Pods = "/api/v1/namespaces/shop/pods";

    [Theory]
    [InlineData("list", Pods + "?limit=500", "list pods -n shop")]
    [InlineData("list", Pods + "?fieldSelector=metadata.name%3Dp1,spec.nodeName%3Dn", "list pods p1 -n shop")]
    [InlineData("list", Pods + "?fieldSelector=metadata.name!%3Dp1", "list pods -n shop")]
    [InlineData("list", Pods + "?fieldSelector=metadata.name%3Da%2Fb", "list pods -n shop")]
    [InlineData("list", Pods + "?fieldSelector=metadata.name%3Dp1,x", "list pods -n shop")]
    [InlineData("watch", Pods + "?watch=1&fieldSelector=metadata.name%3D%3Dp1", "watch pods p1 -n shop")]
    [InlineData("deletecollection", Pods + "?fieldSelector=metadata.name%3Dp1", "deletecollection pods -n shop")]
    [InlineData("watch", "/api/v1/watch/namespaces/shop/pods/p1", "watch pods p1 -n shop")]
    [InlineData("watch", "/apis/apps/v1/watch/namespaces/shop/deployments/web/scale/more", "watch deployments.apps/scale web -n shop")]
    [InlineData("get", "/api/v1/namespaces/shop", "get namespaces shop -n shop")]
    [InlineData("update", "/api/v1/namespaces/shop/finalize", "update namespaces/finalize shop -n shop")]
    [InlineData("list", "/api/v1/namespaces", "list namespaces")]
    [InlineData("get", "/api/v1/nodes/n1/proxy/run/a/b/c/d/e/f", "get nodes/proxy n1")]
    [InlineData("create", "/apis/apps/v1/namespaces/shop/deployments", "create deployments.apps -n shop")]
    [InlineData("get", "/apis/apps/v1", "get /apis/apps/v1")]
    [InlineData("get", "/api/v1", "get /api/v1")]
    [InlineData("get", "/healthz/ping?verbose", "get /healthz/ping")]
    [InlineData("get", "/version/", "get /version/")]
    [InlineData("get", "/", "get /")]
    [InlineData("get", "/api/v1/namespaces/shop/configmaps/a%2Db", "get configmaps a-b -n shop")]
    public void A_url_is_read_as_a_server_reads_it(string verb, string uri, string right) =>
        Assert.Equal($"User:ada {right} × 1", Assert.Single(Events.Shown(Events.Read(Events.Line(verb, uri)))));

    [Fact]
    public void A_request_counts_once_whatever_its_stages()
    {
        var log = Events.Read(
            Events.Line("watch", Pods, stage: "RequestReceived", decision: ""), Events.Line("watch", Pods, stage: "ResponseStarted"), Events.Line("watch", Pods),
            Events.Line("watch", Pods, "b", stage: "Panic", code: 500));
        Assert.Equal("User:ada watch pods -n shop × 2", Assert.Single(Events.Shown(log)));
        Assert.Equal(4, log.Events);
    }

    [Fact]
    public void One_who_uses_an_identity_of_a_request_twice_hides_no_right() => Assert.Equal(
        ["User:ada list pods -n shop × 1", "User:ada delete pods p1 -n shop × 1"], Events.Shown(Events.Read(Events.Line("list", Pods), Events.Line("delete", Pods + "/p1"))));

    [Theory]
    [InlineData("forbid", "ResponseComplete")]
    [InlineData("", "ResponseComplete")]
    [InlineData("allow", "RequestReceived")]
    public void What_was_not_allowed_or_not_yet_decided_is_not_used(string decision, string stage) =>
        Assert.Empty(Events.Read(Events.Line("list", Pods, decision: decision, stage: stage)).Rights);

    [Theory]
    [InlineData("nonsense", 2, "not JSON: the line is cut, or no event")]
    [InlineData("[]", 1, "no event of an audit log: no object")]
    [InlineData("{}", 1, "no event of an audit log: `auditID` is missing")]
    [InlineData("{\"auditID\":\"x\",\"verb\":\"get\",\"requestURI\":\"/\"}", 1, "no event of an audit log: `user` is missing")]
    [InlineData("{\"auditID\":\"ü\",\"verb\":", 23, "not JSON: the line is cut, or no event")]
    [InlineData("{\"auditID\":\"x\",\"verb\":\"\\ud800\"}", 23, "a string is not well-formed text")]
    [InlineData("7 {}", 1, "no event of an audit log: no object")]
    [InlineData("{\"auditID\":\"x\",\"verb\":\"get\",\"requestURI\":\"/\",\"user\":{}} {}", 57, "something follows on the event")]
    public void A_broken_line_is_one_error_and_the_rest_is_read(string broken, int column, string reason)
    {
        var log = Events.Read(Events.Line("list", Pods), broken, "", Events.Line("list", Pods, "b") + "\r");
        Assert.Equal(new FilePlace("audit.log", 2, column, reason), Assert.Single(log.Problems));
        Assert.Equal("User:ada list pods -n shop × 2", Assert.Single(Events.Shown(log)));
    }

    [Fact]
    public void A_line_beyond_the_limit_is_one_error_and_the_rest_is_read()
    {
        var log = Events.Read(Events.Line("list", Pods), new string(' ', (2 * AccessLimits.AuditLine) + 10), Events.Line("list", Pods, "b"));
        Assert.Equal(new FilePlace("audit.log", 2, 1, $"the line is longer than {AccessLimits.AuditLine} bytes"), Assert.Single(log.Problems));
        Assert.Equal("User:ada list pods -n shop × 2", Assert.Single(Events.Shown(log)));
    }

    [Fact]
    public void Errors_beyond_a_number_are_counted()
    {
        var log = Events.Read([.. Enumerable.Repeat("x", AccessLimits.AuditProblems + 7)]);
        Assert.Equal(AccessLimits.AuditProblems, log.Problems.Count);
        Assert.Equal(7, log.ProblemsLeftOut);
    }

    [Fact]
    public void A_long_line_is_read_and_pieces_of_any_size_are_joined()
    {
        var text = "\uFEFF" + Events.Line("list", Pods, more: $",\"requestObject\":\"{new string('x', 3_000_000)}\"") + "\r\n" + Events.Line("get", Pods + "/p1", "b");
        var log = Events.Read(new Pieces(Encoding.UTF8.GetBytes(text)));
        Assert.Empty(log.Problems);
        Assert.Equal(["User:ada list pods -n shop × 1", "User:ada get pods p1 -n shop × 1"], Events.Shown(log));
    }

    [Fact]
    public void A_list_of_events_is_read()
    {
        var list = $$"""{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":[{{Events.Line("list", Pods)}},{{Events.Line("list", Pods, "b")}}]}""";
        Assert.Equal("User:ada list pods -n shop × 2", Assert.Single(Events.Shown(Events.Read(list))));
    }

    [Fact]
    public void Values_of_another_type_are_passed_over()
    {
        var log = Events.Read(Events.Line("list", Pods, more: ",\"impersonatedUser\":7,\"authenticationMetadata\":[1,{\"a\":[]}],\"responseStatus\":\"x\",\"annotations\":[[]],\"stage\":{}"));
        Assert.Empty(log.Problems);
        Assert.Equal("User:ada list pods -n shop × 1", Assert.Single(Events.Shown(log)));
    }

    [Fact]
    public void Names_beyond_the_limit_are_told_apart_no_more_and_nothing_is_lost()
    {
        var lines = Enumerable.Range(0, AccessLimits.AuditRights + 5).Select(number => Events.Line("get", $"{Pods}/p{number}", $"{number}"));
        var log = Events.Read([.. lines]);
        Assert.False(log.IsCut);
        var rest = Assert.Single(log.Rights, right => right.HasAnyName);
        Assert.Equal("User:ada get pods -n shop", rest.ToString());
        Assert.Equal(5, rest.Count);
    }

    [Fact]
    public void Two_users_whose_names_and_groups_read_alike_are_two()
    {
        var log = Events.Read(
            Events.Line("list", Pods, user: "a\\u0000b"), Events.Line("list", Pods, "b", user: "a", more: ",\"user\":{\"username\":\"a\",\"groups\":[\"b\"]}"));
        Assert.Equal(["a\0b", "a"], log.Rights.Select(right => right.Request.User.Name));
    }

    [Fact]
    public void Who_acts_as_an_account_with_groups_named_the_groups()
    {
        const string As = ",\"impersonatedUser\":{\"username\":\"system:serviceaccount:shop:api\",\"groups\":[\"system:serviceaccounts\",\"devs\",\"system:authenticated\"]}";
        Assert.Equal(
            [
                "User:ada impersonate serviceaccounts api -n shop (impersonated) × 1", "User:ada impersonate groups system:serviceaccounts (impersonated) × 1",
                "User:ada impersonate groups devs (impersonated) × 1", "ServiceAccount:shop/api list pods -n shop × 1",
            ],
            Events.Shown(Events.Read(Events.Line("list", Pods, more: As))));
    }

    [Theory]
    [InlineData("associated-node", "*")]
    [InlineData("arbitrary-node", "n1")]
    public void A_node_is_acted_as_by_its_own_resource(string mode, string name)
    {
        var more = $",\"impersonatedUser\":{{\"username\":\"system:node:n1\",\"groups\":[\"system:nodes\",\"system:authenticated\"]}},\"authenticationMetadata\":{{\"impersonationConstraint\":\"impersonate:{mode}\"}}";
        Assert.Equal(
            [
                $"User:ada impersonate:{mode} nodes.authentication.k8s.io {name} (impersonated) × 1",
                $"User:ada impersonate-on:{mode}:get pods p1 -n shop (impersonated) × 1",
                "User:system:node:n1 get pods p1 -n shop × 1",
            ],
            Events.Shown(Events.Read(Events.Line("get", Pods + "/p1", more: more))));
    }

    [Fact]
    public void What_a_service_behind_a_proxy_answers_makes_nothing() =>
        Assert.Equal("User:ada patch services/proxy x -n shop × 1", Assert.Single(Events.Shown(Events.Read(Events.Line("patch", "/api/v1/namespaces/shop/services/x/proxy/y", code: 201)))));

    [Fact]
    public void A_document_of_the_evidence_says_the_same_in_sums()
    {
        const string Text = """
            apiVersion: evidence.redoubt.dev/v1
            kind: AuditLog
            metadata: { name: log }
            from: '2026-11-01T00:00:00Z'
            to: '2026-11-02T00:00:00Z'
            requests:
            - { user: ada, groups: [devs], verb: list, resource: pods, namespace: shop, decision: allow, code: 200, count: 7 }
            - { user: ada, groups: [devs], verb: patch, group: apps, resource: deployments, namespace: shop, name: web, decision: allow, code: 201, count: 2 }
            - { user: ada, verb: get, path: /metrics, decision: allow, code: 200, count: 3 }
            - { user: ada, verb: delete, resource: pods, namespace: shop, decision: forbid, code: 403, count: 4 }
            """;
        var reader = new AuditLogReader();
        reader.Add(Assert.Single(DocumentReader.Read("log.yaml", Text).Documents));
        var log = reader.Result();
        Assert.Equal(
            [
                "User:ada list pods -n shop × 7", "User:ada patch deployments.apps web -n shop × 2", "User:ada create deployments.apps web -n shop (made by patch) × 2",
                "User:ada get /metrics × 3",
            ],
            Events.Shown(log));
        Assert.Equal(["devs"], log.Rights[0].Request.User.Groups);
        Assert.Equal(16, log.Events);
        Assert.Equal((1, 2), (log.From!.Value.Day, log.To!.Value.Day));
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Pieces(byte[] bytes) : MemoryStream(bytes)
    {
        private int _turn;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1 + (_turn++ * 7919 % 60_000)));
    }
}
