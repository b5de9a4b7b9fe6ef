using FsCheck.Xunit;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Tests.Laws;

/// <summary>The engine against the specifications, on random platforms with all kinds of policies, both families of addresses and ends of which something is not known.</summary>
public sealed class PacketLaws
{
    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 250)]
    public void A_packet_is_answered_as_the_specifications_say(World world)
    {
        var reachability = Reachability.Of(world.Platform);
        Assert.Empty(reachability.Problems);
        var naive = new NaiveNetwork(world);
        foreach (var (packet, text) in Packets(world, reachability))
        {
            var expected = naive.Answer(text.From, text.To, text.Protocol, packet.Port);
            var answer = reachability.Answer(packet);
            if (answer.Verdict != expected || reachability.VerdictOf(packet) != expected)
            {
                Assert.Fail($"{text} {packet.Port}: {answer.Verdict} by {string.Join(", ", answer.Reasons)}, but {expected}");
            }
        }
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 150)]
    public void What_decided_is_said_for_every_answer(World world)
    {
        var reachability = Reachability.Of(world.Platform);
        foreach (var (packet, text) in Packets(world, reachability))
        {
            var answer = reachability.Answer(packet);
            Assert.NotEmpty(answer.Reasons);
            Assert.True(answer.Verdict != Verdict.Unknown || answer.Reasons.All(reason => reason.Missing is not null), $"{text} {packet.Port}: nothing is missing");
            var isByNobody = answer.Reasons.Any(reason => reason.Policy is null);
            Assert.False(isByNobody && answer.Verdict == Verdict.Denied, $"{text} {packet.Port}: denied by nobody");
            Assert.All(answer.Reasons.Where(reason => reason.Rule is not null && answer.Verdict != Verdict.Unknown), reason =>
                Assert.Equal(answer.Verdict == Verdict.Allowed ? RuleAction.Allow : RuleAction.Deny, reason.Rule!.Action));
        }
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 60)]
    public void A_map_by_class_holds_what_its_packets_are_answered(World world)
    {
        var reachability = Reachability.Of(world.Platform);
        foreach (var (packet, text) in Packets(world, reachability).Where(one => one.Packet.From != one.Packet.To && one.Packet.From.Kind != Network.Ends.EndKind.Node && !one.Packet.From.IsOnHostNetwork))
        {
            var between = reachability.Between(reachability.Classes[packet.From.ClassNumber], reachability.Classes[packet.To.ClassNumber]);
            var verdict = between.Allowed.Contains(packet.Protocol, packet.Port) ? Verdict.Allowed : between.Unknown.Contains(packet.Protocol, packet.Port) ? Verdict.Unknown : Verdict.Denied;
            Assert.True(verdict == reachability.VerdictOf(packet), $"{text} {packet.Port}");
        }
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 60)]
    public void The_map_of_all_classes_says_of_two_what_is_said_of_them_alone(World world)
    {
        var reachability = Reachability.Of(world.Platform);
        foreach (var to in reachability.Classes)
        {
            foreach (var from in reachability.Classes)
            {
                var cells = reachability.Map.Into(to);
                var between = reachability.Between(from, to);
                Assert.Equal(between.Allowed, Union(cells.Where(cell => cell.AllowedClasses.Contains(from.Number))));
                Assert.Equal(between.Unknown, Union(cells.Where(cell => cell.UnknownClasses.Contains(from.Number))));
            }
        }
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 60)]
    public void A_map_that_may_not_hold_all_says_nothing_that_the_whole_one_denies(World world)
    {
        var reachability = Reachability.Of(world.Platform);
        var map = reachability.MapOf(reachability.Classes.Count * 2);
        foreach (var (from, to) in reachability.Classes.SelectMany(from => reachability.Classes, (from, to) => (from, to)))
        {
            var between = reachability.Between(from, to);
            var cells = map.Into(to);
            var (allowed, unknown) = (Union(cells.Where(cell => cell.AllowedClasses.Contains(from.Number))), Union(cells.Where(cell => cell.UnknownClasses.Contains(from.Number))));
            Assert.True(allowed.Except(between.Allowed).IsEmpty);
            Assert.True(between.Allowed.Union(between.Unknown).Except(allowed.Union(unknown)).IsEmpty);
            Assert.True(map.IsByProtocol || (allowed.Equals(between.Allowed) && unknown.Equals(between.Unknown)));
        }
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 60)]
    public void A_label_that_nobody_selects_changes_nothing_though_it_makes_every_pod_a_class(World world)
    {
        var more = world with { Pods = [.. world.Pods.Select(pod => pod with { Labels = new(pod.Labels) { ["only"] = pod.Name } })] };
        Same(world, more);
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 60)]
    public void Other_words_for_labels_change_nothing_where_all_use_them(World world)
    {
        Same(world, Renamed(world));
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 60)]
    public void One_more_rule_of_a_network_policy_closes_nothing(World world, WorldRule rule)
    {
        if (world.Policies.FirstOrDefault(policy => policy is { Kind: "NetworkPolicy", Ingress: not null }) is not { } policy)
        {
            return;
        }

        var wider = world with { Policies = [.. world.Policies.Select(one => one == policy ? one with { Ingress = [.. one.Ingress!, rule] } : one)] };
        var (before, after) = (Reachability.Of(world.Platform), Reachability.Of(wider.Platform));
        foreach (var (earlier, later) in Packets(world, before).Zip(Packets(wider, after)))
        {
            Assert.False(before.VerdictOf(earlier.Packet) == Verdict.Allowed && after.VerdictOf(later.Packet) != Verdict.Allowed, $"{earlier.Text} {earlier.Packet.Port}");
        }
    }

    internal static IEnumerable<(Packet Packet, (string From, string To, string Protocol) Text)> Packets(World world, Reachability reachability)
    {
        foreach (var from in world.Ends)
        {
            foreach (var to in world.Ends.Where(to => from.Contains('/', StringComparison.Ordinal) || to.Contains('/', StringComparison.Ordinal)))
            {
                foreach (var (name, port) in WorldArbitrary.Ports)
                {
                    Assert.True(Protocols.TryParse(name, out var protocol));
                    yield return (new Packet(reachability.Find(from)!, reachability.Find(to)!, protocol, port), (from, to, name));
                }
            }
        }
    }

    private static PortSet Union(IEnumerable<MapCell> cells) => cells.Aggregate(PortSet.None, (all, cell) => all.Union(cell.Ports));

    internal static void Same(World world, World other) => Same(world, Reachability.Of(world.Platform), Reachability.Of(other.Platform));

    internal static void Same(World world, Reachability one, Reachability other)
    {
        foreach (var (first, second) in Packets(world, one).Zip(Packets(world, other)))
        {
            Assert.True(one.VerdictOf(first.Packet) == other.VerdictOf(second.Packet), $"{first.Text} {first.Packet.Port}");
        }
    }

    private static World Renamed(World world) => world with
    {
        Namespaces = [.. world.Namespaces.Select(ns => ns with { Labels = Renamed(ns.Labels) })],
        Pods = [.. world.Pods.Select(pod => pod with { Labels = Renamed(pod.Labels) })],
        Nodes = [.. world.Nodes.Select(node => node with { Labels = Renamed(node.Labels) })],
        Policies = [.. world.Policies.Select(policy => policy with
        {
            Namespaces = Renamed(policy.Namespaces)!,
            Pods = Renamed(policy.Pods)!,
            Ingress = policy.Ingress?.Select(Renamed).ToArray(),
            Egress = policy.Egress?.Select(Renamed).ToArray(),
        })],
    };

    private static WorldRule Renamed(WorldRule rule) => rule with
    {
        Peers = [.. rule.Peers.Select(peer => peer with { Namespaces = Renamed(peer.Namespaces), Pods = Renamed(peer.Pods), Nodes = Renamed(peer.Nodes) })],
    };

    private static WorldSelector? Renamed(WorldSelector? selector) => selector is null ? null
        : new WorldSelector(Renamed(selector.Labels), [.. selector.Expressions.Select(one => (Key(one.Key), one.Operator, one.Values.Select(value => Value(one.Key, value)).ToArray()))]);

    private static Dictionary<string, string> Renamed(Dictionary<string, string> labels) => labels.ToDictionary(label => Key(label.Key), label => Value(label.Key, label.Value));

    // The name of a namespace is no word that may be another.
    private static string Key(string key) => key == "kubernetes.io/metadata.name" ? key : $"kubernetes.io/renamed-{key}";

    private static string Value(string key, string value) => key == "kubernetes.io/metadata.name" ? value : value switch { "a" => "b", "b" => "a", _ => $"not-{value}" };
}
