using Redoubt.Network.Ports;
using Redoubt.Network.Suggest;
using Redoubt.Network.Tests.Laws;
using Redoubt.Network.Tests.Suggest;

namespace Redoubt.Network.Tests.RealPackets;

/// <summary>
/// Real connections between network namespaces, with policies as the kernel's own filter: what is allowed passes, what is denied does not. They need root, `ip` and `nft`,
/// so they run only when asked for: docs/testing.md.
/// </summary>
public sealed class RealPacketTests
{
    private const string Outside = "203.0.113.9";

    private static readonly (string Protocol, int Port)[] Ports = [("TCP", 80), ("TCP", 8080), ("TCP", 85), ("UDP", 53), ("UDP", 80), ("SCTP", 80)];

    private static readonly World Quiet = new(
        [new("a", new() { ["team"] = "x" }), new("b", new() { ["team"] = "y" })],
        [
            new("a", "web", new() { ["app"] = "web" }, [("http", "TCP", 80)], ["10.1.0.2"], false, null),
            new("a", "db", new() { ["app"] = "db", ["tier"] = "data" }, [("http", "TCP", 8080), ("dns", "UDP", 53)], ["10.1.0.3"], false, null),
            new("b", "web", new() { ["app"] = "web" }, [("http", "TCP", 8080)], ["10.1.1.2"], false, null),
            new("b", "job", [], [], ["10.1.1.3"], false, null),
        ],
        [], []);

    private static readonly WorldSelector All = new([], []);

    private static readonly WorldRule Everything = new("Allow", [], []);

    // Each clause of the specifications, in a world of its own.
    private static readonly (string Clause, WorldPolicy[] Policies)[] Clauses =
    [
        ("no policy", []),
        ("a policy without rules", [Own("a", All, ingress: [])]),
        ("an empty rule", [Own("a", All, ingress: [Everything])]),
        ("only in one direction", [Own("a", All, egress: [])]),
        ("a pod of the same namespace", [Own("a", Labels("app", "db"), ingress: [From(new WorldPeer { Pods = Labels("app", "web") })])]),
        ("all pods of namespaces", [Own("a", All, ingress: [From(new WorldPeer { Namespaces = Labels("team", "y") })])]),
        ("pods of namespaces", [Own("a", All, ingress: [From(new WorldPeer { Namespaces = Labels("team", "y"), Pods = Labels("app", "web") })])]),
        ("a namespace by its name", [Own("a", All, ingress: [From(new WorldPeer { Namespaces = Labels("kubernetes.io/metadata.name", "b") })])]),
        ("what has no such label", [Own("a", All, ingress: [From(new WorldPeer { Namespaces = All, Pods = new([], [("app", "NotIn", ["web"])]) })])]),
        ("what has a label", [Own("a", All, ingress: [From(new WorldPeer { Namespaces = All, Pods = new([], [("tier", "Exists", [])]) })])]),
        ("a port", [Own("a", All, ingress: [Everything with { Ports = [new("TCP", 80, null, null)] }])]),
        ("a range", [Own("a", All, ingress: [Everything with { Ports = [new("TCP", 80, 85, null)] }])]),
        ("a protocol", [Own("a", All, ingress: [Everything with { Ports = [new("UDP", null, null, null)] }])]),
        ("a name, on the way in", [Own("a", All, ingress: [Everything with { Ports = [new("TCP", null, null, "http")] }])]),
        ("a name, on the way out", [Own("b", All, egress: [Everything with { Ports = [new("TCP", null, null, "http")] }])]),
        ("a block without its exception", [Own("a", All, ingress: [From(new WorldPeer { Block = new("203.0.113.0/24", ["203.0.113.8/29"]) })])]),
        ("a block", [Own("b", All, egress: [From(new WorldPeer { Block = new("203.0.113.0/24", ["203.0.113.0/29"]) })])]),
        ("both ends", [Own("a", All, ingress: [From(new WorldPeer { Namespaces = Labels("team", "y") })]), Own("b", Labels("app", "web"), egress: [Everything with { Ports = [new("TCP", 80, null, null)] }])]),
        ("several policies add up", [Own("a", All, ingress: []), Own("a", Labels("app", "db"), ingress: [Everything with { Ports = [new("UDP", 53, null, null)] }]) with { Name = "more" }]),
        ("the admin tier denies before", [Own("a", All, ingress: [Everything]), Admin("AdminNetworkPolicy", 5, Of("Deny", Namespaces("team", "y")))]),
        ("the admin tier allows before", [Own("a", All, ingress: []), Admin("AdminNetworkPolicy", 5, Of("Allow", Namespaces("team", "y")))]),
        ("the admin tier passes on", [Own("a", All, ingress: []), Admin("AdminNetworkPolicy", 5, Of("Pass", Namespaces("team", "y")), Of("Allow", Namespaces("team", "x")))]),
        ("the lower number first", [Admin("AdminNetworkPolicy", 9, Of("Allow", Namespaces("team", "y"))) with { Name = "late" }, Admin("ClusterNetworkPolicy", 2, Of("Deny", Namespaces("team", "y")))]),
        ("the baseline where no policy selects", [Own("a", Labels("app", "db"), ingress: [Everything]), Admin("BaselineAdminNetworkPolicy", 0, Of("Deny", Namespaces("team", "y"))) with { Name = "default", Tier = "Baseline" }]),
        ("the baseline of the new kind", [Admin("ClusterNetworkPolicy", 3, Of("Deny", Namespaces("team", "y")) with { Ports = [new("TCP", 80, 85, null)] }) with { Tier = "Baseline" }]),
        ("networks", [Admin("ClusterNetworkPolicy", 3) with { Egress = [new("Deny", [new WorldPeer { Networks = ["10.1.1.0/24", "203.0.113.0/24"] }], [new("TCP", null, null, null)])] }]),
    ];

