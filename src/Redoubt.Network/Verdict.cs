namespace Redoubt.Network;

/// <summary>Whether a packet passes.</summary>
public enum Verdict
{
    /// <summary>Policies let it pass.</summary>
    Allowed,

    /// <summary>A policy denies it.</summary>
    Denied,

    /// <summary>What decides is not known.</summary>
    Unknown,
}
