using Redoubt.Evidence;
using Redoubt.Network.Addresses;
using Redoubt.Network.Labels;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Policies;

/// <summary>
/// Reads the policies of whole clusters, of <c>policy.networking.k8s.io</c>: <c>AdminNetworkPolicy</c> and <c>BaselineAdminNetworkPolicy</c>
/// (v1alpha1), and their successor <c>ClusterNetworkPolicy</c> (v1alpha2).
/// </summary>
internal sealed class AdminPolicyReader(PolicyReading reading)
{
    private const string Group = "policy.networking.k8s.io";
    private const int HighestPriority = 1000;

    private readonly bool _isCluster = reading.Document.Key.Kind == Cluster;

    public static GroupKind Admin { get; } = new(Group, "AdminNetworkPolicy");

    public static GroupKind Baseline { get; } = new(Group, "BaselineAdminNetworkPolicy");

    public static GroupKind Cluster { get; } = new(Group, "ClusterNetworkPolicy");

    /// <summary>The policy, as far as it is not refused.</summary>
    public Policy Read()
    {
        return new Policy(reading.Document, Tier(), Priority(), Subject())
        {
            Ingress = [.. Rules("ingress", "from")],
            Egress = [.. Rules("egress", "to")],
        };
    }

    private PolicyTier Tier()
    {
        if (!_isCluster)
        {
            return reading.Document.Key.Kind == Baseline ? PolicyTier.Baseline : PolicyTier.Admin;
        }

        var tier = reading.Spec["tier"];
        if (!tier.Is("Admin") && !tier.Is("Baseline"))
        {
            reading.Refuse(tier.Exists ? tier : reading.Spec, "`tier` is Admin or Baseline");
        }

        return tier.Is("Baseline") ? PolicyTier.Baseline : PolicyTier.Admin;
    }

    private int Priority()
    {
        var priority = reading.Spec["priority"];
        if (reading.Document.Key.Kind == Baseline)
        {
            if (reading.Document.Name != "default")
            {
                reading.Refuse(reading.Document.Mention, "there is only one, of the name `default`");
            }

            return HighestPriority;
        }

        if (priority.Kind != NodeKind.Int || priority.Int is < 0 or > HighestPriority)
        {
            reading.Refuse(priority.Exists ? priority : reading.Spec, "`priority` is a number between 0 and 1000");
            return 0;
        }

        return (int)priority.Int;
    }

    private PodPeer Subject()
    {
        var subject = reading.Spec["subject"];
        var one = reading.OneOf(subject.Exists ? subject : reading.Spec, "a subject", "namespaces", "pods");
        if (one.Exists && !one.Key.SequenceEqual("namespaces") && !one.Key.SequenceEqual("pods"))
        {
            reading.Refuse(one, $"a subject is `namespaces` or `pods`, not `{one.Key}`");
        }

        return Pods(one);
    }

    private PodPeer Pods(Node peer) => peer.Exists && peer.Key.SequenceEqual("namespaces")
        ? new PodPeer(null, reading.Selector(peer), Selector.Everything, HasOther(peer, "matchLabels", "matchExpressions"))
        : new PodPeer(null, reading.Selector(peer["namespaceSelector"]), reading.Selector(peer["podSelector"]), HasOther(peer, "namespaceSelector", "podSelector"));

    // Fields of other versions of the API, as `sameLabels`: one that is passed over would make the selector select more.
    private bool HasOther(Node peer, string one, string other)
    {
        foreach (var field in peer.Fields)
        {
            if (field.HasValue && !field.Key.SequenceEqual(one) && !field.Key.SequenceEqual(other))
            {
                reading.Doubt(field, $"`{field.Key}` is not known here: what only it decides is not known");
                return true;
            }
        }

        return false;
    }

    private IEnumerable<PolicyRule> Rules(string rules, string peers)
    {
        foreach (var rule in reading.Spec[rules].Items)
        {
            if (rule[peers].Count == 0)
            {
                reading.Refuse(rule, $"a rule must say in `{peers}` whom it is about");
            }

            var list = new List<Peer>();
            foreach (var peer in rule[peers].Items)
            {
                list.Add(Peer(peer, isEgress: peers == "to"));
            }

            yield return new PolicyRule(rule, Action(rule), list, _isCluster ? RuleProtocols(rule["protocols"]) : Ports(rule["ports"]));
        }
    }

