using Redoubt.Evidence;
using Redoubt.Network.Addresses;
using Redoubt.Network.Labels;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Policies;

/// <summary>
/// Reads the part of Calico's policies that is about addresses, labels and ports. Those of the tier <c>default</c> whose order is before NetworkPolicies (1000) decide before
/// them; what later ones let through counts beside them, and what later ones deny is not known where something else lets it through. Of other tiers nothing is sure.
/// </summary>
internal sealed class CalicoReader(PolicyReading reading)
{
    private const double OrderOfNetworkPolicies = 1000;

    // After the admin tiers of Kubernetes, which Calico asks in a tier before its default one.
    private const int AfterAdminTiers = 2000;

    internal static readonly string[] Groups = ["projectcalico.org", "crd.projectcalico.org"];

    public static IReadOnlyList<GroupKind> Kinds { get; } = [.. Groups.SelectMany(group => new GroupKind[] { new(group, "NetworkPolicy"), new(group, "GlobalNetworkPolicy") })];

    /// <summary>What decides before NetworkPolicies, and what counts beside them.</summary>
    public IReadOnlyList<Policy> Read()
    {
        var spec = reading.Spec;
        if (spec["preDNAT"].IsTrue || spec["doNotTrack"].IsTrue)
        {
            return []; // about nodes only
        }

        var isDefault = !spec["tier"].HasValue || spec["tier"].Is("default");
        var order = spec["order"] is { HasValue: true } own ? own.Kind == NodeKind.Double ? own.Double : own.Int : double.MaxValue;
        return [.. Pods(spec["selector"], spec["namespaceSelector"], spec["serviceAccountSelector"].HasValue).SelectMany(subject => Policies(subject, isDefault, order))];
    }

    private IEnumerable<Policy> Policies(PodPeer subject, bool isDefault, double order)
    {
        var (ingress, egress) = (Rules("ingress", isDefault, order), Rules("egress", isDefault, order));
        var (isIngress, isEgress) = Directions();
        yield return new Policy(reading.Document, PolicyTier.Admin, AfterAdminTiers + (int)Math.Clamp(order, 0, OrderOfNetworkPolicies), subject)
        {
            Ingress = isIngress ? ingress.Before : null,
            Egress = isEgress ? egress.Before : null,
        };
        yield return new Policy(reading.Document, PolicyTier.Namespace, 0, subject)
        {
            Ingress = isIngress ? ingress.Beside : null,
            Egress = isEgress ? egress.Beside : null,
            IsolatesIngress = isDefault,
            IsolatesEgress = isDefault,
        };
    }

    private (bool Ingress, bool Egress) Directions()
    {
        var types = reading.Spec["types"];
        if (types.Count == 0)
        {
            var hasEgress = reading.Spec["egress"].Count > 0;
            return (reading.Spec["ingress"].Count > 0 || !hasEgress, hasEgress);
        }

        var (isIngress, isEgress) = (false, false);
        foreach (var type in types.Items)
        {
            isIngress |= type.Is("Ingress");
            isEgress |= type.Is("Egress");
        }

        return (isIngress, isEgress);
    }

    private (List<PolicyRule> Before, List<PolicyRule> Beside) Rules(string direction, bool isDefault, double order)
    {
        var (before, beside) = (new List<PolicyRule>(), new List<PolicyRule>());
        var isFirst = isDefault && order < OrderOfNetworkPolicies;
        foreach (var rule in reading.Spec[direction].Items)
        {
            var action = rule["action"].Text;
            var (peers, ports, isPartial) = Parts(rule, direction == "ingress");
            if (action is "Allow" or "Deny")
            {
                var does = action is "Allow" ? RuleAction.Allow : RuleAction.Deny;
                var isBeside = isDefault && !isFirst && does == RuleAction.Allow;
                (isBeside ? beside : before).Add(new PolicyRule(rule, does, peers, ports) { IsPartial = isPartial || !(isFirst || isBeside) });
            }
            else if (action is "Pass")
            {
                // The tiers after this one are Calico's own.
                before.Add(new PolicyRule(rule, RuleAction.Allow, peers, ports) { IsPartial = true });
                before.Add(new PolicyRule(rule, RuleAction.Deny, peers, ports) { IsPartial = true });
            }
            else if (action is not "Log")
            {
                reading.Refuse(rule["action"].Exists ? rule["action"] : rule, "`action` is Allow, Deny, Log or Pass");
            }
        }

        if (!isDefault)
        {
            // What no policy of a tier decides is denied, unless the tier says otherwise.
            before.Add(new PolicyRule(reading.Spec, RuleAction.Deny, [new EveryPeer()], RulePorts.All) { IsPartial = true });
        }

        return (before, beside);
    }

