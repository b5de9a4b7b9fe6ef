using Redoubt.Access.Audit;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Tests.Audit;

public sealed class UsedAccessTests
{
    private const string Rbac = "/apis/rbac.authorization.k8s.io/v1/namespaces/shop/";
    private const string Objects = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: writer }
        rules:
        - { apiGroups: [rbac.authorization.k8s.io], resources: [roles, rolebindings, clusterroles], verbs: [create, update, patch, escalate] }
        - { apiGroups: [rbac.authorization.k8s.io], resources: [roles], resourceNames: [reader, other], verbs: [bind] }
        - { apiGroups: [''], resources: [pods], verbs: [get] }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: reader, namespace: shop }
        rules: [{ apiGroups: [''], resources: [secrets], verbs: [get] }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: writers }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: writer }
        subjects: [{ kind: User, name: ada }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: readers, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
        subjects: [{ kind: User, name: bob }]
        """;

    [Theory]
    // What the writer has needs nothing more; what it has not needs `escalate` or `bind`, for the name that the URL has.
    [InlineData("create", "roles", "{\"rules\":[{\"verbs\":[\"get\"],\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"resourceNames\":[\"p1\"]}]}", "")]
    [InlineData("create", "roles", "{\"rules\":[{\"verbs\":[\"get\"],\"apiGroups\":[\"\"],\"resources\":[\"pods/log\"]}]}", "escalate roles.rbac.authorization.k8s.io -n shop")]
    [InlineData("update", "roles/reader", "{\"rules\":[{\"verbs\":[\"*\"],\"apiGroups\":[\"\"],\"resources\":[\"pods\"]}]}", "escalate roles.rbac.authorization.k8s.io reader -n shop")]
    [InlineData("create", "roles", "{\"rules\":null}", "")]
    [InlineData("create", "roles", "{\"aggregationRule\":{\"clusterRoleSelectors\":[]}}", "")]
    [InlineData("create", "roles", "{\"aggregationRule\":{\"clusterRoleSelectors\":[{}]}}", "escalate roles.rbac.authorization.k8s.io -n shop")]
    [InlineData("create", "rolebindings", "{\"roleRef\":{\"kind\":\"Role\",\"name\":\"reader\"}}", "bind roles.rbac.authorization.k8s.io reader -n shop")]
    [InlineData("patch", "rolebindings/readers", "[{\"op\":\"add\"}]", "bind roles.rbac.authorization.k8s.io reader -n shop")]
    [InlineData("patch", "rolebindings/readers", "{\"subjects\":[]}", "bind roles.rbac.authorization.k8s.io reader -n shop")]
    public void A_write_rests_on_more_where_it_gives_what_its_writer_has_not(string verb, string what, string body, string implied)
    {
        var used = Used(Events.Line(verb, Rbac + what, code: verb == "create" ? 201 : 200, more: $",\"requestObject\":{body}"));
        Assert.Equal(implied.Length == 0 ? [] : ["User:ada " + implied], used.Implied.Select(right => right.ToString()));
        Assert.Empty(used.Supposed);
    }

    [Theory]
    // Of a patch that the log does not have as an object the rules are not known; nor is a role that is not there any more.
    [InlineData("patch", "roles/reader", "[{\"op\":\"add\"}]", "escalate roles.rbac.authorization.k8s.io reader -n shop", false)]
    [InlineData("patch", "roles/reader", "{\"metadata\":{}}", "escalate roles.rbac.authorization.k8s.io reader -n shop", false)]
    [InlineData("create", "roles", "", "escalate roles.rbac.authorization.k8s.io -n shop", false)]
    [InlineData("create", "rolebindings", "", "bind roles.rbac.authorization.k8s.io -n shop", true)]
    [InlineData("create", "rolebindings", "{\"roleRef\":{\"kind\":\"Role\",\"name\":\"other\"}}", "bind roles.rbac.authorization.k8s.io other -n shop", false)]
    [InlineData("create", "rolebindings", "{\"roleRef\":{\"kind\":\"Role\",\"name\":\"never\"}}", "", false)]
    public void What_the_log_does_not_hold_is_supposed_where_the_writer_may(string verb, string what, string body, string supposed, bool hasAnyName)
    {
        var used = Used(Events.Line(verb, Rbac + what, code: 201, more: body.Length == 0 ? "" : $",\"requestObject\":{body}"));
        Assert.Equal(supposed.Length == 0 ? [] : ["User:ada " + supposed], used.Supposed.Select(right => right.ToString()));
        Assert.All(used.Supposed, right => Assert.Equal(hasAnyName, right.HasAnyName));
        Assert.DoesNotContain(used.Implied, right => right.Because is ImpliedBy.Bind or ImpliedBy.Escalate);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public void A_write_that_was_refused_rests_on_nothing(int code) =>
        Assert.Empty(Used(Events.Line("update", Rbac + "roles/reader", code: code, more: ",\"requestObject\":{\"rules\":[{\"verbs\":[\"*\"],\"apiGroups\":[\"*\"],\"resources\":[\"*\"]}]}")).Implied);

    [Fact]
    public void What_the_answer_holds_is_what_was_written() => Assert.Equal(
        "User:ada bind roles.rbac.authorization.k8s.io reader -n shop",
        Assert.Single(Used(Events.Line("patch", Rbac + "rolebindings/new", more: ",\"requestObject\":[],\"responseObject\":{\"kind\":\"RoleBinding\",\"roleRef\":{\"kind\":\"Role\",\"name\":\"reader\"}}")).Implied).ToString());

    [Theory]
    [InlineData(34, 0)]
    [InlineData(35, 1)]
    public void A_WebSocket_asks_for_create_from_a_version_on(int minor, int implied)
    {
        var used = new UsedAccess(new Authorization(Platform(), minor), Events.Read(Events.Line("get", "/api/v1/namespaces/shop/pods/p/exec?command=id", code: 101)));
        Assert.Equal(implied, used.Implied.Count);
        Assert.Single(used.Used);
    }

    [Fact]
    public void What_no_event_speaks_of_is_not_known_to_be_unused()
    {
        var authorization = new Authorization(Platform());
        var use = new RoleUse(authorization, new UsedAccess(authorization, Events.Read(Events.Line("list", "/api/v1/pods", user: "eve", decision: "forbid"))));
        var atoms = use.AtomsOf(Assert.Single(use.Roles, role => role.Label == "ClusterRole/writer")).ToArray();
        Assert.All(atoms, atom => Assert.False(atom.IsUsed));
        Assert.Equal(["get pods"], atoms.Where(atom => atom.IsLogged).Select(atom => atom.Atom.ToString()));
    }

    private static UsedAccess Used(params string[] lines) => new(new Authorization(Platform()), Events.Read(lines));

    private static Platform Platform() => new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("rbac.yaml", Objects).Documents).Build();
}