    private RuleAction Action(Node rule)
    {
        var action = rule["action"];
        var isBaseline = reading.Document.Key.Kind == Baseline;
        RuleAction? found = action.Text switch
        {
            "Accept" when _isCluster => RuleAction.Allow,
            "Allow" when !_isCluster => RuleAction.Allow,
            "Deny" => RuleAction.Deny,
            "Pass" when !isBaseline => RuleAction.Pass,
            _ => null,
        };
        if (found is null)
        {
            reading.Refuse(action.Exists ? action : rule, $"`action` is {(_isCluster ? "Accept, Deny or Pass" : isBaseline ? "Allow or Deny" : "Allow, Deny or Pass")}");
        }

        return found ?? RuleAction.Deny;
    }

    private Peer Peer(Node peer, bool isEgress)
    {
        var one = reading.OneOf(peer, "a peer", isEgress ? ["namespaces", "pods", "nodes", "networks", "domainNames"] : ["namespaces", "pods"]);
        switch (one.Key)
        {
            case "namespaces" or "pods":
                return Pods(one);
            case "nodes" when isEgress:
                return new NodePeer(reading.Selector(one));
            case "networks" when isEgress:
                return Networks(one);
            case "domainNames" when isEgress:
                return new DomainPeer();
            default:
                if (one.Exists)
                {
                    reading.Doubt(one, $"a peer of the form `{one.Key}` is not known here: what only it decides is not known");
                }

                return new UnknownPeer();
        }
    }

    private BlockPeer Networks(Node list)
    {
        var blocks = new List<AddressBlock>();
        foreach (var item in list.Items)
        {
            blocks.Add(new AddressBlock(reading.Block(item), []));
        }

        return new BlockPeer(blocks, BlockReading.NamesPods);
    }

    private RulePorts Ports(Node list)
    {
        if (list.Count == 0)
        {
            return RulePorts.All;
        }

        var (numbers, names) = (new List<PortRange>(), new List<PortName>());
        foreach (var item in list.Items)
        {
            var one = reading.OneOf(item, "a port", "portNumber", "portRange", "namedPort");
            switch (one.Key)
            {
                case "portNumber":
                    var port = reading.Port(one["port"]);
                    numbers.Add(new PortRange(reading.Protocol(one["protocol"]), port, port));
                    break;
                case "portRange":
                    numbers.Add(reading.Range(one, reading.Protocol(one["protocol"]), reading.Port(one["start"]), reading.Port(one["end"])));
                    break;
                case "namedPort":
                    names.Add(new PortName(one.AsString() ?? "", null));
                    break;
                default:
                    reading.Refuse(item, "a port is `portNumber`, `portRange` or `namedPort`");
                    break;
            }
        }

        return new RulePorts(PortSet.Of(numbers), names);
    }

    private RulePorts RuleProtocols(Node list)
    {
        if (list.Count == 0)
        {
            return RulePorts.All;
        }

        var (numbers, names) = (new List<PortRange>(), new List<PortName>());
        foreach (var item in list.Items)
        {
            var one = reading.OneOf(item, "a protocol", "tcp", "udp", "sctp", "destinationNamedPort");
            if (one.Key.SequenceEqual("destinationNamedPort"))
            {
                names.Add(new PortName(one.AsString() ?? "", null));
            }
            else if (Protocols.TryParse(one.Key.ToString().ToUpperInvariant(), out var protocol))
            {
                numbers.Add(DestinationPorts(one["destinationPort"], protocol));
            }
            else
            {
                reading.Refuse(item, "a protocol is `tcp`, `udp`, `sctp` or `destinationNamedPort`");
            }
        }

        return new RulePorts(PortSet.Of(numbers), names);
    }

    private PortRange DestinationPorts(Node ports, Protocol protocol)
    {
        if (!ports.HasValue)
        {
            return new PortRange(protocol, 1, PortRange.Highest);
        }

        var one = reading.OneOf(ports, "a port", "number", "range");
        if (one.Exists && one.Key.SequenceEqual("range"))
        {
            return reading.Range(one, protocol, reading.Port(one["start"]), reading.Port(one["end"]));
        }

        var port = reading.Port(one);
        return new PortRange(protocol, port, port);
    }
}
