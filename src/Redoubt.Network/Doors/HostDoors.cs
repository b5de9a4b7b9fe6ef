using Redoubt.Evidence;
using Redoubt.Evidence.Views;
using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Doors;

/// <summary>Pods that are reached at their node's addresses: by a port of the host, or because they use its network.</summary>
internal sealed class HostDoors(Platform platform, IReadOnlyList<NetworkEnd> pods)
{
    public IEnumerable<Door> Find()
    {
        foreach (var pod in pods)
        {
            if (pod.IsOnHostNetwork)
            {
                // Whatever it listens on: that it declares a port opens none, and that it does not closes none.
                yield return new Door(DoorKind.HostNetwork, pod.Document!, [new DoorTarget(pod, PortSet.All, pod.Document!.Mention)], [], []);
            }
            else if (Targets(pod) is { Count: > 0 } targets)
            {
                yield return new Door(DoorKind.HostPort, pod.Document!, targets, [], []);
            }
        }
    }

    private List<DoorTarget> Targets(NetworkEnd pod)
    {
        var targets = new List<DoorTarget>();
        if (!platform.TryGetWorkload(pod.Document!, out var workload))
        {
            return targets;
        }

        foreach (var container in workload.Containers)
        {
            foreach (var port in container.Role is ContainerRole.Container or ContainerRole.Sidecar ? container.Node["ports"].Items : default)
            {
                if (port["hostPort"].Int > 0 && port["containerPort"].Int is >= 1 and <= PortRange.Highest and var number
                    && Protocols.TryParse(port["protocol"].HasValue ? port["protocol"].Text : "TCP", out var protocol))
                {
                    targets.Add(new DoorTarget(pod, PortSet.Of(new PortRange(protocol, (int)number, (int)number)), port["hostPort"]));
                }
            }
        }

        return targets;
    }
}
