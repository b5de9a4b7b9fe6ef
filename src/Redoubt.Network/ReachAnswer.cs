using Redoubt.Evidence;

namespace Redoubt.Network;

/// <summary>An answer about a packet.</summary>
/// <param name="Packet">The packet.</param>
/// <param name="Verdict">Whether it passes.</param>
/// <param name="Reasons">What decided: of a packet that passes what lets it through at either end, of a denied one what denies it.</param>
/// <param name="Egress">What the sender's policies say; null where they are not asked.</param>
/// <param name="Ingress">What the receiver's policies say; null where they are not asked.</param>
/// <param name="Missing">What would have to be known for the answer to be certain: policies that may not have been given; empty where nothing is missing.</param>
/// <param name="IsEnforced">Whether a plug-in makes a denial true: where that is not known, it holds only if one enforces policies; where none does, the packet passes.</param>
public sealed record ReachAnswer(
    Packet Packet, Verdict Verdict, IReadOnlyList<Reason> Reasons, SideAnswer? Egress, SideAnswer? Ingress, IReadOnlyList<MissingEvidence> Missing,
    Match IsEnforced);
