using Redoubt.Cel;
using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.Defaults;

/// <summary>
/// Drops what Go's types do not tell from absent, so that it is not written back: empty lists and maps, and false and zero in fields that are
/// no pointers (<c>k8s.io/api</c>, fields with <c>omitempty</c>).
/// </summary>
internal static class ZeroValues
{
    private static readonly HashSet<string> Scalars = new(StringComparer.Ordinal)
    {
        "V1PodSpec.hostIPC", "V1PodSpec.hostNetwork", "V1PodSpec.hostPID", "V1VolumeMount.readOnly", "V1Container.stdin",
        "V1Container.stdinOnce", "V1Container.tty", "V1EphemeralContainer.stdin", "V1EphemeralContainer.stdinOnce", "V1EphemeralContainer.tty",
        "V1PersistentVolumeClaimVolumeSource.readOnly", "V1ServiceSpec.publishNotReadyAddresses", "V1ContainerPort.hostPort", "V1ServicePort.nodePort",
        "V1ServiceSpec.healthCheckNodePort", "V1DeploymentSpec.minReadySeconds", "V1DeploymentSpec.paused", "V1DaemonSetSpec.minReadySeconds",
        "V1StatefulSetSpec.minReadySeconds", "V1ReplicaSetSpec.minReadySeconds", "V1ReplicationControllerSpec.minReadySeconds", "V1Probe.initialDelaySeconds",
        "V1CSIVolumeSource.readOnly", "V1NFSVolumeSource.readOnly", "V1NodeSpec.unschedulable", "V1PriorityClass.globalDefault",
    };

    /// <summary>Drops them from an object of a type.</summary>
    public static void Drop(Draft draft, TypeInfo type)
    {
        if (draft.Kind != CelKind.Map)
        {
            return;
        }

        foreach (var name in draft.Names)
        {
            if (!type.TryField(name, out var field) || draft.Field(name) is not { } value)
            {
                continue;
            }

            Below(value, field.Type);
            if (value.IsEmpty && (field.Type.Kind is FieldKind.List or FieldKind.Map || Scalars.Contains($"{type.Name}.{name}")))
            {
                draft.Set(name, null);
            }
        }
    }

    private static void Below(Draft value, FieldType type)
    {
        if (type is { Kind: FieldKind.Object, Object: { } inner })
        {
            Drop(value, inner);
        }
        else if (type is { Kind: FieldKind.List, Element: { Kind: FieldKind.Object, Object: { } element } })
        {
            foreach (var item in value.Items)
            {
                Drop(item, element);
            }
        }
    }
}
