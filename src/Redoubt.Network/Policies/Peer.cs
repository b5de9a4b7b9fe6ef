using Redoubt.Network.Addresses;
using Redoubt.Network.Labels;

namespace Redoubt.Network.Policies;

/// <summary>Whom a rule is about.</summary>
internal abstract record Peer;

/// <summary>Everybody: pods, nodes and addresses.</summary>
internal sealed record EveryPeer : Peer;

/// <summary>Pods, by their namespace and labels.</summary>
/// <param name="Namespace">The only namespace; null where a selector says which.</param>
/// <param name="Namespaces">Selects namespaces; everything where there is only one.</param>
/// <param name="Pods">Selects pods.</param>
/// <param name="IsPartial">Whether more is asked of them that is not read here: then none is surely one of them.</param>
internal sealed record PodPeer(string? Namespace, Selector Namespaces, Selector Pods, bool IsPartial = false) : Peer;

/// <summary>Nodes, by their labels: what has one of their addresses.</summary>
/// <param name="Nodes">Selects nodes.</param>
internal sealed record NodePeer(Selector Nodes) : Peer;

/// <summary>Addresses.</summary>
/// <param name="Blocks">The blocks.</param>
/// <param name="Reading">Whether a block names the pods whose addresses it holds; null where that is left to the plug-in.</param>
internal sealed record BlockPeer(IReadOnlyList<AddressBlock> Blocks, BlockReading? Reading) : Peer
{
    /// <summary>Whether it hangs on something that is not known that these are meant.</summary>
    public bool IsPartial { get; init; }
}

/// <summary>Names of hosts outside: whether an address belongs to one cannot be known.</summary>
internal sealed record DomainPeer : Peer;

/// <summary>A form that is not understood: it may be about anybody.</summary>
internal sealed record UnknownPeer : Peer;
