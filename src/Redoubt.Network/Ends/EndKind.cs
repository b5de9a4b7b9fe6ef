namespace Redoubt.Network.Ends;

/// <summary>What can send or get a packet.</summary>
public enum EndKind
{
    /// <summary>A pod, or the pods that an object makes.</summary>
    Pod,

    /// <summary>Some pod of the cluster of which nothing is known: an ingress controller that is not in the evidence.</summary>
    SomePod,

    /// <summary>A node.</summary>
    Node,

    /// <summary>An address, or addresses that no policy tells apart.</summary>
    Address,
}
