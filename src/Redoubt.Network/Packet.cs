using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network;

/// <summary>The first packet of a connection; the others of an allowed one pass both ways.</summary>
/// <param name="From">Who sends it.</param>
/// <param name="To">Who gets it.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="Port">The port of the one who gets it.</param>
public readonly record struct Packet(NetworkEnd From, NetworkEnd To, Protocol Protocol, int Port);
