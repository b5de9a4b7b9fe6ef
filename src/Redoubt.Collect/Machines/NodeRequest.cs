namespace Redoubt.Collect.Machines;

/// <summary>Which machine is collected.</summary>
/// <param name="Root">The directory at which its root is; <c>/</c> is this machine.</param>
/// <param name="Collected">When: written into the documents.</param>
public sealed record NodeRequest(string Root, DateTimeOffset Collected)
{
    /// <summary>How much is read.</summary>
    public NodeLimits Limits { get; init; } = NodeLimits.Default;

    /// <summary>The version of Kubernetes where the machine itself cannot tell, as <c>1.33.4</c>; null if it is not known.</summary>
    public string? Kubernetes { get; init; }
}
