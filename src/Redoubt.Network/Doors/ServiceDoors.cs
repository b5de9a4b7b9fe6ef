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

            yield return new Door(kind, service, Targets(service), [], []);
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

    private List<DoorTarget> Targets(Document service)
    {
        var targets = new List<DoorTarget>();
        foreach (var port in service.Root["spec"]["ports"].Items)
        {
            targets.AddRange(backends.Of(service, port).Select(backend => new DoorTarget(backend.End, backend.Ports, port)));
        }

        return targets;
    }
}
