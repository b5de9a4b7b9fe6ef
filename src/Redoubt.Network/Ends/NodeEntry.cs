using Redoubt.Network.Addresses;
using Redoubt.Network.Labels;

namespace Redoubt.Network.Ends;

/// <summary>A node: one class for it as a whole, and one for each address where it has several.</summary>
/// <param name="End">The node itself.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="ByAddress">The classes of its addresses.</param>
internal sealed record NodeEntry(NetworkEnd End, LabelMap Labels, IReadOnlyList<(IpAddress Address, int ClassNumber)> ByAddress);
