using Redoubt.Evidence;
using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Doors;

/// <summary>Where a door leads.</summary>
/// <param name="End">The pod, or the address where no pod of the evidence has it.</param>
/// <param name="Ports">The ports of it: the pod's own, not the service's.</param>
/// <param name="At">What in the door's object leads there: a port, a path, a reference to a backend.</param>
public sealed record DoorTarget(NetworkEnd End, PortSet Ports, Node At);
