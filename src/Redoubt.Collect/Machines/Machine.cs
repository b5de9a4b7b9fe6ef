using Redoubt.Collect.Machines.Firewalls;
using Redoubt.Collect.Machines.Hosts;
using Redoubt.Collect.Machines.Root;

namespace Redoubt.Collect.Machines;

/// <summary>What every collector of a machine needs: its root, the names of its owners, its processes, the limits.</summary>
internal sealed class Machine : IDisposable
{
    private readonly Lazy<Seen<Firewall>> _firewall;
    private readonly Lazy<IReadOnlyDictionary<string, string>> _packages;

    private Machine(MachineRoot root, NodeLimits limits)
    {
        Root = root;
        Limits = limits;
        Accounts = Accounts.Of(root);
        Processes = Processes.Of(root, limits);
        _firewall = new Lazy<Seen<Firewall>>(() => Firewalls.Firewall.Of(root, limits));
        _packages = new Lazy<IReadOnlyDictionary<string, string>>(() => PackageFacts.DpkgVersions(root, limits));
        Name = FirstLine("/etc/hostname") ?? FirstLine("/proc/sys/kernel/hostname") ?? "machine";
    }

    /// <summary>Its root.</summary>
    public MachineRoot Root { get; }

    /// <summary>How much is read.</summary>
    public NodeLimits Limits { get; }

    /// <summary>Its own names for owners and groups.</summary>
    public Accounts Accounts { get; }

    /// <summary>What runs on it.</summary>
    public Processes Processes { get; }

    /// <summary>Its packet filter, asked of the kernel when it is first needed.</summary>
    public Seen<Firewall> Firewall => _firewall.Value;

    /// <summary>The versions of its packages of dpkg by name, read when one is first asked for.</summary>
    public IReadOnlyDictionary<string, string> Packages => _packages.Value;

    /// <summary>Its name, by <c>/etc/hostname</c>; <c>machine</c> where nothing names it.</summary>
    public string Name { get; }

    /// <summary>Opens a machine.</summary>
    public static Seen<Machine> Open(string directory, NodeLimits limits)
    {
        var root = MachineRoot.Open(directory, limits);
        return root.Found(out var found) ? Seen<Machine>.Of(new Machine(found, limits)) : root.As<Machine>();
    }

    /// <inheritdoc/>
    public void Dispose() => Root.Dispose();

    private string? FirstLine(string path) =>
        Root.Text(path).Value?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && !line.StartsWith('#'));
}
