using Redoubt.Evidence;
using Redoubt.Network.Ends;

namespace Redoubt.Network.Doors;

/// <summary>Finds every way in from outside.</summary>
internal static class DoorFinder
{
    public static IReadOnlyList<Door> Find(Platform platform, EndIndex ends, ServiceBackends backends)
    {
        var namespaces = new CustomNamespaces(platform);
        var references = new BackendReferences(platform, backends);
        var controllers = new Controllers(platform, backends, ends.SomePod);
        return
        [
            .. new ServiceDoors(platform, backends).Find(),
            .. new IngressDoors(platform, references, controllers).Find(),
            .. new GatewayDoors(platform, references, controllers, new GatewayAttachment(platform, ends, namespaces), new ReferenceGrants(platform, namespaces), namespaces).Find(),
            .. new RouteDoors(platform, references, controllers, namespaces).Find(),
            .. new HostDoors(platform, backends.Pods).Find(),
        ];
    }
}
