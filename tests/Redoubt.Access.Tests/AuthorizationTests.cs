using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Tests;

public sealed class AuthorizationTests
{
    private const string Objects = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: reader, namespace: shop }
        rules: [{ apiGroups: [''], resources: [pods, '*/log'], verbs: [get, list] }, { apiGroups: [apps], resources: [deployments], resourceNames: [cart], verbs: ['*'] }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: readers, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
        subjects: [{ kind: User, name: ada }, { kind: ServiceAccount, name: robot }, { kind: Group, name: team }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: all-views }
        aggregationRule: { clusterRoleSelectors: [{ matchLabels: { view: 'yes' } }] }
        rules: []
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: nodes, labels: { view: 'yes' } }
        rules: [{ apiGroups: [''], resources: [nodes], verbs: [get] }, { nonResourceURLs: [/healthz, /logs/*], verbs: [get] }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: viewers }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all-views }
        subjects: [{ kind: Group, name: viewers }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: lost, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: nowhere }
        subjects: [{ kind: User, name: eve }]
        """;

    [Theory]
    [InlineData("ada", "", "get pods", true)]
    [InlineData("ada", "", "get pods/log", true)]
    [InlineData("ada", "", "get pods/exec", false)]
    [InlineData("ada", "", "delete pods", false)]
    [InlineData("ada", "", "delete apps/deployments cart", true)]
    [InlineData("ada", "", "delete apps/deployments", false)]
    [InlineData("bob", "", "get pods", false)]
    [InlineData("bob", "team", "get pods", true)]
    [InlineData("system:serviceaccount:shop:robot", "", "get pods", true)]
    [InlineData("system:serviceaccount:other:robot", "", "get pods", false)]
    [InlineData("bob", "viewers", "get nodes", true)]
    [InlineData("bob", "viewers", "get /healthz", true)]
    [InlineData("bob", "viewers", "get /logs/a/b", true)]
    [InlineData("bob", "viewers", "post /healthz", false)]
    [InlineData("ada", "", "get /healthz", false)]
    [InlineData("bob", "system:masters", "delete anything/at all", true)]
    public void An_access_is_allowed_or_not(string user, string group, string access, bool isAllowed)
    {
        var decision = Decide(Scope.Whole, user, group, access);
        Assert.Null(decision.Missing);
        Assert.Equal(isAllowed, decision.IsAllowed);
    }

    [Fact]
    public void What_is_allowed_is_certain_though_more_may_exist()
    {
        var decision = Decide(Scope.Part, "ada", "", "get pods");
        Assert.True(decision.IsAllowed);
        Assert.Null(decision.Missing);
        var grant = Assert.NotNull(decision.Grant);
        Assert.Equal("readers", grant.Binding.Name);
        Assert.Equal("ada", grant.Subject["name"].AsString());
        Assert.Equal(4, grant.Rule.Node.Line);
    }

    [Theory]
    [InlineData("ada", "", "delete pods")]
    [InlineData("eve", "", "get pods")]
    [InlineData("bob", "viewers", "get secrets")]
    [InlineData("", "", "get pods")]
    public void What_is_not_allowed_is_unknown_where_more_may_exist(string user, string group, string access) =>
        Assert.NotNull(Decide(Scope.Part, user, group, access).Missing);

    [Theory]
    [InlineData(Scope.Whole)]
    [InlineData(Scope.Part)]
    public void Once_indexed_an_answer_allocates_nothing(Scope scope)
    {
        var authorization = Authorization(scope);
        AccessRequest[] requests = [.. from user in new[] { "ada", "bob", "eve" } from access in new[] { "get pods", "get secrets", "get /healthz" } select Request(user, "viewers", access)];
        Assert.NotEmpty(authorization.Subjects);
        // The first answers run code that is not yet optimized, which may box.
        Assert.Contains(0, Enumerable.Range(0, 100).Select(_ => Allocated(authorization, requests)));
    }

    private static long Allocated(Authorization authorization, AccessRequest[] requests)
    {
        Thread.Sleep(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var request in requests)
        {
            authorization.Answer(request);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void A_role_that_is_not_there_is_said() =>
        Assert.Equal(new LostRole(IsClusterRole: true, "nowhere"), Assert.Single(Authorization(Scope.Whole).LostRoles(Request("eve", "", "get pods"))));

    /// <param name="scope">Whether more objects may exist.</param>
    /// <param name="user">The user.</param>
    /// <param name="group">A group, empty for none.</param>
    /// <param name="access">A verb, then a path, or a group with a resource, and perhaps a name; the namespace is <c>shop</c>.</param>
    private static AccessAnswer Decide(Scope scope, string user, string group, string access) => Authorization(scope).Answer(Request(user, group, access));

    private static Authorization Authorization(Scope scope) =>
        new(new PlatformBuilder { Scope = scope }.AddRange(DocumentReader.Read("rbac.yaml", Objects).Documents).Build());

    private static AccessRequest Request(string user, string group, string access)
    {
        var parts = access.Split(' ', 3);
        var asker = new AccessUser(user, group.Length == 0 ? [] : [group]);
        if (parts[1].StartsWith('/'))
        {
            return new AccessRequest { User = asker, Verb = parts[0], Path = parts[1] };
        }

        var steps = parts[1].Split('/');
        var isGrouped = steps[0] is "apps" or "anything";
        return new AccessRequest
        {
            User = asker,
            Verb = parts[0],
            Group = isGrouped ? steps[0] : "",
            Resource = isGrouped ? steps[1] : steps[0],
            Subresource = !isGrouped && steps.Length > 1 ? steps[1] : "",
            Namespace = "shop",
            Name = parts.Length > 2 ? parts[2] : "",
        };
    }
}
