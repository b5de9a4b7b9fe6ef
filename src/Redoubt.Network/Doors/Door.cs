using Redoubt.Evidence;
using Redoubt.Network.Ends;

namespace Redoubt.Network.Doors;

/// <summary>
/// A way in from outside. That it leads to a port does not say that policies let packets in: ask that of <see cref="Reachability.Answer(Packet)"/>,
/// from one of the senders.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Document">The object that opens it.</param>
/// <param name="Targets">Where it leads.</param>
/// <param name="Controller">The pods through which it leads; empty where it leads straight to its targets.</param>
/// <param name="Missing">What would have to be known to say where it leads; empty where that is certain.</param>
public sealed record Door(
    DoorKind Kind, Document Document, IReadOnlyList<DoorTarget> Targets, IReadOnlyList<NetworkEnd> Controller, IReadOnlyList<MissingEvidence> Missing)
{
    /// <summary>As answers name it: <c>Service/shop/web</c>, <c>HTTPRoute/shop/web</c>.</summary>
    public string Label => Document.Namespace.Length == 0 ? $"{Document.Kind}/{Document.Name}" : $"{Document.Kind}/{Document.Namespace}/{Document.Name}";

    /// <summary>Where it stands in a file of the user's.</summary>
    public SourcePlace Place => Document.PlaceOf(Document.Mention);
}
