using System.Globalization;
using Redoubt.Evidence;
using Redoubt.Network.Addresses;
using Redoubt.Network.Labels;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Policies;

/// <summary>
/// Reads the part of Cilium's policies that is about addresses, labels and ports. What they let through counts beside NetworkPolicies; what they deny, before all.
/// What entities, services, names of hosts or requests of layer 7 decide is not known.
/// </summary>
internal sealed class CiliumReader(PolicyReading reading)
{
    private const string Group = "cilium.io";

    // Before every priority that a policy of Kubernetes may have.
    private const int BeforeAll = -1;

    public static IReadOnlyList<GroupKind> Kinds { get; } = [new(Group, "CiliumNetworkPolicy"), new(Group, "CiliumClusterwideNetworkPolicy")];

    /// <summary>For each of its specifications what it lets through, and what it denies.</summary>
    public IReadOnlyList<Policy> Read()
    {
        var policies = new List<Policy>();
        Add(reading.Document.Root["spec"], policies);
        foreach (var spec in reading.Document.Root["specs"].Items)
        {
            Add(spec, policies);
        }

        return policies;
    }

    private void Add(Node spec, List<Policy> policies)
    {
        if (!spec.HasValue)
        {
            return;
        }

        if (!spec["endpointSelector"].HasValue)
        {
            reading.Doubt(spec, "rules about nodes are not read here");
            return;
        }

        var subject = Endpoints(spec["endpointSelector"], isSubject: true);
        policies.Add(new Policy(reading.Document, PolicyTier.Namespace, 0, subject)
        {
            Ingress = IsAbout(spec, "ingress") ? [.. Rules(spec["ingress"], RuleAction.Allow, "from")] : null,
            Egress = IsAbout(spec, "egress") ? [.. Rules(spec["egress"], RuleAction.Allow, "to")] : null,
            IsolatesIngress = !spec["enableDefaultDeny"]["ingress"].IsFalse,
            IsolatesEgress = !spec["enableDefaultDeny"]["egress"].IsFalse,
        });
        if (spec["ingressDeny"].Count + spec["egressDeny"].Count > 0)
        {
            policies.Add(new Policy(reading.Document, PolicyTier.Admin, BeforeAll, subject)
            {
                Ingress = [.. Rules(spec["ingressDeny"], RuleAction.Deny, "from")],
                Egress = [.. Rules(spec["egressDeny"], RuleAction.Deny, "to")],
            });
        }
    }

    // An empty list says nothing; one with an empty rule lets nothing through.
    private static bool IsAbout(Node spec, string direction) => spec[direction].Count > 0 || spec[direction + "Deny"].Count > 0;

    private IEnumerable<PolicyRule> Rules(Node list, RuleAction action, string word)
    {
        foreach (var rule in list.Items)
        {
            var peers = Peers(rule, word);
            if (peers.Count == 0)
            {
                continue;
            }

            foreach (var (ports, isPartial) in Ports(rule))
            {
                yield return new PolicyRule(rule, action, peers, ports) { IsPartial = isPartial || rule["authentication"].HasValue };
            }
        }
    }

    private List<Peer> Peers(Node rule, string word)
    {
        var peers = new List<Peer>();
        var isAboutPeers = false;
        foreach (var field in rule.Fields)
        {
            var name = field.Key.ToString();
            if (!name.StartsWith(word, StringComparison.Ordinal) || name == "toPorts")
            {
                continue;
            }

            isAboutPeers = true;
            foreach (var item in field.Items)
            {
                peers.Add(Peer(name[word.Length..], item));
            }
        }

        // Ports alone are those of everybody; nothing at all is nobody.
        return isAboutPeers || !(rule["toPorts"].HasValue || rule["icmps"].HasValue) ? peers : [new EveryPeer()];
    }

    private Peer Peer(string form, Node item) => form switch
    {
        "Endpoints" => Endpoints(item, isSubject: false),
        "CIDR" => new BlockPeer([new AddressBlock(reading.Block(item), [])], BlockReading.Outside),
        "CIDRSet" when item["cidr"].HasValue => new BlockPeer([Block(item)], BlockReading.Outside),
        "Entities" when item.Is("all") => new EveryPeer(),
        "FQDNs" => new DomainPeer(),
        _ => new UnknownPeer(),
    };

