using FsCheck.Xunit;
using Redoubt.Evidence;
using Redoubt.Network.Effects;
using Redoubt.Network.Ends;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Tests.Laws;

/// <summary>What is shared after a change is as if all were computed anew.</summary>
public sealed class ChangeLaws
{
    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 80)]
    public void After_other_policies_the_answers_are_those_of_computing_anew(World world, World other)
    {
        // Asked before, so that what is kept has been worked out.
        var before = Reachability.Of(world.Platform);
        _ = before.Map.All();
        var kept = world.Policies.Where((_, number) => number % 2 == 0).ToArray();
        var gone = world.Policies.Except(kept).Select(policy => new ObjectKey(GroupOf(policy), policy.Kind == "NetworkPolicy" ? policy.Namespace : "", policy.Name)).ToArray();
        var changed = world with { Policies = [.. kept.Where(policy => !other.Policies.Any(more => IsSame(more, policy))), .. other.Policies] };

        var after = before.Without(gone).With([.. (other with { Namespaces = [], Pods = [], Nodes = [] }).Documents]);

        PacketLaws.Same(world, after, Reachability.Of(changed.Platform));
        Assert.Equal(after.Policies.Count, changed.Policies.Length);
        foreach (var (from, to) in after.Classes.SelectMany(from => after.Classes, (from, to) => (from, to)))
        {
            Assert.Equal(!after.Between(from, to).Allowed.IsEmpty, after.Map.Into(to).Any(cell => cell.AllowedClasses.Contains(from.Number)));
        }
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 40)]
    public void After_other_pods_namespaces_and_nodes_too(World world, World other)
    {
        var mixed = other with { Policies = world.Policies, Pods = [.. world.Pods.Where(pod => !other.Pods.Any(more => more.Namespace == pod.Namespace && more.Name == pod.Name)), .. other.Pods] };

        var after = Reachability.Of(world.Platform).With([.. (other with { Policies = [] }).Documents]);

        PacketLaws.Same(mixed, after, Reachability.Of(mixed.Platform));
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 60)]
    public void What_a_policy_changes_is_what_differs_without_it(World world)
    {
        var all = Reachability.Of(world.Platform);
        foreach (var key in all.Policies.Select(policy => policy.Document.Key).Distinct())
        {
            Assert.Equal(Difference(all, all.Without(key)), all.EffectOf(key));
        }
    }

    [Fact]
    public void Of_policies_that_are_too_many_for_one_pod_it_is_not_known_what_each_changes()
    {
        var policies = Enumerable.Range(0, 3_000).Select(number => $$$"""
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: p{{{number}}}, namespace: shop}
            spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.{{{number / 256}}}.{{{number % 256}}}.0/24}}], ports: [{port: {{{number + 1}}} }]}]}
            """);
        var network = Platforms.Reach("apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {containers: [{name: c, image: c}]}\n" + string.Join('\n', policies));

        Assert.Null(network.EffectOf(new ObjectKey(new GroupKind("networking.k8s.io", "NetworkPolicy"), "shop", "p2999")));
    }

    // Pair by pair, as the halves of both say.
    private static PolicyEffect Difference(Reachability now, Reachability before)
    {
        var effect = default(PolicyEffect);
        foreach (var (pods, other) in now.Classes.Where(one => one.Kind == EndKind.Pod).SelectMany(pods => now.Classes.Where(one => one.Ends.Count > 0), (pods, other) => (pods, other)))
        {
            var (closesIn, opensIn) = Changes(Half(now, other, pods, Direction.Ingress), Half(before, other, pods, Direction.Ingress));
            var (closesOut, opensOut) = Changes(Half(now, pods, other, Direction.Egress), Half(before, pods, other, Direction.Egress));
            effect = new PolicyEffect(effect.ClosesIngress || closesIn, effect.OpensIngress || opensIn, effect.ClosesEgress || closesOut, effect.OpensEgress || opensOut);
        }

        return effect;
    }

    private static (bool IsClosing, bool IsOpening) Changes(Connection now, Connection before) =>
        (!before.Allowed.Except(now.Allowed).IsEmpty || !before.Unknown.Except(now.Allowed.Union(now.Unknown)).IsEmpty, !now.Allowed.Except(before.Allowed).IsEmpty);

    private static Connection Half(Reachability network, EndClass from, EndClass to, Direction direction) => network.Half(from, to, direction) ?? new Connection(PortSet.All, PortSet.None);

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 40)]
    public void After_more_pods_of_the_same_kinds_and_fewer_too(World world)
    {
        // Every second pod gets a twin, and the first of all goes.
        var twins = world.Pods.Where((_, number) => number % 2 == 0).Select(pod => pod with { Name = pod.Name + "-twin" }).ToArray();
        var gone = world.Pods.Take(1).ToArray();
        var mixed = world with { Pods = [.. world.Pods.Except(gone), .. twins] };
        var before = Reachability.Of(world.Platform);
        _ = before.Map.All();

        var after = before.With([.. (world with { Namespaces = [], Nodes = [], Policies = [], Pods = twins }).Documents]).Without([.. gone.Select(pod => new ObjectKey(new GroupKind("", "Pod"), pod.Namespace, pod.Name))]);

        PacketLaws.Same(mixed, after, Reachability.Of(mixed.Platform));
    }

    [Fact]
    public void A_pod_that_is_scaled_shares_what_policies_say()
    {
        var before = Platforms.Reach(Platforms.Pod("shop", "db", "app: db") + Policy);
        var scaled = before.With(Platforms.Documents(Platforms.Pod("shop", "db-2", "app: db")));
        var other = before.With(Platforms.Documents(Platforms.Pod("shop", "web", "app: web")));

        Assert.Same(before.Bound[0], scaled.Bound[0]);
        Assert.NotSame(before.Bound[0], other.Bound[0]);
        Assert.Equal(Verdict.Denied, scaled.Ask("shop/db", "shop/db-2", "80").Verdict);
    }

    private const string Policy = """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: own, namespace: shop}
        spec: {podSelector: {}}

        """;

    private static GroupKind GroupOf(WorldPolicy policy) => new(policy.Kind == "NetworkPolicy" ? "networking.k8s.io" : "policy.networking.k8s.io", policy.Kind);

    private static bool IsSame(WorldPolicy one, WorldPolicy other) =>
        one.Kind == other.Kind && one.Name == other.Name && (one.Kind != "NetworkPolicy" || one.Namespace == other.Namespace);
}
