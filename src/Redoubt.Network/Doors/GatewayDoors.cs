using Redoubt.Evidence;
using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Doors;

/// <summary>Routes of the Gateway API: each leads through the Gateways that let it attach.</summary>
internal sealed class GatewayDoors(Platform platform, BackendReferences references, Controllers controllers, GatewayAttachment attachment, ReferenceGrants grants, CustomNamespaces namespaces)
{
    private static readonly string[] Kinds = ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"];

    public IEnumerable<Door> Find()
    {
        foreach (var route in Kinds.SelectMany(kind => platform.Of(new GroupKind(GatewayAttachment.Group, kind))))
        {
            var (targets, missing) = (new List<DoorTarget>(), new List<MissingEvidence>());
            var gateways = attachment.GatewaysOf(route, missing);
            if (gateways.Count > 0)
            {
                foreach (var rule in route.Root["spec"]["rules"].Items)
                {
                    AddRule(route, rule, targets, missing);
                }
            }

            yield return new Door(DoorKind.Gateway, route, targets, [.. gateways.SelectMany(controllers.OfGateway).Distinct()], missing);
        }
    }

    // A filter that copies requests leads to its backend as well.
    private void AddRule(Document route, Node rule, List<DoorTarget> targets, List<MissingEvidence> missing)
    {
        AddMirrors(route, rule["filters"], targets, missing);
        foreach (var backend in rule["backendRefs"].Items)
        {
            if (backend["weight"] is not { Kind: NodeKind.Int, Int: 0 })
            {
                Add(route, backend, targets, missing);
                AddMirrors(route, backend["filters"], targets, missing);
            }
        }
    }

    private void AddMirrors(Document route, Node filters, List<DoorTarget> targets, List<MissingEvidence> missing)
    {
        foreach (var filter in filters.Items)
        {
            if (filter["requestMirror"]["backendRef"] is { HasValue: true } mirror)
            {
                Add(route, mirror, targets, missing);
            }
        }
    }

    private void Add(Document route, Node backend, List<DoorTarget> targets, List<MissingEvidence> missing)
    {
        var isService = (!backend["kind"].HasValue || backend["kind"].Is("Service")) && backend["group"].Text.IsEmpty;
        var own = namespaces.Of(route);
        var ns = backend["namespace"].AsString() ?? own;
        if (isService && (ns == own || grants.Allow(route, ns, backend["name"].AsString() ?? "", missing)))
        {
            var protocol = route.Kind == "UDPRoute" ? Protocol.Udp : Protocol.Tcp;
            references.Add(ns, backend["name"].AsString(), backend, item => BackendReferences.HasNumber(item, backend["port"].Int, protocol), targets, missing);
        }
    }
}
