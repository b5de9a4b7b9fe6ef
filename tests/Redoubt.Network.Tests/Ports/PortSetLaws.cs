using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Tests.Ports;

/// <summary>Sets of ports against sets of single ports.</summary>
public sealed class PortSetLaws
{
    private static readonly int[] Probes = [1, 2, 79, 80, 81, 1000, 65534, 65535];

    public static Arbitrary<PortSet> Sets() => Gen.Choose(0, 4).SelectMany(count => Gen.ListOf(Range, count)).Select(ranges => PortSet.Of(ranges)).ToArbitrary();

    [Property(Arbitrary = [typeof(PortSetLaws)])]
    public void Sets_join_meet_and_part_as_sets_of_ports(PortSet one, PortSet other)
    {
        foreach (var protocol in Protocols.All)
        {
            Assert.All(Probes, port =>
            {
                var (left, right) = (one.Contains(protocol, port), other.Contains(protocol, port));
                Assert.Equal(left || right, one.Union(other).Contains(protocol, port));
                Assert.Equal(left && right, one.Intersect(other).Contains(protocol, port));
                Assert.Equal(left && !right, one.Except(other).Contains(protocol, port));
            });
        }
    }

    [Property(Arbitrary = [typeof(PortSetLaws)])]
    public void Equal_sets_are_written_alike(PortSet one, PortSet other)
    {
        Assert.Equal(one, one.Except(other).Union(one.Intersect(other)));
        Assert.Equal(one.ToString(), one.Except(other).Union(one.Intersect(other)).ToString());
        Assert.True(one.Union(PortSet.All).IsAll);
        Assert.True(PortSet.All.Except(one).Intersect(one).IsEmpty);
    }

    [Fact]
    public void A_set_is_written_by_protocol() => Assert.Equal(
        "TCP 80,8080-8090,UDP 53",
        PortSet.Of(new PortRange(Protocol.Udp, 53, 53), new PortRange(Protocol.Tcp, 8080, 8085), new PortRange(Protocol.Tcp, 80, 80), new PortRange(Protocol.Tcp, 8086, 8090)).ToString());

    private static Gen<PortRange> Range =>
        from protocol in Gen.Elements(Protocol.Tcp, Protocol.Udp, Protocol.Sctp)
        from first in Gen.Elements(Probes)
        from last in Gen.Elements(Probes)
        select new PortRange(protocol, Math.Min(first, last), Math.Max(first, last));
}
