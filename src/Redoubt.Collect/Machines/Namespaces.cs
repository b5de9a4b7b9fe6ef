using Redoubt.Collect.Machines.Root;

namespace Redoubt.Collect.Machines;

/// <summary>
/// Whether this process is in the network of process 1 of the machine. The kernel answers for the asker's own network, whatever root is mounted
/// where: settings below <c>net/</c>, the firewall, abstract sockets.
/// </summary>
internal static class Namespaces
{
    // The entries of /proc/PID/net are made anew for each network, each with a number that no other has (fs/proc/generic.c, proc_alloc_inum), and anybody
    // may ask for it. The link /proc/1/ns/net says the same, and only to those who may trace process 1.
    private const string Mark = "net/dev";

    /// <summary>Why what depends on the network is not known; null where it is the machine's own, or a copy of what the machine said.</summary>
    /// <param name="root">The machine.</param>
    public static string? WhyForeignNetwork(MachineRoot root)
    {
        if (!root.HasRunningKernel())
        {
            return null;
        }

        var machine = root.Status($"/proc/1/{Mark}");
        if (!machine.Found(out var theirs))
        {
            return $"/proc/1/{Mark}: {machine.WhyNot}, so it is not known whose network this process is in";
        }

        using var own = MachineRoot.Open("/", NodeLimits.Default).Value;
        return own?.Status($"/proc/self/{Mark}").Value?.Inode == theirs.Inode
            ? null
            : "this process is in another network namespace than process 1 of the machine: a pod needs `hostNetwork: true`";
    }
}
