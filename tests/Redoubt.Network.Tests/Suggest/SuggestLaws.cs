using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Redoubt.Network.Ports;
using Redoubt.Network.Suggest;
using Redoubt.Network.Tests.Laws;

namespace Redoubt.Network.Tests.Suggest;

/// <summary>Suggested policies packet by packet, by the slow oracle and by the engine, on random platforms with random needs.</summary>
public sealed class SuggestLaws
{
    /// <summary>Connections between ends of a world, by their numbers; a number beyond the pods is an address.</summary>
    public sealed record Wanted(int From, int To, int Port);

    [Property(Arbitrary = [typeof(SuggestLaws), typeof(WorldArbitrary)], MaxTest = 150)]
    public void What_is_needed_passes_and_nothing_else(World random, Wanted[] wanted)
    {
        var world = Told(random);
        var ends = world.Pods.Select(pod => $"{pod.Namespace}/{pod.Name}").Concat(WorldArbitrary.Addresses).ToArray();
        var asked = wanted.Select(one => (From: ends[one.From % ends.Length], To: ends[one.To % ends.Length], WorldArbitrary.Ports[one.Port].Protocol, WorldArbitrary.Ports[one.Port].Port))
            .Where(one => one.From != one.To).ToHashSet();
        var reachability = Reachability.Of(world.Platform);
        var suggestion = PolicySuggestion.Of(reachability, [.. asked.Select(one => Need(one.From, one.To, one.Protocol, one.Port))]);

        Assert.Empty(suggestion.Closed);
        Assert.Empty(suggestion.Open);
        var naive = new NaiveNetwork(world with { Policies = SuggestedWorld.Policies(suggestion.Manifests) });
        foreach (var (from, to) in ends.SelectMany(from => ends.Where(to => to != from), (from, to) => (from, to)).Where(pair => pair.from.Contains('/', StringComparison.Ordinal) || pair.to.Contains('/', StringComparison.Ordinal)))
        {
            foreach (var (protocol, port) in WorldArbitrary.Ports)
            {
                var expected = asked.Contains((from, to, protocol, port)) ? Verdict.Allowed : Verdict.Denied;
                var verdict = naive.Answer(from, to, protocol, port);

                // A block may name a pod whose address it holds: that is left to the plug-in.
                Assert.True(verdict == expected || verdict == Verdict.Unknown, $"{from} {to} {port}/{protocol}: {verdict}, but {expected}");
                Assert.True(verdict != Verdict.Unknown || !AreBothKnown(world, from, to), $"{from} {to} {port}/{protocol} is not known");
            }
        }
    }

    /// <summary>Makes needs.</summary>
    public static Arbitrary<Wanted> Wants() => (
        from sender in Gen.Choose(0, 11)
        from receiver in Gen.Choose(0, 11)
        from port in Gen.Choose(0, WorldArbitrary.Ports.Length - 1)
        select new Wanted(sender, receiver, port)).ToArbitrary();

    // Each pod has a label of its own; no policy is there before, and no node, which reaches its pods whatever policies say.
    private static World Told(World world) => world with
    {
        Policies = [],
        Nodes = [],
        Pods = [.. world.Pods.Where(pod => !pod.IsOnHost).Select(pod => pod with { Labels = new(pod.Labels) { ["id"] = pod.Name }, Node = null })],
    };

    private static bool AreBothKnown(World world, string from, string to) => !world.Pods.Any(pod => $"{pod.Namespace}/{pod.Name}" == from || $"{pod.Namespace}/{pod.Name}" == to)
        || (IsPod(world, from) && IsPod(world, to) && world.Pods.All(pod => pod.Addresses.Length > 0 && !WorldArbitrary.Addresses.Intersect(pod.Addresses).Any()));

    private static bool IsPod(World world, string name) => world.Pods.Any(pod => $"{pod.Namespace}/{pod.Name}" == name);

    private static Need Need(string from, string to, string protocol, int port)
    {
        Assert.True(Protocols.TryParse(protocol, out var read));
        return new Need(Peer(from), Peer(to), PortSet.Of(new PortRange(read, port, port)), "asked");
    }

    private static NeedPeer Peer(string name) => name.Contains('/', StringComparison.Ordinal) ? new NeedPeer.Workload($"{name}[Pod]") : new NeedPeer.Addresses($"{name}/{(name.Contains(':', StringComparison.Ordinal) ? 128 : 32)}");
}
