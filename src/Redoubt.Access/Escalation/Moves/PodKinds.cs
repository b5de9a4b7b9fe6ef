using Redoubt.Evidence;

namespace Redoubt.Access.Escalation.Moves;

/// <summary>The built-in kinds that run pods, with their resources.</summary>
internal static class PodKinds
{
    public static IReadOnlyList<(GroupKind Kind, string Resource)> All { get; } =
    [
        (new("", "Pod"), "pods"), (new("", "ReplicationController"), "replicationcontrollers"),
        (new("apps", "Deployment"), "deployments"), (new("apps", "ReplicaSet"), "replicasets"), (new("apps", "StatefulSet"), "statefulsets"), (new("apps", "DaemonSet"), "daemonsets"),
        (new("batch", "Job"), "jobs"), (new("batch", "CronJob"), "cronjobs"),
    ];
}
