using Redoubt.Attack.Tests.Suite;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Attack.Tests;

/// <summary>Mechanisms that are taken away, and those that only see.</summary>
public sealed class WithoutTests
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: shop }
        spec: { containers: [{ name: web, image: web, securityContext: { runAsUser: 1 } }] }
        """;

    private const string Watched = """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: falco, namespace: falco }
        spec: { template: { metadata: { labels: { app: falco } }, spec: { containers: [{ name: falco, image: falcosecurity/falco, securityContext: { runAsUser: 1 } }] } } }
        """;

    [Theory]
    [InlineData("rbac", "cluster-admin", 0)]
    [InlineData("api-authentication", "cluster-admin", 0)]
    [InlineData("kubelet-authentication", "node", 0)]
    [InlineData("etcd-authentication", "cluster-admin", 0)]
    [InlineData("container-isolation", "node", 0)]
    [InlineData("node-authorizer", "all-secrets", 1)]
    public void What_is_assumed_to_hold_is_taken_away_when_it_is_asked(string mechanism, string jewel, int depth)
    {
        Assert.NotEqual(depth, Depth(Pod, jewel));
        Assert.Equal(depth, Depth(Pod, jewel, [mechanism]));
    }

    [Fact]
    public void For_nobody_to_see_it_what_watches_has_to_fail_too()
    {
        Assert.Equal(1, Depth($"{Pod}\n---\n{Watched}", "node"));
        Assert.Equal(2, Depth($"{Pod}\n---\n{Watched}", "node", isQuiet: true));
    }

    [Fact]
    public void Nothing_is_seen_where_nothing_watches() => Assert.Equal(1, Depth(Pod, "node", isQuiet: true));

    private static int? Depth(string manifests, string jewel, string[]? without = null, bool isQuiet = false)
    {
        var platform = new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("pod.yaml", manifests).Documents).Build();
        var analysis = DepthCase.Analyse(platform, without: without, isQuiet: isQuiet);
        return analysis.From(analysis.Find("shop/web")!).Pairs.Single(pair => pair.Jewel.Name == jewel).Depth;
    }
}
