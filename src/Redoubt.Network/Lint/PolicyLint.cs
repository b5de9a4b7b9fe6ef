using Redoubt.Evidence;
using Redoubt.Network.Ends;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;
using Redoubt.Network.Rows;

namespace Redoubt.Network.Lint;

/// <summary>
/// Looks for what in policies does not do what it looks like: policies that are for no pod, rules that fit nobody or that another holds already, named ports that
/// no pod has, DNS that is forgotten or let out by TCP alone, blocks that mean pods.
/// </summary>
internal sealed class PolicyLint(Reachability reachability, EndIndex ends, IReadOnlyList<BoundPolicy> policies)
{
    private const int Dns = 53;

    // Addresses that stand for pods and Services in most clusters (RFC 1918, RFC 6598).
    private static readonly string[] Private = ["10.", "192.168.", "172.16.", "100.64."];

    // An object that selects by alternatives is a policy for each.
    private readonly HashSet<Document> _meant = [.. policies.Where(bound => !bound.Subjects.Yes.IsEmpty || !bound.Subjects.Maybe.IsEmpty).Select(bound => bound.Policy.Document)];

    private readonly Lazy<EndSet> _asking = new(() => AskingNames(policies, ends));

    // One object may be two policies, which are asked at different times.
    public IEnumerable<LintFinding> Find() => policies.SelectMany(Of).DistinctBy(finding => (finding.Code, finding.Policy.Document, finding.At));

    private IEnumerable<LintFinding> Of(BoundPolicy bound)
    {
        var policy = bound.Policy;
        if (!_meant.Contains(policy.Document) && Speaks(policy.Subject))
        {
            yield return new LintFinding("selects-nothing", policy, SelectorOf(policy), $"{policy.Label} is for no pod that is here: it protects nothing", "Compare the selector with the labels of the pods that are meant.");
        }

        foreach (var direction in new[] { Direction.Ingress, Direction.Egress })
        {
            foreach (var finding in Rules(bound, direction))
            {
                yield return finding;
            }
        }

        if (ForgetsDns(bound))
        {
            yield return new LintFinding("forgets-dns", policy, policy.Document.Root["spec"]["egress"], $"{policy.Label} lets its pods out by name to nobody: no policy for them lets UDP 53 out", "Add a rule to kube-system for UDP and TCP 53.");
        }
    }

    private IEnumerable<LintFinding> Rules(BoundPolicy bound, Direction direction)
    {
        var policy = bound.Policy;
        var rules = policy.RulesOf(direction) ?? [];
        var before = new List<(PolicyRule Rule, PeerSet Peers, PortSet Ports)>();
        foreach (var rule in rules)
        {
            var peers = bound.PeersOf(rule);
            if (rule.Peers.Count > 0 && rule.Peers.All(peer => peer is PodPeer pods && Speaks(pods)) && peers.Yes.IsEmpty && !peers.Maybe.Ends().Any(end => end != ends.SomePod.ClassNumber))
            {
                yield return new LintFinding("matches-nobody", policy, rule.Node, $"a rule of {policy.Label} is for pods of which none is here", "Compare its selectors with the labels of pods and namespaces; a namespace's name is its label kubernetes.io/metadata.name.");
            }

            foreach (var name in rule.Ports.Names.Where(name => !ends.ByPortName[name.Name].Any(number => !name.Among(ends.Classes[number].Ends[0].NamedPorts).IsEmpty)))
            {
                yield return new LintFinding("unknown-port-name", policy, rule.Node, $"a rule of {policy.Label} names the port `{name.Name}`, which no container here has", "Use the port's number, or name the container's port so.");
            }

            foreach (var finding in Places(policy, rule, direction))
            {
                yield return finding;
            }

            if (rule.Ports.Names.Count == 0 && before.Find(other => Holds(other, rule, peers)) is { Rule: { } wider })
            {
                yield return new LintFinding("shadowed", policy, rule.Node, $"a rule of {policy.Label} does nothing: the rule in line {wider.Node.Line} holds all of it", "Delete it.");
            }

            if (before.Count < NetworkLimits.LintRules)
            {
                before.Add((rule, peers, rule.Ports.Numbers));
            }
        }
    }

