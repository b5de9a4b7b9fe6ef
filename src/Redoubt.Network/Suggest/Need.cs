using Redoubt.Network.Ports;

namespace Redoubt.Network.Suggest;

/// <summary>A connection that somebody needs.</summary>
/// <param name="From">Who opens it.</param>
/// <param name="To">Who takes it.</param>
/// <param name="Ports">The ports of whoever takes it.</param>
/// <param name="Reason">What shows that it is needed.</param>
/// <param name="Place">File, line and column of that; empty where there is none.</param>
public sealed record Need(NeedPeer From, NeedPeer To, PortSet Ports, string Reason, string Place = "");
