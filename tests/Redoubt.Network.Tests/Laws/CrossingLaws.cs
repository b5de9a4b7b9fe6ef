using FsCheck.Xunit;
using Redoubt.Network.Crossings;
using Redoubt.Network.Ends;

namespace Redoubt.Network.Tests.Laws;

/// <summary>What crosses the borders that a label of namespaces draws, beside a look at every pair.</summary>
public sealed class CrossingLaws
{
    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 80)]
    public void A_namespace_is_crossed_into_where_a_pod_of_another_value_may_send_to_one_of_its_own(World world)
    {
        var network = Reachability.Of(world.Platform);
        foreach (var key in (string[])["team", "env"])
        {
            foreach (var ns in world.Namespaces)
            {
                var own = ValueOf(network, ns.Name, key);
                var crossings = network.CrossingsInto(ns.Name, key, own is null ? [] : [own]).Where(one => one.IsSure).ToArray();
                var pairs = network.Classes.Where(to => to.Namespace == ns.Name).Where(to => network.Classes
                    .Any(from => from.Kind == EndKind.Pod && ValueOf(network, from.Namespace, key) is { } other && other != own && !network.Between(from, to).Allowed.IsEmpty));

                Assert.Equal(pairs.Select(to => to.Number), crossings.Select(one => one.To.Number));
                Assert.All(crossings, Holds);
            }
        }

        void Holds(Crossing one)
        {
            Assert.NotEqual(one.From.Namespace, one.To.Namespace);
            Assert.True(one.Ports.Except(network.Between(one.From, one.To).Allowed).IsEmpty);
        }
    }

    private static string? ValueOf(Reachability network, string ns, string key) => network.Platform.Namespace(ns)?.Document is { } document ? document.Labels[key].AsString() : null;
}
