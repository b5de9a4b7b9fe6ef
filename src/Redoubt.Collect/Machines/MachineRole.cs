using Redoubt.Collect.Machines.Units;

namespace Redoubt.Collect.Machines;

/// <summary>What a machine is for, by what was found on it: machines of one role are compared with one another.</summary>
internal static class MachineRole
{
    private static readonly string[] ControlPlane = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"];

    // Where what runs them is written.
    private static readonly string[] Places = ["/etc/kubernetes/manifests", .. UnitDirectories.System];

    /// <summary>Fills <c>role</c> of the host: <c>control-plane</c>, <c>etcd</c>, <c>worker</c>, <c>engine</c> (one of containers and no cluster), or <c>machine</c>.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="drafts">All that was collected of it.</param>
    public static void Collect(Machine machine, IReadOnlyList<EvidenceDraft> drafts)
    {
        var host = drafts.First(draft => draft.Kind == "Host");
        var components = drafts.Where(draft => draft.Kind == "Component").Select(draft => (string?)draft.Facts["name"]).ToHashSet();
        if (ControlPlane.Any(components.Contains))
        {
            host.Facts["role"] = "control-plane";
        }
        else if (Hidden(machine) is { } hidden)
        {
            host.Unknown("role", $"which components run here is not known: {hidden}");
        }
        else
        {
            host.Facts["role"] = components.Contains("kubelet") ? "worker"
                : components.Contains("etcd") ? "etcd"
                : drafts.Any(draft => draft.Kind == "ContainerEngine") ? "engine"
                : "machine";
        }
    }

    // What was not found may be where this process cannot look.
    private static string? Hidden(Machine machine) => (machine.Processes.IsDisk ? null : machine.Processes.Unknown)
        ?? Places.Select(place => machine.Root.Names(place).Reason is { } reason ? $"{place}: {reason}" : null).FirstOrDefault(reason => reason is not null);
}
