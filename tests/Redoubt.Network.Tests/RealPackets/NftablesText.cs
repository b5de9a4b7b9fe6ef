using System.Text;
using Redoubt.Network.Tests.Laws;

namespace Redoubt.Network.Tests.RealPackets;

/// <summary>
/// A world's policies as nftables: for each pod a chain of what it sends and one of what it gets. What passes a chain returns; what is denied is answered with a refusal.
/// </summary>
internal static class NftablesText
{
    private const string Refuse = "    meta l4proto tcp reject with tcp reset\n    reject\n";

    public static string Of(World world)
    {
        var text = new StringBuilder("table inet redoubt {\n");
        foreach (var (pod, number) in world.Pods.Select((pod, number) => (pod, number)))
        {
            Chains(world, pod, $"out{number}", isIngress: false, text);
            Chains(world, pod, $"in{number}", isIngress: true, text);
        }

        text.Append("  chain forward {\n    type filter hook forward priority 0; policy accept;\n    ct state established,related accept\n");
        foreach (var (pod, number) in world.Pods.Select((pod, number) => (pod, number)))
        {
            text.Append($"    {Word(pod.Addresses[0])} saddr {pod.Addresses[0]} jump out{number}\n");
        }

        foreach (var (pod, number) in world.Pods.Select((pod, number) => (pod, number)))
        {
            text.Append($"    {Word(pod.Addresses[0])} daddr {pod.Addresses[0]} jump in{number}\n");
        }

        return text.Append("  }\n}\n").ToString();
    }

    // The admin tier first; what it passes on, or says nothing of, goes to the second chain.
    private static void Chains(World world, WorldPod pod, string name, bool isIngress, StringBuilder text)
    {
        var naive = new NaiveNetwork(world);
        var policies = world.Policies.Where(policy => (isIngress ? policy.Ingress : policy.Egress) is not null && naive.IsFor(policy, pod)).ToArray();
        text.Append($"  chain {name}-then {{\n");
        var own = policies.Where(policy => policy.Kind == "NetworkPolicy").ToArray();
        foreach (var policy in own.Length > 0 ? own : [.. policies.Where(policy => policy.Tier == "Baseline").OrderBy(policy => policy.Priority)])
        {
            Rules(world, policy, pod, isIngress, name, text);
        }

        text.Append(own.Length > 0 ? Refuse : "").Append("  }\n").Append($"  chain {name} {{\n");
        foreach (var policy in policies.Where(policy => policy.Tier == "Admin").OrderBy(policy => policy.Priority))
        {
            Rules(world, policy, pod, isIngress, name, text);
        }

        text.Append($"    goto {name}-then\n  }}\n");
    }

    private static void Rules(World world, WorldPolicy policy, WorldPod pod, bool isIngress, string name, StringBuilder text)
    {
        foreach (var rule in (isIngress ? policy.Ingress : policy.Egress)!)
        {
            foreach (var peer in rule.Peers.Length == 0 ? [""] : rule.Peers.Select(peer => Peer(world, policy, peer, isIngress ? "saddr" : "daddr")).OfType<string>())
            {
                foreach (var ports in rule.Ports.Length == 0 ? [""] : rule.Ports.SelectMany(port => Ports(world, policy, port, pod, isIngress)))
                {
                    foreach (var verdict in rule.Action switch { "Allow" => ["return"], "Pass" => [$"goto {name}-then"], _ => new[] { "meta l4proto tcp reject with tcp reset", "reject" } })
                    {
                        text.Append($"    {peer} {ports} {verdict}\n");
                    }
                }
            }
        }
    }

    private static string? Peer(World world, WorldPolicy policy, WorldPeer peer, string side)
    {
        if (peer.Block is { } block)
        {
            return $"{Word(block.Cidr)} {side} {block.Cidr}" + (block.Except.Length > 0 ? $" {Word(block.Cidr)} {side} != {{ {string.Join(", ", block.Except)} }}" : "");
        }

        if (peer.Networks is { } networks)
        {
            return $"{Word(networks[0])} {side} {{ {string.Join(", ", networks)} }}";
        }

        var addresses = world.Pods.Where(pod => new NaiveNetwork(world).IsPeer(policy, peer, pod)).Select(pod => pod.Addresses[0]).ToArray();
        return addresses.Length == 0 ? null : $"{Word(addresses[0])} {side} {{ {string.Join(", ", addresses)} }}";
    }

    // A name is looked up in the pod that is reached: its own on the way in, each of the others on the way out.
    private static IEnumerable<string> Ports(World world, WorldPolicy policy, WorldPort port, WorldPod pod, bool isIngress)
    {
        if (port.Name is not { } name)
        {
            var protocol = (port.Protocol ?? "TCP").ToLowerInvariant();
            return [port.Number is not { } number ? $"meta l4proto {protocol}" : $"{protocol} dport {number}{(port.End is { } end ? $"-{end}" : "")}"];
        }

        return (isIngress ? [pod] : world.Pods).SelectMany(target => target.Ports
            .Where(own => own.Name == name && (policy.Kind != "NetworkPolicy" || own.Protocol == (port.Protocol ?? "TCP")))
            .Select(own => (isIngress ? "" : $"{Word(target.Addresses[0])} daddr {target.Addresses[0]} ") + $"{own.Protocol.ToLowerInvariant()} dport {own.Number}"));
    }

    private static string Word(string address) => address.Contains(':', StringComparison.Ordinal) ? "ip6" : "ip";
}
