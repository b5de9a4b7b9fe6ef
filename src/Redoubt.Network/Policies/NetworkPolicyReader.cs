using Redoubt.Evidence;
using Redoubt.Network.Addresses;
using Redoubt.Network.Labels;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Policies;

/// <summary>Reads <c>networking.k8s.io/v1 NetworkPolicy</c>.</summary>
internal sealed class NetworkPolicyReader(PolicyReading reading)
{
    public static GroupKind Kind { get; } = new("networking.k8s.io", "NetworkPolicy");

    /// <summary>The policy, as far as it is not refused.</summary>
    public Policy Read()
    {
        var document = reading.Document;
        var subject = new PodPeer(document.Namespace, Selector.Everything, reading.Selector(reading.Spec["podSelector"]));
        var (isIngress, isEgress) = Directions();
        return new Policy(document, PolicyTier.Namespace, 0, subject)
        {
            Ingress = isIngress ? [.. Rules("ingress", "from")] : null,
            Egress = isEgress ? [.. Rules("egress", "to")] : null,
        };
    }

    // Without `policyTypes` a policy is for packets to its pods, and for those from them where it has rules about these.
    private (bool Ingress, bool Egress) Directions()
    {
        var types = reading.Spec["policyTypes"];
        if (types.Count == 0)
        {
            return (true, reading.Spec["egress"].Count > 0);
        }

        var (isIngress, isEgress) = (false, false);
        foreach (var type in types.Items)
        {
            isIngress |= type.Is("Ingress");
            isEgress |= type.Is("Egress");
            if (!type.Is("Ingress") && !type.Is("Egress"))
            {
                reading.Refuse(type, "a policy type is Ingress or Egress");
            }
        }

        return (isIngress, isEgress);
    }

    private IEnumerable<PolicyRule> Rules(string rules, string peers)
    {
        foreach (var rule in reading.Spec[rules].Items)
        {
            yield return new PolicyRule(rule, RuleAction.Allow, Peers(rule[peers]), Ports(rule["ports"]));
        }
    }

    private List<Peer> Peers(Node list)
    {
        if (list.Count == 0)
        {
            return [new EveryPeer()];
        }

        var peers = new List<Peer>();
        foreach (var peer in list.Items)
        {
            peers.Add(Peer(peer));
        }

        return peers;
    }

    private Peer Peer(Node peer)
    {
        var (pods, namespaces, block) = (peer["podSelector"], peer["namespaceSelector"], peer["ipBlock"]);
        if (block.HasValue)
        {
            if (pods.HasValue || namespaces.HasValue)
            {
                reading.Refuse(peer, "a peer with `ipBlock` has no selector");
            }

            return new BlockPeer([Block(block)], Reading: null);
        }

        if (!pods.HasValue && !namespaces.HasValue)
        {
            reading.Refuse(peer, "a peer must say a selector or an `ipBlock`");
        }

        return namespaces.HasValue
            ? new PodPeer(null, reading.Selector(namespaces), reading.Selector(pods))
            : new PodPeer(reading.Document.Namespace, Selector.Everything, reading.Selector(pods));
    }

    private AddressBlock Block(Node block)
    {
        var range = reading.Block(block["cidr"]);
        var except = new List<AddressRange>();
        foreach (var item in block["except"].Items)
        {
            var cut = reading.Block(item);
            if (!reading.IsRefused && (!range.Contains(cut) || range == cut))
            {
                reading.Refuse(item, $"the exception is not a part of {block["cidr"].Text}");
            }

            except.Add(cut);
        }

        return new AddressBlock(range, except);
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
            var (port, end, protocol) = (item["port"], item["endPort"], reading.Protocol(item["protocol"]));
            if (port.Kind == NodeKind.String)
            {
                names.Add(new PortName(Name(port), protocol));
                if (end.HasValue)
                {
                    reading.Refuse(end, "a port with a name has no `endPort`");
                }
            }
            else if (port.HasValue)
            {
                var first = reading.Port(port);
                numbers.Add(reading.Range(item, protocol, first, end.HasValue ? reading.Port(end) : first));
            }
            else
            {
                numbers.Add(new PortRange(protocol, 1, PortRange.Highest));
                if (end.HasValue)
                {
                    reading.Refuse(end, "`endPort` needs a `port`");
                }
            }
        }

        return new RulePorts(PortSet.Of(numbers), names);
    }

    // A port's name has a letter, as IANA's service names do: a number in quotes is refused.
    private string Name(Node port)
    {
        var name = port.AsString()!;
        if (name.Length is 0 or > 15 || !name.Any(char.IsAsciiLetterLower) || !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
        {
            reading.Refuse(port, $"`{name}` is no name of a port: at most 15 small letters, digits and hyphens, and one letter at least");
        }

        return name;
    }
}
