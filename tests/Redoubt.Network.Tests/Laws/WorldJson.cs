namespace Redoubt.Network.Tests.Laws;

/// <summary>Writes policies in the form of their kind.</summary>
internal static class WorldJson
{
    public static object Of(WorldPolicy policy)
    {
        var isNamespaced = policy.Kind == "NetworkPolicy";
        var spec = new Dictionary<string, object>();
        if (isNamespaced)
        {
            spec["podSelector"] = policy.Pods.Json;
            spec["policyTypes"] = new[] { policy.Ingress is null ? null : "Ingress", policy.Egress is null ? null : "Egress" }.OfType<string>().ToArray();
        }
        else
        {
            spec["subject"] = new { pods = new { namespaceSelector = policy.Namespaces.Json, podSelector = policy.Pods.Json } };
            if (policy.Kind != "BaselineAdminNetworkPolicy")
            {
                spec["priority"] = policy.Priority;
            }

            if (policy.Kind == "ClusterNetworkPolicy")
            {
                spec["tier"] = policy.Tier;
            }
        }

        spec["ingress"] = (policy.Ingress ?? []).Select(rule => Rule(policy, rule, "from")).ToArray();
        spec["egress"] = (policy.Egress ?? []).Select(rule => Rule(policy, rule, "to")).ToArray();
        var metadata = new Dictionary<string, string> { ["name"] = policy.Name };
        if (isNamespaced)
        {
            metadata["namespace"] = policy.Namespace;
        }

        return new { apiVersion = isNamespaced ? "networking.k8s.io/v1" : policy.Kind == "ClusterNetworkPolicy" ? "policy.networking.k8s.io/v1alpha2" : "policy.networking.k8s.io/v1alpha1", kind = policy.Kind, metadata, spec };
    }

    private static Dictionary<string, object> Rule(WorldPolicy policy, WorldRule rule, string peers)
    {
        var json = new Dictionary<string, object> { [peers] = rule.Peers.Select(peer => Peer(policy, peer)).ToArray() };
        if (policy.Kind == "NetworkPolicy")
        {
            json["ports"] = rule.Ports.Select(NetworkPolicyPort).ToArray();
            return json;
        }

        var isCluster = policy.Kind == "ClusterNetworkPolicy";
        json["action"] = rule.Action == "Allow" && isCluster ? "Accept" : rule.Action;
        json[isCluster ? "protocols" : "ports"] = rule.Ports.Select(port => isCluster ? ClusterPort(port) : AdminPort(port)).ToArray();
        return json;
    }

    private static Dictionary<string, object> Peer(WorldPolicy policy, WorldPeer peer)
    {
        var json = new Dictionary<string, object>();
        var isNamespaced = policy.Kind == "NetworkPolicy";
        if (peer.Block is { } block)
        {
            json["ipBlock"] = new { cidr = block.Cidr, except = block.Except };
        }
        else if (peer.Networks is { } networks)
        {
            json["networks"] = networks;
        }
        else if (peer.Nodes is { } nodes)
        {
            json["nodes"] = nodes.Json;
        }
        else if (peer.IsDomain)
        {
            json["domainNames"] = new[] { "example.com" };
        }
        else if (isNamespaced)
        {
            Add("namespaceSelector", peer.Namespaces);
            Add("podSelector", peer.Pods);
        }
        else
        {
            json["pods"] = new { namespaceSelector = peer.Namespaces!.Json, podSelector = peer.Pods!.Json };
        }

        return json;

        void Add(string field, WorldSelector? selector)
        {
            if (selector is not null)
            {
                json[field] = selector.Json;
            }
        }
    }

    private static object NetworkPolicyPort(WorldPort port) => new Dictionary<string, object?>
    {
        ["protocol"] = port.Protocol,
        ["port"] = port.Name is null ? port.Number : port.Name,
        ["endPort"] = port.End,
    }.Where(field => field.Value is not null).ToDictionary();

    private static object AdminPort(WorldPort port) => port.Name is not null ? new { namedPort = port.Name }
        : port.End is null ? new { portNumber = new { protocol = port.Protocol, port = port.Number } }
        : new { portRange = new { protocol = port.Protocol, start = port.Number, end = port.End } };

    private static Dictionary<string, object> ClusterPort(WorldPort port)
    {
        if (port.Name is not null)
        {
            return new() { ["destinationNamedPort"] = port.Name };
        }

        object destination = port.End is null ? new { number = port.Number } : new { range = new { start = port.Number, end = port.End } };
        return new() { [port.Protocol!.ToLowerInvariant()] = port.Number is null ? new { } : new { destinationPort = destination } };
    }
}
