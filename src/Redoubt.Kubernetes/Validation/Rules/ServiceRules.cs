using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of Services, and of ports by number or name.</summary>
internal static class ServiceRules
{
    private const string PortRange = "must be between 1 and 65535, inclusive";

    /// <summary>A port that is a number, or a name of one; what is missing is 0.</summary>
    public static void NumberOrName(Spot at, Node port, Faults faults)
    {
        if (port.AsString() is { } name)
        {
            faults.Invalid(at, TextFormats.PortName(name));
        }
        else if (port is not { Kind: NodeKind.Int, Int: >= 1 and <= 65535 })
        {
            faults.Invalid(at, PortRange);
        }
    }

    /// <summary>A Service.</summary>
    public static void Service(Node root, Scope scope)
    {
        var (at, faults) = (root["spec"], scope.Faults);
        if (!at.Exists)
        {
            faults.Required(new Spot(root, ".spec.ports", root));
            return;
        }

        var type = at["type"].AsString() is { Length: > 0 } said ? said : "ClusterIP";
        var isHeadless = at["clusterIP"].Is("None") || at["clusterIPs"][0].Is("None");
        if (type is not ("ClusterIP" or "NodePort" or "LoadBalancer" or "ExternalName"))
        {
            faults.NotSupported(at["type"], "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        }

        Type(at, type, isHeadless, faults);
        Ports(at, type, faults);
        Addresses(at, faults);
        Traffic(at, type, faults);
        MetadataRules.Labels(at["selector"], Spot.Of(at, "selector"), faults);
        if (at["sessionAffinityConfig"]["clientIP"]["timeoutSeconds"] is { Kind: NodeKind.Int, Int: <= 0 or > 86400 } timeout)
        {
            faults.Invalid(timeout, "must be greater than 0 and less than 86400");
        }

        if (at["sessionAffinity"].Is("None") && at["sessionAffinityConfig"].Exists)
        {
            faults.Forbidden(at["sessionAffinityConfig"], "must not be set when session affinity is None");
        }
    }

    private static void Type(Node at, string type, bool isHeadless, Faults faults)
    {
        if (at["ports"].Count == 0 && !isHeadless && type != "ExternalName")
        {
            faults.Required(Spot.Of(at, "ports"));
        }

        if (type is "LoadBalancer" or "NodePort" && isHeadless)
        {
            faults.Invalid(at["clusterIP"].Exists ? Spot.Named(at, ".clusterIPs[0]", at["clusterIP"]) : at["clusterIPs"][0], $"may not be set to 'None' for {type} services");
        }

        if (type == "ExternalName")
        {
            if (at["clusterIPs"].Count > 0 || !Check.IsEmpty(at["clusterIP"]))
            {
                faults.Forbidden(Spot.Named(at, ".clusterIPs", at["clusterIP"].Exists ? at["clusterIP"] : at["clusterIPs"]), "may not be set for ExternalName services");
            }

            var name = at["externalName"].AsString() ?? "";
            name = name.EndsWith('.') ? name[..^1] : name;
            if (name.Length > 0)
            {
                faults.Invalid(at["externalName"], NameRules.DnsSubdomain(name));
            }
            else
            {
                faults.Required(Spot.Of(at, "externalName"));
            }
        }

        if (type != "LoadBalancer")
        {
            if (at["loadBalancerClass"].Exists)
            {
                faults.Forbidden(at["loadBalancerClass"], "may only be used when `type` is 'LoadBalancer'");
            }

            if (at["loadBalancerSourceRanges"].Count > 0)
            {
                faults.Forbidden(Spot.Named(at, ".LoadBalancerSourceRanges", at["loadBalancerSourceRanges"]), "may only be used when `type` is 'LoadBalancer'");
            }

            if (at["allocateLoadBalancerNodePorts"].Exists)
            {
                faults.Forbidden(at["allocateLoadBalancerNodePorts"], "may only be used when `type` is 'LoadBalancer'");
            }
        }
        else
        {
            foreach (var range in at["loadBalancerSourceRanges"].Items)
            {
                if ((range.AsString() ?? "").Trim() is var text && !AddressText.TryRange(text, out _, out _))
                {
                    faults.Invalid(Spot.Named(range, "", range), AddressText.WrongRange(text));
                }
            }
        }
    }

    private static void Ports(Node at, string type, Faults faults)
    {
        var several = at["ports"].Count > 1;
        var names = new Seen();
        var numbers = several ? new HashSet<(string, long)>() : null;
        var nodePorts = several ? new HashSet<(string, long)>() : null;
        foreach (var port in at["ports"].Items)
        {
            var (name, protocol) = (port["name"].AsString() ?? "", port["protocol"].AsString() is { Length: > 0 } said ? said : "TCP");
            if (name.Length == 0)
            {
                if (several)
                {
                    faults.Required(Spot.Of(port, "name"));
                }
            }
            else
            {
                faults.Invalid(port["name"], NameRules.DnsLabel(name));
                if (!names.Add(port["name"]))
                {
                    faults.Duplicate(port["name"]);
                }
            }

            if (port["port"] is not { Kind: NodeKind.Int, Int: >= 1 and <= 65535 })
            {
                faults.Invalid(Spot.Of(port, "port"), PortRange);
            }

            // What is not said is the port itself.
            if (!Check.IsEmpty(port["targetPort"]) || port["targetPort"].Kind == NodeKind.String && !port["targetPort"].Text.IsEmpty)
            {
                NumberOrName(port["targetPort"], port["targetPort"], faults);
            }
            else if (Check.IsEmpty(port["port"]))
            {
                faults.Invalid(Spot.Of(port, "targetPort"), PortRange);
            }
            else if (port["port"] is { Int: < 1 or > 65535 })
            {
                faults.Invalid(Spot.Of(port, "targetPort"), PortRange);
            }

            if (port["port"].Kind == NodeKind.Int && numbers?.Add((protocol, port["port"].Int)) == false)
            {
                faults.Duplicate(port);
            }

            NodePort(port, protocol, type, nodePorts, faults);
        }
    }

    private static void NodePort(Node port, string protocol, string type, HashSet<(string, long)>? taken, Faults faults)
    {
        if (port["nodePort"] is not { Kind: NodeKind.Int, Int: not 0 } number)
        {
            return;
        }

        if (type is "ClusterIP" or "ExternalName")
        {
            faults.Forbidden(number, $"may not be used when `type` is '{type}'");
        }
        else if (taken?.Add((protocol, number.Int)) == false)
        {
            faults.Duplicate(number);
        }
    }

    private static void Addresses(Node at, Faults faults)
    {
        foreach (var address in at["externalIPs"].Items)
        {
            var text = address.AsString() ?? "";
            faults.Invalid(address, AddressText.WrongAddress(text) is { Count: > 0 } wrong ? wrong : EndpointRules.Special(text));
        }

        var all = at["clusterIPs"];
        if (all.Count > 2)
        {
            faults.Invalid(all, "may only hold up to 2 values");
        }

        var (isFour, isSix, isDoubled) = (false, false, false);
        foreach (var address in all.Items)
        {
            var text = address.AsString() ?? "";
            if (text is "None" or "")
            {
                continue;
            }

            faults.Invalid(address, AddressText.WrongAddress(text));
            var six = text.Contains(':', StringComparison.Ordinal);
            isDoubled |= six ? isSix : isFour;
            (isFour, isSix) = (isFour || !six, isSix || six);
        }

        if (isDoubled)
        {
            faults.Invalid(all, "may specify no more than one IP for each IP family");
        }

        if (at["clusterIP"].AsString() is { Length: > 0 } single && single != "None")
        {
            if (all.Count == 0)
            {
                faults.Invalid(Spot.Named(at, ".clusterIPs[0]", at["clusterIP"]), AddressText.WrongAddress(single));
            }
            else if (!all[0].Is(single))
            {
                faults.Invalid(all, "first value must match `clusterIP`");
            }
        }

        Families(at, faults);
    }

    private static void Families(Node at, Faults faults)
    {
        var seen = new Seen();
        foreach (var family in at["ipFamilies"].Items)
        {
            var text = family.AsString() ?? "";
            if (text is not ("IPv4" or "IPv6"))
            {
                faults.NotSupported(family, "IPv4", "IPv6");
            }

            if (!seen.Add(family))
            {
                faults.Duplicate(family);
            }
        }
    }

    private static void Traffic(Node at, string type, Faults faults)
    {
        var isExternal = type is "LoadBalancer" or "NodePort" || (type == "ClusterIP" && at["externalIPs"].Count > 0);
        var policy = at["externalTrafficPolicy"];
        if (!Check.IsEmpty(policy))
        {
            if (!isExternal)
            {
                faults.Invalid(policy, "may only be set for externally-accessible services");
            }
            else if (!policy.Is("Cluster") && !policy.Is("Local"))
            {
                faults.NotSupported(policy, "Cluster", "Local");
            }
        }

        if (at["healthCheckNodePort"] is { Kind: NodeKind.Int, Int: not 0 } check && !(type == "LoadBalancer" && policy.Is("Local")))
        {
            faults.Invalid(check, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
        }
    }
}