    // In a NetworkPolicy rules add up; in the admin tiers the first that fits decides.
    private static bool Holds((PolicyRule Rule, PeerSet Peers, PortSet Ports) wider, PolicyRule rule, PeerSet peers) =>
        (wider.Rule.Action == rule.Action || wider.Rule.Policy.Tier != PolicyTier.Namespace) && wider.Rule.Ports.Names.Count == 0 && !(peers.Yes.IsEmpty && peers.Maybe.IsEmpty)
        && rule.Ports.Numbers.Except(wider.Ports).IsEmpty && peers.Yes.Ends().Concat(peers.Maybe.Ends()).All(wider.Peers.Yes.Contains);

    private IEnumerable<LintFinding> Places(Policy policy, PolicyRule rule, Direction direction)
    {
        foreach (var port in rule.Node["ports"].Items)
        {
            if (port["port"] is { Kind: NodeKind.Int, Int: Dns } && !port["protocol"].HasValue && !rule.Ports.Numbers.Contains(Protocol.Udp, Dns))
            {
                yield return new LintFinding("dns-by-tcp-only", policy, port, $"a rule of {policy.Label} is for port 53 without a protocol, which is TCP: names are asked by UDP", "Add `protocol: UDP`, and TCP beside it.");
            }
        }

        foreach (var peer in rule.Node[direction == Direction.Ingress ? "from" : "to"].Items)
        {
            if (peer["ipBlock"]["cidr"].AsString() is { } cidr && HoldsPods(cidr))
            {
                yield return new LintFinding("block-for-pods", policy, peer["ipBlock"]["cidr"], $"{policy.Label} names {cidr}, where pods here have their addresses: some plug-ins never take a block for pods", "Select the pods by labels.");
            }

            if (peer["namespaceSelector"]["matchLabels"]["name"].HasValue && !ends.Namespaces.Any(ns => ns.Document?.Root["metadata"]["labels"]["name"].HasValue == true))
            {
                yield return new LintFinding("label-of-nobody", policy, peer["namespaceSelector"], $"{policy.Label} selects namespaces by the label `name`, which none here has", "Use kubernetes.io/metadata.name, which the API server sets itself and nobody can change.");
            }
        }
    }

    // Pods of a namespace of which none is here may be elsewhere: nothing is said of them.
    private bool Speaks(PodPeer peer) => ends.Namespaces.Any(ns => ns.First < ns.End && ends.MayLieIn(ns.Name, peer));

    private bool HoldsPods(string cidr) => Private.Any(cidr.StartsWith) && Addresses.AddressRange.TryParse(cidr, out var range)
        && reachability.Ends.Any(end => end is { Kind: EndKind.Pod, IsOnHostNetwork: false } && end.Addresses.Any(range.Contains));

    // Pods that may go somewhere by name, and that nothing lets ask for names.
    private bool ForgetsDns(BoundPolicy bound) => bound.Policy is { Tier: PolicyTier.Namespace, Egress.Count: > 0 }
        && !bound.Subjects.Yes.IsEmpty && !bound.Subjects.Yes.Ends().Any(_asking.Value.Contains);

    // The pods that some policy lets ask for names.
    private static EndSet AskingNames(IReadOnlyList<BoundPolicy> policies, EndIndex ends)
    {
        var asking = new EndBits(ends.Classes.Count);
        foreach (var policy in policies.Where(policy => policy.Policy.Egress?.Any(rule => rule.Ports.Numbers.Contains(Protocol.Udp, Dns)) == true))
        {
            asking.Or(policy.Subjects.Yes);
        }

        return asking.ToSet();
    }

    private static Node SelectorOf(Policy policy)
    {
        var spec = policy.Document.Root["spec"];
        return new[] { spec["podSelector"], spec["subject"], spec["endpointSelector"], spec["selector"] }.FirstOrDefault(selector => selector.Exists);
    }
}