    private (List<Peer> Peers, RulePorts Ports, bool IsPartial) Parts(Node rule, bool isIngress)
    {
        var (source, destination) = (rule["source"], rule["destination"]);
        var (other, own) = isIngress ? (source, destination) : (destination, source);
        var isPartial = rule["http"].HasValue || rule["notProtocol"].HasValue || rule["icmp"].HasValue || rule["notICMP"].HasValue || rule["ipVersion"].HasValue
            || source["ports"].Count > 0 || source["notPorts"].Count > 0 || destination["notPorts"].Count > 0
            || HasOther(other, isOwn: false) || HasOther(own, isOwn: true);
        return (Peers(other, ref isPartial), Ports(rule["protocol"], destination["ports"]), isPartial);
    }

    // What is asked of an end that is not read here; of the rule's own end everything but its ports.
    private static bool HasOther(Node end, bool isOwn)
    {
        foreach (var field in end.Fields)
        {
            if (field.HasValue && field.Key is not ("ports" or "notPorts") && (isOwn || field.Key is not ("nets" or "selector" or "namespaceSelector")))
            {
                return true;
            }
        }

        return false;
    }

    private List<Peer> Peers(Node end, ref bool isPartial)
    {
        var hasSelector = end["selector"].HasValue || end["namespaceSelector"].HasValue;
        isPartial |= hasSelector && end["nets"].Count > 0;
        if (end["nets"].Count > 0)
        {
            var blocks = new List<AddressBlock>();
            foreach (var net in end["nets"].Items)
            {
                blocks.Add(new AddressBlock(reading.Net(net), []));
            }

            return [new BlockPeer(blocks, BlockReading.NamesPods)];
        }

        return hasSelector ? [.. Pods(end["selector"], end["namespaceSelector"], isPartial: false).SelectMany(WithSets)] : [new EveryPeer()];
    }

    // A selector is for sets of addresses as it is for pods.
    private IEnumerable<Peer> WithSets(PodPeer pods)
    {
        yield return pods;
        foreach (var isSure in (bool[])[true, false])
        {
            AddressBlock[] blocks = [.. reading.Sets.Of(pods).Where(found => (found.IsSure && !pods.IsPartial) == isSure).Select(found => found.Block)];
            if (blocks.Length > 0)
            {
                yield return new BlockPeer(blocks, BlockReading.NamesPods) { IsPartial = !isSure };
            }
        }
    }

    // One for each alternative of the two selectors.
    private IEnumerable<PodPeer> Pods(Node selector, Node namespaceSelector, bool isPartial)
    {
        var pods = CalicoSelector.Read(selector.AsString() ?? "");
        var namespaces = CalicoSelector.Read(namespaceSelector.AsString() ?? "");
        var isOther = pods?.Any(all => all.Any(requirement => requirement.Key.StartsWith("projectcalico.org/", StringComparison.Ordinal))) == true;
        var own = reading.OwnNamespace(isOfCluster: reading.Document.Kind == "GlobalNetworkPolicy");
        return from space in namespaces ?? [[]]
               from pod in isOther ? [[]] : pods ?? [[]]
               select new PodPeer(
                   namespaceSelector.HasValue ? null : own,
                   Selector.Of([.. space.Select(one => one.Key == "projectcalico.org/name" ? one with { Key = Ends.NamespaceEntry.NameLabel } : one)]),
                   Selector.Of(pod),
                   isPartial || pods is null || namespaces is null || isOther);
    }

    private RulePorts Ports(Node protocol, Node list)
    {
        var (numbers, names) = (new List<PortRange>(), new List<PortName>());
        if (protocol.HasValue && !Protocols.TryParse(protocol.Text, out _))
        {
            return new RulePorts(PortSet.None, []); // another protocol than those that are asked about
        }

        foreach (var one in protocol.HasValue ? [reading.Protocol(protocol)] : Protocols.All)
        {
            if (list.Count == 0)
            {
                numbers.Add(new PortRange(one, 1, PortRange.Highest));
            }

            foreach (var port in list.Items)
            {
                Add(port, one, numbers, names);
            }
        }

        return new RulePorts(PortSet.Of(numbers), names);
    }

    // A number, a range as `80:90`, or a name.
    private void Add(Node port, Protocol protocol, List<PortRange> numbers, List<PortName> names)
    {
        var text = port.AsString();
        if (text is null)
        {
            var number = reading.Port(port);
            numbers.Add(new PortRange(protocol, number, number));
        }
        else if (text.Split(':') is [var first, var last] && ushort.TryParse(first, out var low) && ushort.TryParse(last, out var high))
        {
            numbers.Add(reading.Range(port, protocol, Math.Max((int)low, 1), Math.Max((int)high, 1)));
        }
        else if (ushort.TryParse(text, out var single))
        {
            numbers.Add(new PortRange(protocol, Math.Max((int)single, 1), Math.Max((int)single, 1)));
        }
        else
        {
            names.Add(new PortName(text, protocol));
        }
    }
}
