namespace Redoubt.Network;

/// <summary>Whether a block of a NetworkPolicy names pods whose addresses it holds: the specification leaves that to the plug-in.</summary>
public enum BlockReading
{
    /// <summary>It may or may not: where only that decides, the answer is not known.</summary>
    Unknown,

    /// <summary>It names them, as most plug-ins do.</summary>
    NamesPods,

    /// <summary>It is about addresses outside only, as in Cilium.</summary>
    Outside,
}
