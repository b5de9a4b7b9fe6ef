using Redoubt.Network.Ports;
using Redoubt.Network.Tests.Laws;

namespace Redoubt.Network.Tests.RealPackets;

/// <summary>
/// Real connections between network namespaces, with policies as the kernel's own filter: what is allowed passes, what is denied does not. They need root, `ip` and `nft`,
/// so they run only when asked for: docs/testing.md.
/// </summary>
public sealed class RealPacketTests
{
    private const string Outside = "203.0.113.9";

    private static readonly (string Protocol, int Port)[] Ports = [("TCP", 80), ("TCP", 8080), ("TCP", 85), ("UDP", 53), ("UDP", 80)];

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

    [Fact(Explicit = true)]
    public void What_is_allowed_passes_and_what_is_denied_does_not()
    {
        var ends = Quiet.Pods.Select(pod => (End: $"{pod.Namespace}/{pod.Name}", Address: pod.Addresses[0])).Append((End: Outside, Address: Outside)).ToArray();
        using var laboratory = new Laboratory(ends, Ports);
        var (right, wrong) = (0, new List<string>());
        foreach (var (clause, policies) in Clauses)
        {
            var world = Quiet with { Policies = policies };
            var reachability = Reachability.Of(world.Platform, new NetworkOptions { Blocks = BlockReading.NamesPods });
            Laboratory.Load(world);
            foreach (var (from, to) in ends.SelectMany(from => ends.Where(to => to != from), (from, to) => (from.End, to.End)))
            {
                foreach (var (protocol, port) in Ports)
                {
                    Assert.True(Protocols.TryParse(protocol, out var read));
                    var verdict = reachability.VerdictOf(new Packet(reachability.Find(from)!, reachability.Find(to)!, read, port));
                    var passes = laboratory.Reaches(from, to, protocol, port);
                    right += verdict == (passes ? Verdict.Allowed : Verdict.Denied) ? 1 : 0;
                    if (verdict != (passes ? Verdict.Allowed : Verdict.Denied))
                    {
                        wrong.Add($"{clause}: {from} {to} {port}/{protocol}: {verdict}, but {(passes ? "it passes" : "it does not pass")}");
                    }
                }
            }
        }

        Console.WriteLine($"real packets: {right} of {right + wrong.Count} agree");
        Assert.Empty(wrong);
    }

    private static WorldSelector Labels(string key, string value) => new(new() { [key] = value }, []);

    private static WorldPeer Namespaces(string key, string value) => new() { Namespaces = Labels(key, value), Pods = All };

    private static WorldRule From(WorldPeer peer) => new("Allow", [peer], []);

    private static WorldRule Of(string action, WorldPeer peer) => new(action, [peer], []);

    private static WorldPolicy Own(string ns, WorldSelector pods, WorldRule[]? ingress = null, WorldRule[]? egress = null) =>
        new("NetworkPolicy", ns, "own", 0, "", All, pods, ingress, egress);

    private static WorldPolicy Admin(string kind, int priority, params WorldRule[] ingress) => new(kind, "", "admin", priority, "Admin", Labels("team", "x"), All, ingress, []);
}
