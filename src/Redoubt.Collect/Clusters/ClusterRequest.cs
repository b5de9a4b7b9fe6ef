namespace Redoubt.Collect.Clusters;

/// <summary>Which cluster is collected.</summary>
/// <param name="Collected">When: written into the documents.</param>
public sealed record ClusterRequest(DateTimeOffset Collected)
{
    /// <summary>The kubeconfig; null for those of <c>KUBECONFIG</c>, else <c>~/.kube/config</c>, else the service account of a pod.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The context; null for the current one.</summary>
    public string? Context { get; init; }

    /// <summary>The namespaces of which objects are asked for; empty for all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Whether a person can be asked: a plug-in for credentials may need one.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>How much is taken, and how long.</summary>
    public ClusterLimits Limits { get; init; } = ClusterLimits.Default;

    /// <summary>Told what somebody should know who waits, a line each.</summary>
    public Action<string>? Tell { get; init; }

    /// <summary>The clock by which it is waited.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
