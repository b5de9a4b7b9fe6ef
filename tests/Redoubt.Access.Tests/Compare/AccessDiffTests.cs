using Redoubt.Access.Compare;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Tests.Compare;

public sealed class AccessDiffTests
{
    [Fact]
    public void What_a_wider_right_covers_is_not_repeated_and_what_remains_is_told()
    {
        var diff = Diff("{ apiGroups: [''], resources: [pods, pods/log, secrets], verbs: [get, list] }", "{ apiGroups: [''], resources: ['*'], verbs: [get] }, { apiGroups: [''], resources: [secrets], resourceNames: [a], verbs: [list] }");
        var change = Assert.Single(diff.Subjects);
        Assert.Equal(["get *"], Shown(change.Granted));
        Assert.Equal(["list pods", "list pods/log", "list secrets"], Shown(change.Taken));
        Assert.Equal(["list secrets a"], Shown(change.Remaining));
        Assert.Null(diff.Missing);
    }

    [Fact]
    public void A_right_that_stood_beside_a_wider_one_remains_when_that_is_taken()
    {
        var change = Assert.Single(Diff("{ apiGroups: [''], resources: [pods], verbs: ['*', list] }", "{ apiGroups: [''], resources: [pods], verbs: [list] }").Subjects);
        Assert.Equal(["* pods"], Shown(change.Taken));
        Assert.Equal(["list pods"], Shown(change.Remaining));
    }

    [Fact]
    public void The_same_rights_in_other_words_are_no_change() =>
        Assert.Empty(Diff("{ apiGroups: [''], resources: [pods], verbs: [get, list] }", "{ apiGroups: [''], resources: [pods], verbs: [get] }, { apiGroups: [''], resources: [pods], verbs: [list] }").Subjects);

    [Fact]
    public void Who_can_newly_become_cluster_admin_is_told_with_the_way()
    {
        var diff = Diff("{ apiGroups: [''], resources: [pods], verbs: [get] }", "{ apiGroups: [''], resources: [groups, users], verbs: [impersonate] }");
        var way = Assert.Single(diff.NewAdmins);
        Assert.Equal("User:ada", way.From.ToString());
        Assert.Equal("impersonate", Assert.Single(way.Steps).Move);
        Assert.Empty(Diff("{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }", "{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, { nonResourceURLs: ['*'], verbs: ['*'] }").NewAdmins);
    }

    [Fact]
    public void Where_more_may_exist_it_is_said() => Assert.NotNull(new AccessDiff(Authorization("", Scope.Whole), Authorization("", Scope.Part)).Missing);

    private static IEnumerable<string> Shown(IEnumerable<Redoubt.Access.Roles.PlacedAtom> rights) => rights.Select(right => right.ToString());

    private static AccessDiff Diff(string before, string after) => new(Authorization(before, Scope.Whole), Authorization(after, Scope.Whole));

    private static Authorization Authorization(string rules, Scope scope)
    {
        var text = $$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: one }
            rules: [{{rules}}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: { name: one }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: one }
            subjects: [{ kind: User, name: ada }]
            """;
        return new Authorization(new PlatformBuilder { Scope = scope }.AddRange(DocumentReader.Read("rbac.yaml", text).Documents).Build());
    }
}
