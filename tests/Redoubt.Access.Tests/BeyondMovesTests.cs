using Redoubt.Access.Escalation;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Tests;

/// <summary>What leads further by ways that RBAC alone does not say.</summary>
public sealed class BeyondMovesTests
{
    [Theory]
    [InlineData("ClusterRoleBinding", "persistentvolumes", "create", "create persistentvolumes")]
    [InlineData("RoleBinding", "persistentvolumes", "create", "")]
    [InlineData("RoleBinding", "pods", "create", "create pods")]
    [InlineData("RoleBinding", "services/status", "patch", "patch services/status")]
    [InlineData("RoleBinding", "configmaps", "update", "")]
    [InlineData("ClusterRoleBinding", "configmaps", "update", "update configmaps")]
    [InlineData("ClusterRoleBinding", "services", "get", "")]
    public void A_right_is_named_where_it_counts(string kind, string resource, string verb, string named)
    {
        var text = $$"""
            { apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: r }, rules: [{ apiGroups: [''], resources: [{{resource}}], verbs: [{{verb}}] }] }
            ---
            { apiVersion: rbac.authorization.k8s.io/v1, kind: {{kind}}, metadata: { name: b, namespace: shop }, roleRef: { kind: ClusterRole, name: r }, subjects: [{ kind: User, name: ada }] }
            """;
        var authorization = new Authorization(new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("rbac.yaml", text).Documents).Build());

        Assert.Equal(named, string.Join(", ", BeyondMoves.Of(authorization, AccessSubject.User("ada")).Select(beyond => beyond.Right)));
    }
}
