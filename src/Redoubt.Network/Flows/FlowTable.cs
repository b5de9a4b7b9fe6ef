using System.Globalization;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Flows;

/// <summary>A flow log of a cloud's network as a table, with commas or spaces: addresses and ports of packets in both directions.</summary>
internal sealed class FlowTable
{
    // From this port on the kernel takes ports for whoever asks.
    private const int FirstPassing = 32768;

    private static readonly string[][] Names =
    [
        ["srcaddr", "src_ip", "src_addr", "source_ip"], ["dstaddr", "dest_ip", "dst_ip", "dst_addr", "destination_ip"], ["srcport", "src_port", "source_port"],
        ["dstport", "dest_port", "dst_port", "destination_port"], ["protocol", "proto"], ["action"],
    ];

    private readonly int[] _columns;
    private readonly char _separator;

    private FlowTable(int[] columns, char separator) => (_columns, _separator) = (columns, separator);

    /// <summary>The table of a head; null if its columns are not those of flows.</summary>
    public static FlowTable? Of(string head)
    {
        var separator = head.Contains(',', StringComparison.Ordinal) ? ',' : ' ';
        var cells = Cells(head, separator).Select(cell => cell.Replace('-', '_').ToLowerInvariant()).ToList();
        int[] columns = [.. Names.Select(names => cells.FindIndex(cell => names.Contains(cell) || names.Any(name => cell.EndsWith($".{name}", StringComparison.Ordinal))))];
        return columns.Take(5).All(column => column >= 0) ? new FlowTable(columns, separator) : null;
    }

    /// <summary>What a line says: why it is no connection, an empty text for one, null for a line that has another form.</summary>
    public string? Read(string line, out Flow flow)
    {
        flow = default;
        var cells = Cells(line, _separator);
        string Cell(int name) => _columns[name] >= 0 && _columns[name] < cells.Length ? cells[_columns[name]] : "";
        if (Cell(5) is not ("" or "ACCEPT" or "accept" or "ALLOW" or "allow" or "A"))
        {
            return "did not pass";
        }

        var protocol = Cell(4) switch { "6" or "TCP" or "tcp" => Protocol.Tcp, "17" or "UDP" or "udp" => Protocol.Udp, "132" or "SCTP" or "sctp" => Protocol.Sctp, _ => (Protocol?)null };
        if (protocol is null)
        {
            return Cell(4).Length == 0 ? null : "have no port";
        }

        if (!int.TryParse(Cell(2), NumberStyles.None, CultureInfo.InvariantCulture, out var from) || !int.TryParse(Cell(3), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || from is < 0 or > PortRange.Highest || port is < 1 or > PortRange.Highest)
        {
            return null;
        }

        flow = new Flow(new FlowEnd("", "", "", Cell(0), ""), new FlowEnd("", "", "", Cell(1), ""), protocol.Value, port);
        return port >= FirstPassing && from < FirstPassing ? "are answers" : "";
    }

    private static string[] Cells(string line, char separator) => line.Split(separator, StringSplitOptions.TrimEntries).Select(cell => cell.Trim('"')).ToArray();
}
