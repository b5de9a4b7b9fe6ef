using Redoubt.Access.Audit;
using Redoubt.Access.Defaults;
using Redoubt.Access.Minimise;
using Redoubt.Access.Tests.Audit;
using Redoubt.Access.Tests.Suite;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Tests.Minimise;

public sealed class MinimisedTests
{
    private const string Objects = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: reader, labels: { part: 'yes' }, annotations: { owner: 'team: a', kubectl.kubernetes.io/last-applied-configuration: '{}' } }
        rules:
        - { apiGroups: ['', apps], resources: ['*'], verbs: [get, list, watch, delete] }
        - { apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, update] }
        - { nonResourceURLs: [/metrics, /logs/*], verbs: [get] }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: readers }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader }
        subjects: [{ kind: User, name: ada }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: devs, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit }
        subjects: [{ kind: Group, name: system:authenticated }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: idle, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
        subjects: [{ kind: User, name: nobody }]
        """;

    private static readonly string[] Log =
    [
        Events.Line("list", "/api/v1/namespaces/ops/pods", "1"), Events.Line("get", "/apis/apps/v1/namespaces/ops/deployments/web", "2"), Events.Line("get", "/api/v1/namespaces/ops/pods/p1/log", "3"),
        Events.Line("get", "/logs/a", "4"), Events.Line("create", "/api/v1/namespaces/shop/configmaps", "5", "bob", 201), Events.Line("delete", "/api/v1/namespaces/shop/pods/p1", "6", "bob"),
    ];

    [Fact]
    public void A_role_keeps_what_was_used_and_a_binding_to_a_default_role_gets_its_own()
    {
        var minimised = Minimised(Log);
        Assert.Equal(
            """
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: reader
              labels:
                part: "yes"
              annotations:
                owner: "team: a"
            rules:
            - apiGroups: [""]
              resources: [pods]
              verbs: [list]
            - apiGroups: [""]
              resources: [pods/log]
              verbs: [get]
            - apiGroups: [apps]
              resources: [deployments]
              verbs: [get]
            - apiGroups: [coordination.k8s.io]
              resources: [leases]
              verbs: [get, update]
            - nonResourceURLs: ["/logs/a"]
              verbs: [get]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata:
              name: devs-used
              namespace: shop
            rules:
            - apiGroups: [""]
              resources: [configmaps]
              verbs: [create]
            - apiGroups: [""]
              resources: [pods]
              verbs: [delete]
            ---
            # The role of a binding cannot be changed: delete it first, kubectl delete rolebinding devs -n shop
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata:
              name: devs
              namespace: shop
            roleRef:
              apiGroup: rbac.authorization.k8s.io
              kind: Role
              name: devs-used
            subjects: [{"kind": "Group", "name": "system:authenticated"}]

            """.ReplaceLineEndings("\n"),
            MinimalManifests.Yaml(minimised));
        Assert.Equal(["get leases.coordination.k8s.io", "update leases.coordination.k8s.io"], Assert.Single(minimised.Roles).Unlogged.Select(atom => atom.ToString()));
        Assert.Contains("delete *", Assert.Single(minimised.Roles).Dropped.Select(atom => atom.ToString()));
        Assert.Equal(["idle"], minimised.UnusedBindings.Select(binding => binding.Name));
    }

    [Fact]
    public void What_the_log_does_not_speak_of_goes_where_that_is_wanted() =>
        Assert.DoesNotContain("leases", MinimalManifests.Yaml(Minimised(Log, keepsUnlogged: false)), StringComparison.Ordinal);

    [Fact]
    public void Rules_name_objects_where_that_is_wanted() =>
        Assert.Contains("  resources: [deployments]\n  resourceNames: [web]\n  verbs: [get]\n", MinimalManifests.Yaml(Minimised(Log, namesObjects: true)), StringComparison.Ordinal);

    [Fact]
    public void What_is_not_allowed_any_more_is_told_and_not_given_back()
    {
        var minimised = Minimised(Events.Line("get", "/api/v1/nodes/n1"), Events.Line("patch", "/apis/batch/v1/namespaces/ops/jobs/x", "2"));
        Assert.Equal("User:ada patch jobs.batch x -n ops", Assert.Single(minimised.NotAllowedNow).ToString());
        Assert.DoesNotContain("jobs", MinimalManifests.Yaml(minimised), StringComparison.Ordinal);
    }

    [NeedsSuite("access")]
    [Fact]
    public void The_log_of_a_real_server_is_allowed_by_less()
    {
        var one = new AccessCase("audit");
        var reader = new AuditLogReader();
        reader.Read("audit.log", one.Open("audit.log"));
        var used = new UsedAccess(one.Authorization, reader.Result());
        var minimised = new Minimised(one.Authorization, used);
        var after = new Authorization(one.Authorization.Platform.With(DocumentReader.Read("new.yaml", MinimalManifests.Yaml(minimised)).Documents), one.Minor);
        Assert.Empty(minimised.NotAllowedNow);
        Assert.All(used.Needed, right => Assert.True(after.Answer(right.Request).IsAllowed));
        Assert.Equal(["idle", "spare"], minimised.UnusedBindings.Select(binding => binding.Name).Where(name => name is "idle" or "spare"));
        Assert.False(after.Answer(new AccessRequest { User = AccessSubject.User("idle").AsUser(), Verb = "get", Resource = "secrets" }).IsAllowed);
    }

    private static Minimised Minimised(params string[] log) => Minimised(log, false);

    private static Minimised Minimised(string[] log, bool namesObjects = false, bool keepsUnlogged = true)
    {
        var platform = new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("rbac.yaml", Objects).Documents).Build();
        var authorization = new Authorization(DefaultRoles.Of(36).AddTo(platform), 36);
        return new Minimised(authorization, new UsedAccess(authorization, Events.Read(log)), namesObjects, keepsUnlogged);
    }
}
