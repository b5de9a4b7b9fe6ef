using Redoubt.Evidence;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Doors;

/// <summary>Ingresses: each path, and the default, leads to a port of a Service.</summary>
internal sealed class IngressDoors(Platform platform, BackendReferences references, Controllers controllers)
{
    private static readonly GroupKind[] Kinds = [new("networking.k8s.io", "Ingress"), new("extensions", "Ingress")];

    public IEnumerable<Door> Find()
    {
        foreach (var ingress in Kinds.SelectMany(platform.Of))
        {
            var (targets, missing) = (new List<DoorTarget>(), new List<MissingEvidence>());
            var spec = ingress.Root["spec"];
            Add(ingress, spec["defaultBackend"].HasValue ? spec["defaultBackend"] : spec["backend"], targets, missing);
            foreach (var rule in spec["rules"].Items)
            {
                foreach (var path in rule["http"]["paths"].Items)
                {
                    Add(ingress, path["backend"], targets, missing);
                }
            }

            yield return new Door(DoorKind.Ingress, ingress, targets, controllers.OfIngress(ingress), missing);
        }
    }

    // `service` since networking.k8s.io/v1; `serviceName` and `servicePort` before.
    private void Add(Document ingress, Node backend, List<DoorTarget> targets, List<MissingEvidence> missing)
    {
        var service = backend["service"];
        var name = service["name"].AsString() ?? backend["serviceName"].AsString();
        var port = service["port"]["number"] is { HasValue: true } number ? number
            : service["port"]["name"] is { HasValue: true } named ? named
            : backend["servicePort"];
        references.Add(
            ingress.Namespace, name, backend,
            item => port.AsString() is { } text ? item["name"].Is(text) : BackendReferences.HasNumber(item, port.Int, Protocol.Tcp),
            targets, missing);
    }
}
