using Redoubt.Collect.Machines.Firewalls;
using Redoubt.Collect.Machines.Packages;
using Redoubt.Collect.Machines.Root;

namespace Redoubt.Collect.Machines;

/// <summary>What every collector of a machine needs: its root, the names of its owners, its processes, the limits.</summary>
internal sealed class Machine : IDisposable
{
    private readonly Lazy<Seen<Firewall>> _firewall;
    private readonly Lazy<PackageDatabases> _packages;
    private readonly Lazy<Dictionary<string, string>> _versions;

    private Machine(MachineRoot root, NodeLimits limits)
    {
        Root = root;
        Limits = limits;
        Accounts = Accounts.Of(root);
        Processes = Processes.Of(root, limits);
        _firewall = new Lazy<Seen<Firewall>>(() => Firewalls.Firewall.Of(root, limits));
        _packages = new Lazy<PackageDatabases>(() => PackageDatabases.Of(root, limits));
        _versions = new Lazy<Dictionary<string, string>>(() => _packages.Value.All.DistinctBy(package => package.Name).ToDictionary(package => package.Name, package => package.Version, StringComparer.Ordinal));
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

    /// <summary>Its packages, read when one is first asked for.</summary>
    public PackageDatabases Packages => _packages.Value;

    /// <summary>The version of a package by name; of one that is there several times, one. Null where it is not known to be there.</summary>
    public string? PackageVersion(string name) => _versions.Value.GetValueOrDefault(name);

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
