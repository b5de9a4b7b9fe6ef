using Redoubt.Access;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Authorizer;

namespace Redoubt.Kubernetes.Tests;

/// <summary>What is said of an access is what an API server says of it.</summary>
public sealed class RbacWordingTests
{
    private const string Objects = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: reader, namespace: shop }
        rules: [{ apiGroups: [''], resources: [pods], verbs: [get] }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: readers, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
        subjects: [{ kind: User, name: ada }, { kind: ServiceAccount, name: robot }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: lost, namespace: shop }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: nowhere }
        subjects: [{ kind: User, name: eve }]
        """;

    [Theory]
    [InlineData("ada", "RBAC: allowed by RoleBinding \"readers/shop\" of Role \"reader\" to User \"ada\"")]
    [InlineData("system:serviceaccount:shop:robot", "RBAC: allowed by RoleBinding \"readers/shop\" of Role \"reader\" to ServiceAccount \"robot/shop\"")]
    [InlineData("eve", "RBAC: clusterrole.rbac.authorization.k8s.io \"nowhere\" not found")]
    [InlineData("bob", "")]
    public void The_reason_is_the_servers(string user, string reason)
    {
        var platform = new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("rbac.yaml", Objects).Documents).Build();
        var attributes = new AccessAttributes { User = new AccessUser(user, []), Verb = "get", Resource = "pods", Namespace = "shop" };

        Assert.Equal(reason, new RbacAuthorizer(platform).Authorize(attributes).Reason);
    }
}
