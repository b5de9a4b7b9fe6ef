namespace Redoubt.Collect.Machines;

/// <summary>How much of a machine is read, all in one place. What lies beyond a limit is unknown with that reason.</summary>
public sealed record NodeLimits
{
    /// <summary>The limits unless others are given.</summary>
    public static NodeLimits Default { get; } = new();

    /// <summary>The largest configuration file, in bytes.</summary>
    public int FileBytes { get; init; } = 16 << 20;

    /// <summary>The largest database of packages, in bytes.</summary>
    public int DatabaseBytes { get; init; } = 256 << 20;

    /// <summary>The most names of one directory.</summary>
    public int Names { get; init; } = 50_000;

    /// <summary>The most processes.</summary>
    public int Processes { get; init; } = 100_000;

    /// <summary>The most containers of an engine, and the most images.</summary>
    public int Containers { get; init; } = 10_000;

    /// <summary>The most links on the way to one file, as Linux counts them (path_resolution(7)).</summary>
    public int Links { get; init; } = 40;

    /// <summary>How deep files include files.</summary>
    public int Includes { get; init; } = 16;

    /// <summary>The most files that one configuration includes.</summary>
    public int IncludedFiles { get; init; } = 1_000;

    /// <summary>The most bytes of a list that the kernel sends over netlink.</summary>
    public int NetlinkBytes { get; init; } = 64 << 20;

    /// <summary>The most steps over the rules of the packet filter, for all ports of a machine together.</summary>
    public long FirewallSteps { get; init; } = 20_000_000;

    /// <summary>The most blocks of addresses that one port is open to, and the most addresses of the machine that a packet may be sent to.</summary>
    public int Blocks { get; init; } = 64;

    /// <summary>How long a read may take that is not of a plain file on a disk: of the kernel's own files, of a socket.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(5);
}
