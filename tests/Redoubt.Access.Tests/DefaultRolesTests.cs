using Redoubt.Access.Defaults;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Tests;

/// <summary>What every API server makes at start is known by name and content.</summary>
public sealed class DefaultRolesTests
{
    public static TheoryData<int> Versions => [.. Enumerable.Range(DefaultRoles.Oldest, DefaultRoles.Newest - DefaultRoles.Oldest + 1)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_objects_of_a_version_are_its_own(int minor) => Assert.All(DefaultRoles.Of(minor).Documents, document => Assert.True(DefaultRoles.IsOwn(document), $"{document}"));

    [Theory]
    [InlineData(12, DefaultRoles.Oldest)]
    [InlineData(34, 34)]
    [InlineData(99, DefaultRoles.Newest)]
    public void The_nearest_version_stands_for_one_that_is_not_known(int asked, int given) => Assert.Equal(given, DefaultRoles.Of(asked).Minor);

    [Theory]
    [InlineData("{ kind: ClusterRole, metadata: { name: cluster-admin }, rules: [{ verbs: ['*'], resources: ['*'], apiGroups: ['*'] }] }", true)]
    [InlineData("{ kind: ClusterRole, metadata: { name: cluster-admin }, rules: [{ apiGroups: [''], resources: [pods], verbs: [get] }] }", false)]
    [InlineData("{ kind: ClusterRole, metadata: { name: system:backdoor, labels: { kubernetes.io/bootstrapping: rbac-defaults } }, rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] }", false)]
    [InlineData("{ kind: ClusterRole, metadata: { name: view }, aggregationRule: { clusterRoleSelectors: [{ matchLabels: { rbac.authorization.k8s.io/aggregate-to-view: 'true' } }] } }", true)]
    [InlineData("{ kind: ClusterRole, metadata: { name: view }, aggregationRule: { clusterRoleSelectors: [{}] } }", false)]
    [InlineData("{ kind: ClusterRoleBinding, metadata: { name: system:basic-user }, roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: system:basic-user }, subjects: [{ kind: Group, apiGroup: rbac.authorization.k8s.io, name: system:authenticated }] }", true)]
    [InlineData("{ kind: ClusterRoleBinding, metadata: { name: system:basic-user }, roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }, subjects: [{ kind: Group, apiGroup: rbac.authorization.k8s.io, name: system:authenticated }] }", false)]
    [InlineData("{ kind: ClusterRoleBinding, metadata: { name: system:basic-user }, roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: system:basic-user }, subjects: [{ kind: Group, apiGroup: rbac.authorization.k8s.io, name: system:unauthenticated }] }", false)]
    public void Name_and_content_decide_and_no_label_does(string written, bool isOwn)
    {
        var text = "{ apiVersion: rbac.authorization.k8s.io/v1, " + written[2..];

        Assert.Equal(isOwn, DefaultRoles.IsOwn(Assert.Single(DocumentReader.Read("role.yaml", text).Documents)));
    }

    [Fact]
    public void An_object_of_the_evidence_stands_in_the_place_of_a_default_one()
    {
        var own = DocumentReader.Read("view.yaml", "{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: view }, rules: [] }").Documents;
        var platform = DefaultRoles.Of(DefaultRoles.Newest).AddTo(new PlatformBuilder().AddRange(own).Build());

        Assert.Equal("view.yaml", Assert.Single(platform.Find(own[0].Key)).Origin.File);
    }
}
