namespace Redoubt.Network;

/// <summary>How what the specification leaves open is read.</summary>
public sealed record NetworkOptions
{
    /// <summary>The options unless others are given.</summary>
    public static NetworkOptions Default { get; } = new();

    /// <summary>Whether a block of a NetworkPolicy names pods; unless it is said here, by the plug-in that the evidence shows.</summary>
    public BlockReading? Blocks { get; init; }
}
