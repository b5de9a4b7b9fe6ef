using FsCheck;
using FsCheck.Fluent;

namespace Redoubt.Network.Tests.Laws;

/// <summary>Makes worlds of few words, so that selectors, blocks and ports meet.</summary>
public static class WorldArbitrary
{
    internal static readonly string[] Addresses = ["203.0.113.9", "10.1.2.3", "10.1.2.200", "192.168.7.11", "192.168.7.13", "2001:db8::9", "fd00::5"];
    internal static readonly (string Protocol, int Port)[] Ports = [("TCP", 80), ("TCP", 8080), ("TCP", 1), ("UDP", 53), ("UDP", 80), ("SCTP", 80)];

    private static readonly string[] Names = ["a", "b", "c"];
    private static readonly string[] Blocks = ["0.0.0.0/0", "10.1.0.0/16", "10.0.0.0/8", "192.168.7.0/24", "203.0.113.0/24", "::/0", "fd00::/8", "2001:db8::/32", "128.0.0.0/1"];
    private static readonly string[] Exceptions = ["10.1.2.0/24", "10.1.2.128/25", "192.168.7.11/32", "fd00::/64", "10.0.0.0/9", "10.128.0.0/9", "203.0.113.0/28"];

    public static Arbitrary<World> Worlds() => (
        from namespaces in Gen.CollectToArray(Names, name => Labels(["team", "env"]).Select(labels => new WorldNamespace(name, labels)))
        from pods in Some(2, 5, Pod)
        from nodes in Gen.CollectToArray(["n1", "n2"], Node)
        from own in Some(0, 4, number => Gen.Elements(Names).SelectMany(ns => NetworkPolicy($"np{number}", ns)))
        from admin in Some(0, 4, number => Gen.Elements("AdminNetworkPolicy", "ClusterNetworkPolicy").SelectMany(kind => Admin(kind, "Admin", $"adm{number}")))
        from baseline in Some(0, 2, number => Admin("ClusterNetworkPolicy", "Baseline", $"base{number}"))
        from old in Some(0, 1, _ => Admin("BaselineAdminNetworkPolicy", "Baseline", "default"))
        select new World(namespaces, pods, nodes, [.. own, .. admin, .. baseline, .. old])).ToArbitrary();

    public static Arbitrary<WorldRule> Rules() => Rule("Allow", isAdmin: false, isEgress: false).ToArbitrary();

    internal static Gen<WorldPolicy> NetworkPolicy(string name, string ns) =>
        from pods in Selector(["app", "tier"])
        from directions in Gen.Choose(1, 3)
        from ingress in Some(0, 2, _ => Rule("Allow", isAdmin: false, isEgress: false))
        from egress in Some(0, 2, _ => Rule("Allow", isAdmin: false, isEgress: true))
        select new WorldPolicy("NetworkPolicy", ns, name, 0, "", All, pods, (directions & 1) != 0 ? ingress : null, (directions & 2) != 0 ? egress : null);

    private static WorldSelector All { get; } = new([], []);

    private static Gen<WorldPolicy> Admin(string kind, string tier, string name)
    {
        string[] actions = kind == "BaselineAdminNetworkPolicy" ? ["Allow", "Deny"] : ["Allow", "Deny", "Pass"];
        return
            from priority in Gen.Choose(1, 2)
            from namespaces in Selector(["team", "env", "kubernetes.io/metadata.name"])
            from pods in Selector(["app", "tier"])
            from ingress in Some(0, 2, _ => Gen.Elements(actions).SelectMany(action => Rule(action, isAdmin: true, isEgress: false)))
            from egress in Some(0, 2, _ => Gen.Elements(actions).SelectMany(action => Rule(action, isAdmin: true, isEgress: true)))
            select new WorldPolicy(kind, "", name, priority, tier, namespaces, pods, ingress, egress);
    }

    private static Gen<WorldRule> Rule(string action, bool isAdmin, bool isEgress) =>
        from peers in Some(isAdmin ? 1 : 0, 2, _ => Peer(isAdmin, isEgress))
        from ports in Gen.Frequency((1, Gen.Constant(Array.Empty<WorldPort>())), (2, Some(1, 2, _ => Port(isAdmin))))
        select new WorldRule(action, peers, ports);

