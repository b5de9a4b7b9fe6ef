using Redoubt.Network.Policies;

namespace Redoubt.Network.Tests;

/// <summary>What the policies of one side alone say, and what labels that anybody may choose open.</summary>
public sealed class HalfTests
{
    private static readonly Reachability Shop = Platforms.Reach(Platforms.Pod("shop", "web", "app: web") + Platforms.Pod("shop", "db", "app: db") + Platforms.Pod("ops", "job") + """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: db, namespace: shop}
        spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: web, namespace: shop}
        spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: []}
        """);

    [Fact]
    public void Each_side_is_asked_alone()
    {
        Assert.Equal("TCP 5432", Half("shop/web", "shop/db", Direction.Ingress));
        Assert.Equal("No Connections", Half("shop/web", "shop/db", Direction.Egress));
        Assert.Equal("No Connections", Half("ops/job", "shop/db", Direction.Ingress));
    }

    [Fact]
    public void A_side_without_policies_is_none() => Assert.Null(Half("ops/job", "shop/web", Direction.Ingress));

    [Theory]
    [InlineData("shop", "TCP 5432")]
    [InlineData("ops", "No Connections")]
    public void Who_makes_pods_where_a_policy_looks_for_labels_is_let_in(string ns, string ports) =>
        Assert.Equal(ports, Shop.LetInByLabels(ns, Shop.Find("shop/db")!).ToString());

    private static string? Half(string from, string to, Direction direction) =>
        Shop.Half(Shop.Classes[Shop.Find(from)!.ClassNumber], Shop.Classes[Shop.Find(to)!.ClassNumber], direction)?.Allowed.ToString();
}
