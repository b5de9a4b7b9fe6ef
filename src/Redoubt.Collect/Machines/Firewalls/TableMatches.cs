using System.Runtime.InteropServices;

namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>The matches of x_tables that <c>iptables-nft</c> writes and that hold or not for a first packet: ports and the state of a connection.</summary>
internal static class TableMatches
{
    private const ushort StateFlag = 1;
    private const ushort LocalAddress = 1 << 2; // XT_ADDRTYPE_LOCAL, xt_addrtype.h

    /// <summary>Whether a match holds for a packet; null where that is not known.</summary>
    public static bool? Holds(TableMatch match, Arrival packet) => match switch
    {
        { Name: "conntrack", Revision: 3, Info.Length: >= 156 } => OfState(match.Info, packet),
        { Name: "tcp", Info.Length: >= 12 } => OfTcp(match.Info, packet),
        { Name: "udp", Info.Length: >= 9 } => InPorts(match.Info, 0, 0, 0xFFFF) ? (match.Info[8] & 1) != 0 ? null : OfPorts(match.Info, 4, (match.Info[8] & 2) != 0, packet) : null,
        { Name: "multiport", Revision: 1, Info.Length: >= 48 } => OfManyPorts(match.Info, packet),
        { Name: "addrtype", Revision: 1, Info.Length: >= 8 } => Word(match.Info, 0) == 0 && Word(match.Info, 2) == LocalAddress && MemoryMarshal.Read<int>(match.Info.AsSpan(4)) == 0 ? true : null,
        _ => null,
    };

    /// <summary>struct xt_conntrack_mtinfo3: eight addresses, two times, five numbers, then which of them count, which are turned round, and the states, as bits like those of nftables.</summary>
    private static bool? OfState(byte[] info, Arrival packet)
    {
        const int flags = 146;
        return Word(info, flags) == StateFlag ? ((Word(info, flags + 4) & packet.State) != 0) != ((Word(info, flags + 2) & StateFlag) != 0) : null;
    }

    /// <summary>struct xt_tcp: source ports, destination ports, an option, the flags that count, those that must be set, what is turned round.</summary>
    private static bool? OfTcp(byte[] info, Arrival packet)
    {
        const byte synchronise = 0x02;
        var inverted = info[11];
        if (!InPorts(info, 0, 0, 0xFFFF) || (inverted & 1) != 0 || info[8] != 0)
        {
            return null;
        }

        var hasFlags = (synchronise & info[9]) == info[10] != ((inverted & 4) != 0);
        return hasFlags && OfPorts(info, 4, (inverted & 2) != 0, packet);
    }

    /// <summary>struct xt_multiport_v1: which end, how many, ports, which of them begin a range, what is turned round.</summary>
    private static bool? OfManyPorts(byte[] info, Arrival packet)
    {
        const int ports = 2;
        const int ranges = 32;
        const int inverted = 47;
        if (info[0] != 1)
        {
            return null; // source ports, or either end
        }

        var holds = false;
        for (var i = 0; i < Math.Min((int)info[1], 15); i++)
        {
            var from = Word(info, ports + 2 * i);
            var to = info[ranges + i] != 0 && i < 14 ? Word(info, ports + 2 * ++i) : from;
            holds |= packet.Port >= from && packet.Port <= to;
        }

        return holds != (info[inverted] != 0);
    }

    private static bool OfPorts(byte[] info, int at, bool isInverted, Arrival packet) => (packet.Port >= Word(info, at) && packet.Port <= Word(info, at + 2)) != isInverted;

    private static bool InPorts(byte[] info, int at, int from, int to) => Word(info, at) == from && Word(info, at + 2) == to;

    private static ushort Word(byte[] info, int at) => MemoryMarshal.Read<ushort>(info.AsSpan(at));
}