    private static Gen<WorldPeer> Peer(bool isAdmin, bool isEgress)
    {
        var pods =
            from namespaces in Selector(["team", "env", "kubernetes.io/metadata.name"])
            from selected in Selector(["app", "tier"])
            from which in Gen.Choose(0, 2)
            select new WorldPeer { Namespaces = isAdmin || which > 0 ? namespaces : null, Pods = isAdmin || which < 2 ? selected : null };
        var block =
            from cidr in Gen.Elements(Blocks)
            from except in Gen.SubListOf(Exceptions)
            select new WorldPeer { Block = new WorldBlock(cidr, [.. except.Where(part => NaiveAddress.IsPart(part, cidr))]) };
        var networks = Some(1, 2, _ => Gen.Elements(Blocks)).Select(list => new WorldPeer { Networks = list });
        var nodes = Selector(["pool"]).Select(selector => new WorldPeer { Nodes = selector });
        return !isAdmin ? Gen.Frequency((2, pods), (1, block))
            : !isEgress ? pods
            : Gen.Frequency((4, pods), (2, networks), (2, nodes), (1, Gen.Constant(new WorldPeer { IsDomain = true })));
    }

    private static Gen<WorldPort> Port(bool isAdmin) =>
        from protocol in Gen.Elements("TCP", "UDP", "SCTP")
        from number in Gen.Elements(1, 53, 80, 8080)
        from form in Gen.Choose(0, 3)
        select form switch
        {
            0 => new WorldPort(protocol, number, null, null),
            1 => new WorldPort(protocol, number, number + 100, null),
            2 => new WorldPort(protocol, null, null, number > 60 ? "http" : "dns"),
            _ => isAdmin ? new WorldPort(protocol, number, null, null) : new WorldPort(number == 1 ? null : protocol, null, null, null),
        };

    private static Gen<WorldPod> Pod(int number) =>
        from ns in Gen.Elements(Names)
        from labels in Labels(["app", "tier"])
        from ports in Some(0, 2, _ => Gen.Elements(("http", "TCP", 80), ("http", "TCP", 8080), ("dns", "UDP", 53), ("dns", "TCP", 1), ("http", "UDP", 80)))
        from address in Gen.Elements<string[]>([], ["10.1.2.4"], ["10.1.2.130"], ["172.20.0.4"], ["fd00::7"], ["10.9.0.1", "fd00:0:0:1::1"])
        from isOnHost in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from node in Gen.Elements("n1", "n2", null)
        select new WorldPod(ns, $"p{number}", labels, [.. ports.Distinct()], isOnHost ? [] : address, isOnHost, node);

    private static Gen<WorldNode> Node(string name) =>
        from labels in Labels(["pool"])
        from addresses in Gen.Elements<string[]>([name == "n1" ? "192.168.7.11" : "192.168.7.12"], [name == "n1" ? "192.168.7.11" : "192.168.7.12", name == "n1" ? "203.0.113.1" : "203.0.113.2"], [])
        select new WorldNode(name, labels, addresses);

    private static Gen<WorldSelector> Selector(string[] keys) => Gen.Frequency(
        (5, Gen.Constant(All)),
        (3, Gen.Elements(keys).SelectMany(key => Gen.Elements("a", "b", "x").Select(value => new WorldSelector(new() { [key] = value }, [])))),
        (2, from key in Gen.Elements(keys)
            from word in Gen.Elements("In", "NotIn", "Exists", "DoesNotExist")
            from values in Some(1, 2, _ => Gen.Elements("a", "b", "x"))
            select new WorldSelector([], [(key, word, word is "In" or "NotIn" ? values : [])])));

    private static Gen<Dictionary<string, string>> Labels(string[] keys) =>
        from some in Gen.SubListOf(keys)
        from values in Gen.ArrayOf(Gen.Elements("a", "b", "x"), keys.Length)
        select some.Index().ToDictionary(pair => pair.Item, pair => values[pair.Index]);

    private static Gen<T[]> Some<T>(int least, int most, Func<int, Gen<T>> one) =>
        Gen.Choose(least, most).SelectMany(count => Gen.CollectToArray(Enumerable.Range(0, count), one));
}
