using System.Globalization;
using Redoubt.Collect;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;
using Redoubt.Network.Ports;

namespace Redoubt.Run.Network;

/// <summary>What somebody expects of a packet.</summary>
/// <param name="From">Who sends it.</param>
/// <param name="To">Who gets it.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="Port">The port.</param>
/// <param name="Verdict"><c>allowed</c>, <c>denied</c> or <c>unknown</c>.</param>
/// <param name="Because">What is to decide, in any order; empty where that is not asked.</param>
/// <param name="Line">The line of the file.</param>
public sealed record NetworkExpectation(string From, string To, Protocol Protocol, int Port, string Verdict, IReadOnlyList<string> Because, int Line)
{
    private static readonly string[] Verdicts = ["allowed", "denied", "unknown"];
    private static readonly string[] Head = ["from", "to", "protocol", "port", "verdict", "because"];

    /// <summary>Reads a file of expectations: a list in YAML, or a table whose head is <c>from,to,protocol,port,verdict,because</c>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="problems">Takes what is wrong, with its place.</param>
    public static IReadOnlyList<NetworkExpectation> Read(string file, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (TextFile.Read(file, problems) is not { } text)
        {
            return [];
        }

        NetworkExpectation?[] read = text.TrimStart().StartsWith("from,", StringComparison.Ordinal) ? [.. OfTable(file, text, problems)] : [.. OfList(file, text, problems)];
        if (read.Length == 0 && problems.Count == 0)
        {
            problems.Add($"{file}: no expectation in it");
        }

        return [.. read.OfType<NetworkExpectation>()];
    }

    private static IEnumerable<NetworkExpectation?> OfTable(string file, string text, ICollection<string> problems)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var cells = line.TrimEnd('\r').Split(',');
            if (number > 1 && line.Trim().Length > 0)
            {
                yield return cells.Length is 5 or 6 ? Of(file, number, [.. cells, ""], problems) : Refused(problems, $"{file}:{number}: {cells.Length} fields, not {Head.Length}: {string.Join(',', Head)}");
            }
        }
    }

    private static IEnumerable<NetworkExpectation?> OfList(string file, string text, ICollection<string> problems)
    {
        var wrong = new List<FilePlace>();
        foreach (var root in ValueReader.ReadStrict(file, text, wrong))
        {
            if (root.Kind != NodeKind.List)
            {
                wrong.Add(new FilePlace(file, root.Line, root.Column, "a list of expectations is wanted: `- {from, to, protocol, port, verdict}`"));
            }

            foreach (var item in root.Items)
            {
                var reader = new FieldReader(file, item, wrong);
                reader.Only(Head);
                yield return Of(file, item.Line, [reader.Required("from"), reader.Required("to"), reader.Text("protocol") is { Length: > 0 } protocol ? protocol : "TCP", NodeJson.Scalar(item["port"]), reader.Required("verdict"), string.Join(';', Texts(item["because"]))], problems);
            }
        }

        foreach (var problem in wrong)
        {
            problems.Add($"{problem}");
        }
    }

    private static IEnumerable<string> Texts(Node because)
    {
        if (because.AsString() is { } one)
        {
            yield return one;
        }

        foreach (var item in because.Items)
        {
            yield return item.AsString() ?? "";
        }
    }

    private static NetworkExpectation? Of(string file, int line, string[] cells, ICollection<string> problems)
    {
        if (!Protocols.TryParse(cells[2], out var protocol))
        {
            return Refused(problems, $"{file}:{line}: `{cells[2]}` is no protocol: TCP, UDP or SCTP");
        }

        if (!int.TryParse(cells[3], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > PortRange.Highest)
        {
            return Refused(problems, $"{file}:{line}: `{cells[3]}` is no port");
        }

        return Verdicts.Contains(cells[4])
            ? new NetworkExpectation(cells[0], cells[1], protocol, port, cells[4], cells[5].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), line)
            : Refused(problems, $"{file}:{line}: `{cells[4]}` is no verdict: {string.Join(", ", Verdicts)}{Suggestion.Of(cells[4], Verdicts)}");
    }

    private static NetworkExpectation? Refused(ICollection<string> problems, string problem)
    {
        problems.Add(problem);
        return null;
    }
}
