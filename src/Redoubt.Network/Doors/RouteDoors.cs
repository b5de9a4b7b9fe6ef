using Redoubt.Evidence;
using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Doors;

/// <summary>OpenShift's Routes.</summary>
internal sealed class RouteDoors(Platform platform, BackendReferences references, Controllers controllers, CustomNamespaces namespaces)
{
    private static readonly GroupKind Kind = new("route.openshift.io", "Route");

    public IEnumerable<Door> Find()
    {
        foreach (var route in platform.Of(Kind))
        {
            var (targets, missing) = (new List<DoorTarget>(), new List<MissingEvidence>());
            var spec = route.Root["spec"];
            Add(route, spec["to"], targets, missing);
            foreach (var other in spec["alternateBackends"].Items)
            {
                Add(route, other, targets, missing);
            }

            yield return new Door(DoorKind.Route, route, targets, controllers.OfRoutes(), missing);
        }
    }

    // The port is that of the pods: by its number, or by the name of the service's port; without one, all that the service has.
    private void Add(Document route, Node to, List<DoorTarget> targets, List<MissingEvidence> missing)
    {
        var port = route.Root["spec"]["port"]["targetPort"];
        if ((!to["kind"].HasValue || to["kind"].Is("Service")) && to["weight"] is not { Kind: NodeKind.Int, Int: 0 })
        {
            references.Add(namespaces.Of(route), to["name"].AsString(), to, item => IsMeant(item, port), targets, missing);
        }
    }

    private static bool IsMeant(Node item, Node port)
    {
        if (!port.HasValue)
        {
            return true;
        }

        var own = item["targetPort"].HasValue ? item["targetPort"] : item["port"];
        return port.AsString() is { } name
            ? item["name"].Is(name) || own.Is(name)
            : own.Kind == NodeKind.Int ? own.Int == port.Int : BackendReferences.HasNumber(item, port.Int, Protocol.Tcp);
    }
}
