namespace Redoubt.Collect.Clusters.Lists;

/// <summary>What a page of a list says besides its items.</summary>
internal sealed record Page
{
    /// <summary>Where the list goes on; empty at its end.</summary>
    public string Continue { get; init; } = "";

    /// <summary>The version at which the list is; empty if the server does not say.</summary>
    public string Version { get; init; } = "";

    /// <summary>How many items it has.</summary>
    public int Items { get; init; }

    /// <summary>A digest of its first item; empty if it has none.</summary>
    public string First { get; init; } = "";
}
