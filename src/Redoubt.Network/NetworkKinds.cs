using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Network.Ends;
using Redoubt.Network.Policies;

namespace Redoubt.Network;

/// <summary>Which objects an answer may depend on, beside those that run pods: whoever remembers an answer asks again when one of these changes.</summary>
public static class NetworkKinds
{
    private const string Gateways = "gateway.networking.k8s.io";

    /// <summary>Their kinds: policies, namespaces, nodes, what opens doors, and what shows a plug-in.</summary>
    public static IReadOnlyList<GroupKind> All { get; } =
    [
        .. PolicyReaders.Kinds,
        new("", "Namespace"), new("", "Node"), new("", "Service"), new("", "Endpoints"), new("discovery.k8s.io", "EndpointSlice"),
        new("networking.k8s.io", "Ingress"), new("extensions", "Ingress"), new("networking.k8s.io", "IngressClass"),
        .. new[] { "Gateway", "GatewayClass", "ReferenceGrant", "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute" }.Select(kind => new GroupKind(Gateways, kind)),
        new("route.openshift.io", "Route"), new(EvidenceKinds.Group, EvidenceKinds.Component),
    ];

    /// <summary>The kind of the policies that are for pods of their own namespace alone.</summary>
    public static GroupKind NetworkPolicy => NetworkPolicyReader.Kind;

    /// <summary>Whether objects of a kind run pods or virtual machines.</summary>
    /// <param name="platform">Knows the kinds that run pods.</param>
    /// <param name="kind">The kind.</param>
    public static bool RunsPods(Platform platform, GroupKind kind)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return platform.PodTemplates.Has(kind) || PodReader.IsMachine(kind);
    }
}
