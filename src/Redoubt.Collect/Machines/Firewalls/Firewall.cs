using System.Net.NetworkInformation;
using Redoubt.Collect.Machines.Root;

namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>The packet filter of the running machine.</summary>
/// <param name="Rules">Its rules.</param>
/// <param name="Ports">To whom they leave the ports open.</param>
internal sealed record Firewall(Ruleset Rules, OpenPorts Ports)
{
    private static readonly string[] LegacyTables = ["/proc/1/net/ip_tables_names", "/proc/1/net/ip6_tables_names"];

    /// <summary>Reads it. The kernel answers for the network of this process, so that is asked only where it is the machine's.</summary>
    /// <param name="root">The machine's root.</param>
    /// <param name="limits">How much is read.</param>
    public static Seen<Firewall> Of(MachineRoot root, NodeLimits limits)
    {
        var rules = WhyNot(root) is { } reason ? Seen<Ruleset>.Unknown(reason) : KernelRules.Read(limits);
        try
        {
            return rules.Found(out var found) ? Seen<Firewall>.Of(new Firewall(found, new OpenPorts(found, limits))) : Seen<Firewall>.Unknown(rules.WhyNot);
        }
        catch (Exception fault) when (fault is NetworkInformationException or IOException or UnauthorizedAccessException)
        {
            return Seen<Firewall>.Unknown($"the interfaces of the network cannot be read: {SystemFault.Of(fault)}");
        }
    }

    private static string? WhyNot(MachineRoot root)
    {
        if (!root.HasRunningKernel())
        {
            return "the rules of the packet filter lie in the kernel, and no file has them: collect on the running machine";
        }

        if (Namespaces.WhyForeignNetwork(root) is { } foreign)
        {
            return foreign;
        }

        var legacy = LegacyTables.SelectMany(path => (root.Text(path).Value ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)).Distinct().ToArray();
        return legacy.Length > 0 ? $"the old tables of iptables are in use ({string.Join(", ", legacy)}), which are not read: `iptables-legacy-save` shows them" : null;
    }
}
