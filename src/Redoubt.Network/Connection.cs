using Redoubt.Network.Ports;

namespace Redoubt.Network;

/// <summary>What one class of ends may send another; what is in neither set is denied.</summary>
/// <param name="Allowed">The ports on which packets pass.</param>
/// <param name="Unknown">The ports on which that is not known.</param>
public readonly record struct Connection(PortSet Allowed, PortSet Unknown);