    // The same addresses in the other family.
    private static readonly (string V4, string V6)[] Families =
    [
        ("203.0.113.0/24", "2001:db8:113::/64"), ("203.0.113.8/29", "2001:db8:113::8/125"), ("203.0.113.0/29", "2001:db8:113::/125"), ("203.0.113.9", "2001:db8:113::9"), ("10.1.1.0/24", "fd00:10:1:1::/64"),
        ("10.1.0.2", "fd00:10:1::2"), ("10.1.0.3", "fd00:10:1::3"), ("10.1.1.2", "fd00:10:1:1::2"), ("10.1.1.3", "fd00:10:1:1::3"),
    ];

    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_allowed_passes_and_what_is_denied_does_not(bool isV6) =>
        Compare(isV6 ? "real packets over IPv6" : "real packets", [.. Clauses.Select(clause => (clause.Clause, In(isV6, Quiet with { Policies = clause.Policies })))], isV6);

    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public void Suggested_policies_let_through_what_is_needed_and_nothing_else(bool isV6)
    {
        var quiet = In(isV6, Quiet with { Pods = [.. Quiet.Pods.Select(pod => pod with { Labels = new(pod.Labels) { ["id"] = pod.Name } })] });
        var worlds = new List<(string, World)>();
        foreach (var (needs, number) in Needs.Select((needs, number) => (needs, number)))
        {
            var asked = needs.Select(need => new Need(Peer(need.From, isV6), Peer(need.To, isV6), PortSet.Of(new PortRange(need.Protocol, need.Port, need.Port)), "asked")).ToArray();
            var suggestion = PolicySuggestion.Of(Reachability.Of(quiet.Platform), asked);
            Assert.Empty(suggestion.Open.Concat(suggestion.Closed));
            worlds.Add(($"needs {number}", quiet with { Policies = SuggestedWorld.Policies(suggestion.Manifests) }));
        }

        Compare(isV6 ? "suggested policies over IPv6" : "suggested policies", worlds, isV6, (world, from, to, protocol, port) =>
            Needs[world].Any(need => (End(need.From, isV6), End(need.To, isV6), Protocols.NameOf(need.Protocol), need.Port) == (from, to, protocol, port)));
    }

