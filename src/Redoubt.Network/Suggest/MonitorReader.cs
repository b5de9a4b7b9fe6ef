namespace Redoubt.Network.Suggest;

/// <summary>What reads the metrics that a monitor tells of.</summary>
/// <param name="Label">As reasons name it: <c>Prometheus/monitoring/k8s</c>.</param>
/// <param name="Pods">Its pods.</param>
/// <param name="IsSure">Whether it surely selects the monitor: not where a namespace's labels are not known.</param>
internal sealed record MonitorReader(string Label, IReadOnlyList<NeedPeer> Pods, bool IsSure = true);
