using Redoubt.Evidence;
using Redoubt.Network.Ends;
using Redoubt.Network.Labels;

namespace Redoubt.Network.Doors;

/// <summary>Which routes attach to which Gateways: a listener must be of their protocol, let their namespace in, and share a host name with them.</summary>
internal sealed class GatewayAttachment(Platform platform, EndIndex ends, CustomNamespaces namespaces)
{
    public const string Group = "gateway.networking.k8s.io";

    private static readonly GroupKind Gateway = new(Group, "Gateway");

    private readonly ILookup<(string Namespace, string Name), Document> _gateways = platform.Of(Gateway).ToLookup(gateway => (namespaces.Of(gateway), gateway.Name));

    /// <summary>The Gateways that let a route attach.</summary>
    /// <param name="route">The route.</param>
    /// <param name="missing">The Gateways that are not in the evidence.</param>
    public IReadOnlyList<Document> GatewaysOf(Document route, List<MissingEvidence> missing)
    {
        var gateways = new List<Document>();
        foreach (var parent in route.Root["spec"]["parentRefs"].Items)
        {
            var isGateway = (!parent["group"].HasValue || parent["group"].Is(Group)) && (!parent["kind"].HasValue || parent["kind"].Is("Gateway"));
            if (!isGateway)
            {
                continue;
            }

            var (ns, name) = (parent["namespace"].AsString() ?? namespaces.Of(route), parent["name"].AsString() ?? "");
            Document[] found = [.. _gateways[(ns, name)]];
            if (found.Length == 0 && !platform.IsComplete(Gateway, ns, out _))
            {
                missing.Add(MissingEvidence.Object("Gateway", ns, name));
            }

            gateways.AddRange(found.Where(gateway => Attaches(route, parent, gateway)));
        }

        return gateways;
    }

    private bool Attaches(Document route, Node parent, Document gateway)
    {
        foreach (var listener in gateway.Root["spec"]["listeners"].Items)
        {
            var isNamed = (!parent["sectionName"].HasValue || parent["sectionName"].Is(listener["name"].Text)) && (!parent["port"].HasValue || parent["port"].Int == listener["port"].Int);
            if (isNamed && IsOfKind(route, listener) && LetsIn(route, listener["allowedRoutes"]["namespaces"], gateway) && SharesHost(route, listener))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfKind(Document route, Node listener)
    {
        var kinds = listener["allowedRoutes"]["kinds"];
        foreach (var kind in kinds.Items)
        {
            if (kind["kind"].Is(route.Kind) && (!kind["group"].HasValue || kind["group"].Is(Group)))
            {
                return true;
            }
        }

        return kinds.Count == 0 && listener["protocol"].Text switch
        {
            "HTTP" or "HTTPS" => route.Kind is "HTTPRoute" or "GRPCRoute",
            "TLS" => route.Kind is "TLSRoute" or "TCPRoute",
            "TCP" => route.Kind == "TCPRoute",
            "UDP" => route.Kind == "UDPRoute",
            _ => true,
        };
    }

    // Without a word, only routes of the Gateway's own namespace.
    private bool LetsIn(Document route, Node allowed, Document gateway) => allowed["from"].Text switch
    {
        "All" => true,
        "None" => false,
        "Selector" => Selector.ProblemOf(allowed["selector"]) is null && allowed["selector"].HasValue
            && Selector.Of(allowed["selector"]).On(ends.ByNamespace.TryGetValue(namespaces.Of(route), out var own) ? own.Labels : LabelMap.Unknown) != Match.No,
        _ => namespaces.Of(route) == namespaces.Of(gateway),
    };

    private static bool SharesHost(Document route, Node listener)
    {
        var hosts = route.Root["spec"]["hostnames"];
        var own = listener["hostname"].AsString();
        if (hosts.Count == 0 || string.IsNullOrEmpty(own))
        {
            return true;
        }

        foreach (var host in hosts.Items)
        {
            if (host.AsString() is { } name && (Covers(own, name) || Covers(name, own)))
            {
                return true;
            }
        }

        return false;
    }

    // `*.example.com` stands for any number of labels before the rest.
    private static bool Covers(string pattern, string name) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? name.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : pattern.Equals(name, StringComparison.OrdinalIgnoreCase);
}
