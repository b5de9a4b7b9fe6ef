namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>The first packet of a connection as it comes to the machine; only where it comes from is left open.</summary>
/// <param name="Protocol">6 for TCP, 17 for UDP.</param>
/// <param name="Port">The port that it is sent to.</param>
/// <param name="Destination">The address that it is sent to, 4 or 16 bytes; empty where that is not known.</param>
/// <param name="IsIPv6">Whether its addresses have 16 bytes.</param>
/// <param name="Interface">Where it comes in.</param>
internal sealed record Arrival(int Protocol, int Port, byte[] Destination, bool IsIPv6, NetworkInterfaceName Interface)
{
    /// <summary>The length of an address in bytes.</summary>
    public int AddressBytes => IsIPv6 ? 16 : 4;

    /// <summary>The state of its connection as one bit (uapi/linux/netfilter/nf_conntrack_common.h).</summary>
    public int State { get; init; } = NewConnection;

    /// <summary>A connection that begins: <c>NF_CT_STATE_BIT(IP_CT_NEW)</c>.</summary>
    public const int NewConnection = 1 << 3;

    /// <summary>What no connection was found for yet: <c>NF_CT_STATE_INVALID_BIT</c>.</summary>
    public const int NoConnection = 1;
}

/// <summary>An interface of the network, by name and number.</summary>
/// <param name="Name">The name, such as <c>eth0</c>.</param>
/// <param name="Index">The kernel's number; 0 where it is not known.</param>
internal sealed record NetworkInterfaceName(string Name, int Index);
