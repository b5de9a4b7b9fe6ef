using System.Text;
using System.Text.Json;
using Redoubt.Evidence.Read;
using Redoubt.Network.Ports;
using Redoubt.Network.Suggest;

namespace Redoubt.Network.Flows;

/// <summary>
/// Reads flow logs of any size into what is needed: what is kept grows with the connections, not with the log. Several files are one log; a line that cannot be read is
/// told, and the rest is read. Not safe to use from several threads.
/// </summary>
/// <param name="reachability">The platform that the log is of.</param>
public sealed class FlowReader(Reachability reachability)
{
    private const int MostProblems = 20;

    private readonly FlowEnds _ends = new(reachability);
    private readonly Dictionary<Flow, long> _flows = [];
    private readonly Dictionary<string, long> _passedOver = new(StringComparer.Ordinal);
    private readonly List<FilePlace> _problems = [];

    /// <summary>How many lines were connections that passed.</summary>
    public long Count { get; private set; }

    /// <summary>Lines that cannot be read, the first of them.</summary>
    public IReadOnlyList<FilePlace> Problems => _problems;

    /// <summary>How many more cannot be read.</summary>
    public long ProblemsLeftOut { get; private set; }

    /// <summary>Reads a log.</summary>
    /// <param name="file">Its name, for what is said of it.</param>
    /// <param name="stream">Its text, unpacked: JSON lines of Hubble or Calico, or a table of a cloud with a head.</param>
    public void Read(string file, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var lines = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        FlowTable? table = null;
        var isTable = false;
        for (var number = 1; BoundedLine(lines, out var line); number++)
        {
            var text = line?.Trim();
            if (text is null)
            {
                Problem(file, number, $"the line is longer than {NetworkLimits.FlowLine} characters");
            }
            else if (text.Length > 0 && (text[0] == '{' || isTable || number > 1))
            {
                Line(file, number, text, table);
            }
            else if (text.Length > 0)
            {
                (isTable, table) = (true, FlowTable.Of(text));
                if (table is null)
                {
                    Problem(file, number, "neither JSON of Hubble or Calico, nor a head that names srcaddr, dstaddr, srcport, dstport and protocol");
                    return;
                }
            }
        }
    }

    /// <summary>What the logs show that is needed.</summary>
    public NeedList Needs()
    {
        var needs = new NeedList();
        foreach (var (flow, count) in _flows.OrderBy(pair => $"{pair.Key}", StringComparer.Ordinal))
        {
            var ports = PortSet.Of(new PortRange(flow.Protocol, flow.Port, flow.Port));
            foreach (var from in _ends.PeersOf(flow.From, needs))
            {
                foreach (var to in _ends.PeersOf(flow.To, needs))
                {
                    needs.Add(new Need(from, to, ports, $"seen in the flow log{(count > 1 ? $", {count} times" : "")}"));
                }
            }
        }

        foreach (var (why, count) in _passedOver.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            needs.Say($"{count} lines of the flow log {why}, and ask for nothing");
        }

        return needs;
    }

    private void Line(string file, int number, string text, FlowTable? table)
    {
        Flow flow;
        string? why;
        try
        {
            why = table is not null ? table.Read(text, out flow) : Json(text, out flow);
        }
        catch (JsonException broken)
        {
            Problem(file, number, "not JSON: the line is cut, or no flow", (int)(broken.BytePositionInLine ?? 0) + 1);
            return;
        }

        if (why is null || (why.Length == 0 && flow.Port is < 1 or > PortRange.Highest))
        {
            Problem(file, number, "no flow: it has neither the form of Hubble, of Calico nor of a cloud's log");
        }
        else if (why.Length > 0)
        {
            _passedOver[why] = _passedOver.GetValueOrDefault(why) + 1;
        }
        else
        {
            Count++;
            flow = flow with { From = _ends.Folded(flow.From), To = _ends.Folded(flow.To) };
            if (_flows.ContainsKey(flow) || _flows.Count < NetworkLimits.Needs)
            {
                _flows[flow] = _flows.GetValueOrDefault(flow) + 1;
            }
            else
            {
                Problem(file, number, $"more than {NetworkLimits.Needs} different connections: the rest is left out");
            }
        }
    }

    private static string? Json(string text, out Flow flow)
    {
        using var document = JsonDocument.Parse(text);
        return FlowLine.Read(document.RootElement, out flow);
    }

    private void Problem(string file, int line, string reason, int column = 1)
    {
        if (_problems.Count < MostProblems)
        {
            _problems.Add(new FilePlace(file, line, column, reason));
        }
        else
        {
            ProblemsLeftOut++;
        }
    }

    // A line; null for one that is too long, whose rest is passed over.
    private static bool BoundedLine(StreamReader lines, out string? line)
    {
        var text = new StringBuilder();
        int letter;
        while ((letter = lines.Read()) is not (-1 or '\n'))
        {
            if (text.Length <= NetworkLimits.FlowLine)
            {
                text.Append((char)letter);
            }
        }

        line = text.Length > NetworkLimits.FlowLine ? null : text.ToString();
        return letter != -1 || text.Length > 0;
    }
}
