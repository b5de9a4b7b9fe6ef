using Redoubt.Evidence;

namespace Redoubt.Network.Doors;

/// <summary>Services that lead in by themselves: load balancers, ports of nodes, addresses from outside.</summary>
internal sealed class ServiceDoors(Platform platform, ServiceBackends backends)
{
    public IEnumerable<Door> Find()
    {
        foreach (var service in platform.Of(ServiceBackends.Service))
        {
            if (KindOf(service) is not { } kind || ServiceBackends.IsHeadless(service))
            {
                continue;
            }

            yield return new Door(kind, service, backends.TargetsOf(service), [], []);
        }
    }

    private static DoorKind? KindOf(Document service)
    {
        var spec = service.Root["spec"];
        return !ServiceBackends.Leads(service) ? null
            : spec["type"].Is("LoadBalancer") ? DoorKind.LoadBalancer
            : spec["type"].Is("NodePort") ? DoorKind.NodePort
            : spec["externalIPs"].Count > 0 ? DoorKind.ExternalAddress
            : null;
    }
}