    private AddressBlock Block(Node item)
    {
        var except = new List<AddressRange>();
        foreach (var cut in item["except"].Items)
        {
            except.Add(reading.Block(cut));
        }

        return new AddressBlock(reading.Block(item["cidr"]), except);
    }

    // Labels of pods and of their namespaces stand in one selector; without a word about namespaces it is the policy's own.
    private PodPeer Endpoints(Node node, bool isSubject)
    {
        if (Selector.ProblemOf(node) is { } problem)
        {
            reading.Refuse(node, problem);
        }

        var (pods, namespaces, isPartial) = (new List<Requirement>(), new List<Requirement>(), false);
        foreach (var requirement in Selector.RequirementsOf(node))
        {
            var key = requirement.Key.StartsWith("k8s:", StringComparison.Ordinal) || requirement.Key.StartsWith("any:", StringComparison.Ordinal)
                ? requirement.Key[4..] : requirement.Key;
            const string OfNamespace = "io.cilium.k8s.namespace.labels.";
            if (key == "io.kubernetes.pod.namespace")
            {
                namespaces.Add(requirement with { Key = Ends.NamespaceEntry.NameLabel });
            }
            else if (key.StartsWith(OfNamespace, StringComparison.Ordinal))
            {
                namespaces.Add(requirement with { Key = key[OfNamespace.Length..] });
            }
            else if (key.Contains(':', StringComparison.Ordinal) || key.StartsWith("io.cilium.", StringComparison.Ordinal))
            {
                isPartial = true;
            }
            else
            {
                pods.Add(requirement with { Key = key });
            }
        }

        var own = reading.OwnNamespace(isOfCluster: reading.Document.Kind == "CiliumClusterwideNetworkPolicy");
        return new PodPeer(isSubject || namespaces.Count == 0 ? own : null, Selector.Of(namespaces), Selector.Of(pods), isPartial);
    }

    // Ports with rules of layer 7 let only some requests through.
    private IEnumerable<(RulePorts Ports, bool IsPartial)> Ports(Node rule)
    {
        if (rule["icmps"].HasValue)
        {
            yield break;
        }

        if (rule["toPorts"].Count == 0)
        {
            yield return (RulePorts.All, false);
        }

        foreach (var item in rule["toPorts"].Items)
        {
            yield return (Ports(item["ports"], isAll: item["ports"].Count == 0), item["rules"].HasValue || item["serverNames"].HasValue || item["listener"].HasValue);
        }
    }

    private RulePorts Ports(Node list, bool isAll)
    {
        if (isAll)
        {
            return RulePorts.All;
        }

        var (numbers, names) = (new List<PortRange>(), new List<PortName>());
        foreach (var item in list.Items)
        {
            var (port, word) = (item["port"], item["protocol"]);
            var isAny = !word.HasValue || word.Is("ANY");
            foreach (var protocol in isAny ? Protocols.All : [reading.Protocol(word)])
            {
                if (port.AsString() is { Length: > 0 } text && !char.IsAsciiDigit(text[0]))
                {
                    names.Add(new PortName(text, protocol));
                    continue;
                }

                var first = port.Kind == NodeKind.Int ? (int)Math.Clamp(port.Int, 0, PortRange.Highest)
                    : int.TryParse(port.AsString() ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= PortRange.Highest ? number : -1;
                if (first < 0)
                {
                    reading.Refuse(port, "a port is a number up to 65535, or a name");
                    continue;
                }

                numbers.Add(first == 0
                    ? new PortRange(protocol, 1, PortRange.Highest)
                    : reading.Range(item, protocol, first, item["endPort"] is { Kind: NodeKind.Int, Int: > 0 } end ? reading.Port(end) : first));
            }
        }

        return new RulePorts(PortSet.Of(numbers), names);
    }
}
