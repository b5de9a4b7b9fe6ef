using System.CommandLine;
using System.Globalization;
using Redoubt.Network;
using Redoubt.Network.Ends;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;
using Redoubt.Report.Answers;
using Redoubt.Run.Network;

namespace Redoubt.Cli.Commands.Network;

/// <summary><c>redoubt network reach</c>: whether a packet passes, with both ends' reasons and the smallest change that would make it otherwise.</summary>
internal static class ReachCommand
{
    public static Command Create()
    {
        var options = new NetworkOptions("from to [port[/protocol]] [path]", "NAMESPACE/NAME, node/NAME, outside or an address, twice; a port; files and folders.");
        var command = new Command("reach", "Whether one end reaches another (exit 0 yes, 1 no, 3 not known), which rules say so, and what would change it.");
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var words = parsed.GetValue(options.Words) ?? [];
            if (words.Length < 2)
            {
                return Usage.Refuse(["`reach` takes two ends: who sends, and who gets it"], parsed);
            }

            var hasPort = words.Length > 2 && TryPort(words[2], out _);
            return options.Run(parsed, [.. words.Skip(hasPort ? 3 : 2)], [], (session, problems) =>
            {
                var (from, to) = (session.Find(words[0], problems), session.Find(words[1], problems));
                return from is null || to is null ? null
                    : hasPort && TryPort(words[2], out var port) ? OnPort(session, (words[0], from), (words[1], to), port)
                    : OnAnyPort(session, (words[0], from), (words[1], to));
            });
        });
        return command;
    }

    private static bool TryPort(string text, out (Protocol Protocol, int Number) port)
    {
        port = default;
        var parts = text.Split('/');
        return parts.Length <= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out port.Number) && port.Number is > 0 and <= PortRange.Highest
            && Protocols.TryParse(parts.Length == 2 ? parts[1].ToUpperInvariant() : "TCP", out port.Protocol);
    }

    private static (AnswerTable, int) OnPort(NetworkSession session, (string Name, NetworkEnd End) from, (string Name, NetworkEnd End) to, (Protocol Protocol, int Number) port)
    {
        var answer = session.Reachability.Answer(from.End, to.End, port.Protocol, port.Number);
        var where = $"{Protocols.NameOf(port.Protocol)} {port.Number}";
        var isSure = answer.Missing.Count == 0;
        var (word, code) = answer.Verdict switch
        {
            Verdict.Unknown => ("unknown", ExitCode.NotKnown),
            _ when !isSure => ("unknown", ExitCode.NotKnown),
            Verdict.Allowed => ("yes", ExitCode.Good),
            _ => ("no", ExitCode.Found),
        };
        var table = new AnswerTable
        {
            Topic = "network",
            Command = "reach",
            Question = $"does {from.Name} reach {to.Name} on {where}?",
            Answer = word,
            Columns = ["from", "to", "port"],
            Rows = [new AnswerRow([from.Name, to.Name, where]) { Because = [.. ReachReasons.Of(answer)] }],
            Notes = [.. answer.Missing.Select(missing => $"by what is here the answer is {(answer.Verdict == Verdict.Allowed ? "yes" : "no")}; not known: {missing}").Take(1)],
        };
        return (table, code);
    }

    private static (AnswerTable, int) OnAnyPort(NetworkSession session, (string Name, NetworkEnd End) from, (string Name, NetworkEnd End) to)
    {
        var (one, other) = (session.Reachability.Classes[from.End.ClassNumber], session.Reachability.Classes[to.End.ClassNumber]);
        var found = session.Reachability.Between(one, other);
        var isOpen = !found.Allowed.IsEmpty;
        var missing = new[] { from.End, to.End }.Where(end => end.Kind == EndKind.Pod).Select(end => session.Missing(end.Namespace)).FirstOrDefault(missing => missing is not null);
        var word = missing is not null || (!isOpen && !found.Unknown.IsEmpty) ? "unknown" : isOpen ? "yes" : "no";
        var table = new AnswerTable
        {
            Topic = "network",
            Command = "reach",
            Question = $"what of {to.Name} does {from.Name} reach?",
            Answer = word,
            Columns = ["from", "to", "ports", "unknown"],
            Rows =
            [
                new AnswerRow([from.Name, to.Name, $"{found.Allowed}", found.Unknown.IsEmpty ? "" : $"{found.Unknown}"])
                {
                    Because = [.. ReachReasons.Half(session.Reachability.Half(one, other, Direction.Egress), from.Name, isOut: true), .. ReachReasons.Half(session.Reachability.Half(one, other, Direction.Ingress), to.Name, isOut: false)],
                },
            ],
            Notes = missing is null ? [] : [$"by what is here it is {found.Allowed}; not known: {missing}"],
        };
        return (table, word == "yes" ? ExitCode.Good : word == "no" ? ExitCode.Found : ExitCode.NotKnown);
    }
}
