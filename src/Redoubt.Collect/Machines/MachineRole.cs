namespace Redoubt.Collect.Machines;

/// <summary>What a machine is for, by what was found on it: machines of one role are compared with one another.</summary>
internal static class MachineRole
{
    private static readonly string[] ControlPlane = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"];

    /// <summary>Fills <c>role</c> of the host: <c>control-plane</c>, <c>etcd</c>, <c>worker</c>, <c>engine</c> (one of containers and no cluster), or <c>machine</c>.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="drafts">All that was collected of it.</param>
    public static void Collect(Machine machine, IReadOnlyList<EvidenceDraft> drafts)
    {
        var host = drafts.First(draft => draft.Kind == "Host");
        var components = drafts.Where(draft => draft.Kind == "Component").Select(draft => (string?)draft.Facts["name"]).ToHashSet();
        var role = ControlPlane.Any(components.Contains) ? "control-plane"
            : components.Contains("kubelet") ? "worker"
            : components.Contains("etcd") ? "etcd"
            : null;
        // What was not found may run where processes are not seen.
        var hidden = machine.Processes.IsDisk ? null : machine.Processes.Unknown;
        if (role is null && hidden is not null)
        {
            host.Unknown("role", $"which components run here is not known: {hidden}");
        }
        else
        {
            host.Facts["role"] = role ?? (drafts.Any(draft => draft.Kind == "ContainerEngine") ? "engine" : "machine");
        }
    }
}
