using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Evidence.Tests.Index;

public sealed class ScopesTests
{
    private static readonly GroupKind Policy = new("networking.k8s.io", "NetworkPolicy");
    private static readonly GroupKind ClusterRole = new("rbac.authorization.k8s.io", "ClusterRole");
    private static readonly ReadOptions Folder = new() { Scope = Scope.Whole };

    private const string Pod = "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: shop}}";

    [Theory]
    [InlineData(Scope.Part, null, false, false, false)]
    [InlineData(Scope.Whole, null, true, false, false)]
    [InlineData(Scope.Part, Scope.Whole, true, true, true)]
    [InlineData(Scope.Whole, Scope.Part, false, false, false)]
    public void A_folder_is_whole_for_the_namespaces_that_it_uses(Scope source, Scope? said, bool used, bool unused, bool cluster)
    {
        var platform = Given.Platform(Pod, new() { Scope = source }, said);
        Assert.Equal(used, platform.IsComplete(Policy, "shop", out _));
        Assert.Equal(unused, platform.IsComplete(Policy, "other", out _));
        Assert.Equal(cluster, platform.IsComplete(ClusterRole, null, out _));
    }

    [Fact]
    public void A_namespace_that_a_folder_declares_is_used_by_it() =>
        Assert.True(Given.Platform("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}", Folder).IsComplete(Policy, "shop", out _));

    [Fact]
    public void What_may_be_missing_is_said_with_how_to_get_it()
    {
        Given.Platform(Pod).IsComplete(Policy, "shop", out var missing);
        Assert.Equal(
            new MissingEvidence(
                MissingCode.Incomplete,
                "every NetworkPolicy of namespace shop",
                "there may be more networking.k8s.io/NetworkPolicy objects of namespace `shop` than were given")
            {
                Remedy = "scan the whole folder or a collection of the cluster, or pass `--scope whole`",
                Command = "--scope whole",
            },
            missing);
    }

    private const string Collection = """
        apiVersion: evidence.redoubt.dev/v1
        kind: Collection
        metadata: {name: prod}
        kubernetes: v1.33.2+k3s1
        listed:
          - {group: rbac.authorization.k8s.io, kind: ClusterRole}
          - {group: networking.k8s.io, kind: NetworkPolicy, namespaces: [shop]}
          - {group: apps, kind: '*', namespaces: ['*']}
        refused:
          - {kind: Secret, namespaces: ['*'], reason: secrets is forbidden}
          - {group: apps, kind: DaemonSet, namespaces: [ops], reason: not allowed there}
        """;

    [Theory]
    [InlineData("rbac.authorization.k8s.io/ClusterRole", null, true)]
    [InlineData("rbac.authorization.k8s.io/ClusterRoleBinding", null, false)]
    [InlineData("networking.k8s.io/NetworkPolicy", "shop", true)]
    [InlineData("networking.k8s.io/NetworkPolicy", "ops", false)]
    [InlineData("networking.k8s.io/NetworkPolicy", null, false)]
    [InlineData("apps/Deployment", "any", true)]
    [InlineData("apps/Deployment", null, true)]
    [InlineData("apps/DaemonSet", "shop", true)]
    [InlineData("apps/DaemonSet", "ops", false)]
    [InlineData("apps/DaemonSet", null, false)]
    [InlineData("Secret", "shop", false)]
    public void A_collection_says_what_was_listed_completely(string kind, string? ns, bool complete) =>
        Assert.Equal(complete, Given.Platform(Collection).IsComplete(GroupKind.Parse(kind), ns, out _));

    [Theory]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: a}}", "every NetworkPolicy of its namespace")]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: default}}", "every NetworkPolicy of namespace default")]
    [InlineData("{apiVersion: v1, kind: Namespace, metadata: {name: default}}", "every NetworkPolicy of namespace default")]
    public void A_namespace_that_nothing_names_is_not_named_where_evidence_is_missing(string manifest, string what)
    {
        Given.Platform(manifest).IsComplete(Policy, "default", out var missing);

        Assert.Equal(what, missing!.What);
        Assert.Equal(what.EndsWith("default", StringComparison.Ordinal), missing.Why.Contains("default", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_refused_is_said()
    {
        Given.Platform(Collection).IsComplete(new GroupKind("", "Secret"), "shop", out var missing);
        Assert.Equal(MissingCode.Refused, missing?.Code);
        Assert.Equal("the cluster refused to list Secret objects of namespace `shop`: secrets is forbidden", missing?.Why);
    }

    [Fact]
    public void The_servers_version_is_in_the_collection()
    {
        Assert.Equal(new KubernetesVersion(1, 33, 2), Given.Platform(Collection).ServerVersion);
        Assert.Null(Given.Platform(Pod).ServerVersion);
    }

    [Fact]
    public void A_changed_platform_keeps_what_is_complete()
    {
        var platform = Given.Platform(Pod, Folder).With(Given.Document("{apiVersion: v1, kind: Pod, metadata: {name: b, namespace: other}}"));
        Assert.True(platform.IsComplete(Policy, "shop", out _));
        Assert.False(platform.IsComplete(Policy, "other", out _));
    }

    [Fact]
    public void A_later_collection_takes_the_place_of_its_namesake()
    {
        var later = Given.Document(Collection.Replace("secrets is forbidden", "still forbidden", StringComparison.Ordinal));
        Given.Platform(Collection).With(later).IsComplete(new GroupKind("", "Secret"), "shop", out var missing);
        Assert.EndsWith("still forbidden", missing?.Why, StringComparison.Ordinal);
    }
}
