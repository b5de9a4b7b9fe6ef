using Redoubt.Network.Policies;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Rows;

/// <summary>A rule as a row asks it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Peers">The ends that it is about.</param>
/// <param name="Ports">The ports that it is for, where these ends, or the row's own, have the ports of its names.</param>
internal sealed record RowRule(PolicyRule Rule, PeerSet Peers, PortSet Ports)
{
    public Match On(int end) => Peers.Yes.Contains(end) ? Match.Yes : Peers.Maybe.Contains(end) ? Match.Maybe : Match.No;
}
