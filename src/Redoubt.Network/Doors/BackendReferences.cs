using Redoubt.Evidence;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Doors;

/// <summary>Where a reference to a Service and one of its ports leads.</summary>
internal sealed class BackendReferences(Platform platform, ServiceBackends backends)
{
    /// <summary>The targets of a port of a service, and what is missing where the service is not in the evidence.</summary>
    /// <param name="ns">The service's namespace.</param>
    /// <param name="name">The service's name.</param>
    /// <param name="at">What refers to it.</param>
    /// <param name="isPort">Which of the service's ports are meant.</param>
    /// <param name="into">The targets.</param>
    /// <param name="missing">What is missing.</param>
    public void Add(string ns, string? name, Node at, Func<Node, bool> isPort, List<DoorTarget> into, List<MissingEvidence> missing)
    {
        if (name is null)
        {
            return;
        }

        var services = backends.Find(ns, name);
        if (services.Count == 0 && !platform.IsComplete(ServiceBackends.Service, ns, out _))
        {
            missing.Add(MissingEvidence.Object("Service", ns, name));
        }

        foreach (var service in services)
        {
            foreach (var port in service.Root["spec"]["ports"].Items)
            {
                if (isPort(port))
                {
                    into.AddRange(backends.Of(service, port).Select(backend => new DoorTarget(backend.End, backend.Ports, at)));
                }
            }
        }
    }

    /// <summary>Whether an item of a service's ports has a number, and a protocol.</summary>
    public static bool HasNumber(Node port, long number, Protocol protocol) =>
        port["port"].Int == number && (port["protocol"].HasValue ? port["protocol"].Text : "TCP").SequenceEqual(Protocols.NameOf(protocol));
}
