using Redoubt.Network.Ports;

namespace Redoubt.Network.Maps;

/// <summary>What one end may send another, folded.</summary>
/// <param name="From">Who sends: a workload (<c>shop/db[StatefulSet]</c>), a namespace, or addresses (<c>a-b</c>).</param>
/// <param name="To">Who gets it.</param>
/// <param name="Allowed">The ports on which packets pass.</param>
/// <param name="Unknown">The ports on which that is not known, for one pod at least.</param>
public sealed record ConnectionRow(string From, string To, PortSet Allowed, PortSet Unknown);
