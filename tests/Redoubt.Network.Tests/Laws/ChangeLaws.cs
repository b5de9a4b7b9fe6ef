using FsCheck.Xunit;
using Redoubt.Evidence;

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

    private static GroupKind GroupOf(WorldPolicy policy) => new(policy.Kind == "NetworkPolicy" ? "networking.k8s.io" : "policy.networking.k8s.io", policy.Kind);

    private static bool IsSame(WorldPolicy one, WorldPolicy other) =>
        one.Kind == other.Kind && one.Name == other.Name && (one.Kind != "NetworkPolicy" || one.Namespace == other.Namespace);
}