    private static readonly (string From, string To, Protocol Protocol, int Port)[][] Needs =
    [
        [("a/web", "a/db", Protocol.Tcp, 8080), ("b/web", "a/web", Protocol.Tcp, 80)],
        [("a/web", "a/db", Protocol.Udp, 53), ("b/job", "a/db", Protocol.Sctp, 80), ("b/job", Outside, Protocol.Tcp, 85)],
        [(Outside, "a/web", Protocol.Tcp, 80), (Outside, "b/web", Protocol.Udp, 80), ("a/db", "b/job", Protocol.Tcp, 80), ("a/db", Outside, Protocol.Sctp, 80)],
    ];

    private static void Compare(string what, List<(string Clause, World World)> worlds, bool isV6, Func<int, string, string, string, int, bool>? expected = null)
    {
        var ends = worlds[0].World.Pods.Select(pod => (End: $"{pod.Namespace}/{pod.Name}", Address: pod.Addresses[0])).Append((End: End(Outside, isV6), Address: End(Outside, isV6))).ToArray();
        using var laboratory = new Laboratory(ends, Ports);
        var (right, wrong) = (0, new List<string>());
        foreach (var ((clause, world), number) in worlds.Select((world, number) => (world, number)))
        {
            var reachability = Reachability.Of(world.Platform, new NetworkOptions { Blocks = BlockReading.NamesPods });
            Laboratory.Load(world);
            foreach (var (from, to) in ends.SelectMany(from => ends.Where(to => to != from), (from, to) => (from.End, to.End)))
            {
                foreach (var (protocol, port) in Ports)
                {
                    Assert.True(Protocols.TryParse(protocol, out var read));
                    var verdict = reachability.VerdictOf(new Packet(reachability.Find(from)!, reachability.Find(to)!, read, port));
                    var passes = laboratory.Reaches(from, to, protocol, port);
                    var isRight = verdict == (passes ? Verdict.Allowed : Verdict.Denied) && (expected is null || expected(number, from, to, protocol, port) == passes);
                    right += isRight ? 1 : 0;
                    if (!isRight)
                    {
                        wrong.Add($"{clause}: {from} {to} {port}/{protocol}: {verdict}, but {(passes ? "it passes" : "it does not pass")}");
                    }
                }
            }
        }

        Console.WriteLine($"{what}: {right} of {right + wrong.Count} agree");
        Assert.Empty(wrong);
    }

    private static string End(string name, bool isV6) => isV6 && Families.FirstOrDefault(pair => pair.V4 == name).V6 is { } other ? other : name;

    private static NeedPeer Peer(string name, bool isV6) => name.Contains('/', StringComparison.Ordinal) ? new NeedPeer.Workload($"{name}[Pod]") : new NeedPeer.Addresses($"{End(name, isV6)}/{(isV6 ? 128 : 32)}");

    private static World In(bool isV6, World world) => !isV6 ? world : world with
    {
        Pods = [.. world.Pods.Select(pod => pod with { Addresses = [.. pod.Addresses.Select(address => End(address, true))] })],
        Policies = [.. world.Policies.Select(policy => policy with { Ingress = In(policy.Ingress), Egress = In(policy.Egress) })],
    };

    private static WorldRule[]? In(WorldRule[]? rules) => rules is null ? null : [.. rules.Select(rule => rule with
    {
        Peers = [.. rule.Peers.Select(peer => peer with
        {
            Block = peer.Block is { } block ? new WorldBlock(End(block.Cidr, true), [.. block.Except.Select(except => End(except, true))]) : null,
            Networks = peer.Networks?.Select(network => End(network, true)).ToArray(),
        })],
    })];

    private static WorldSelector Labels(string key, string value) => new(new() { [key] = value }, []);

    private static WorldPeer Namespaces(string key, string value) => new() { Namespaces = Labels(key, value), Pods = All };

    private static WorldRule From(WorldPeer peer) => new("Allow", [peer], []);

    private static WorldRule Of(string action, WorldPeer peer) => new(action, [peer], []);

    private static WorldPolicy Own(string ns, WorldSelector pods, WorldRule[]? ingress = null, WorldRule[]? egress = null) =>
        new("NetworkPolicy", ns, "own", 0, "", All, pods, ingress, egress);

    private static WorldPolicy Admin(string kind, int priority, params WorldRule[] ingress) => new(kind, "", "admin", priority, "Admin", Labels("team", "x"), All, ingress, []);
}
