using System.CommandLine;
using Redoubt.Network.Maps;
using Redoubt.Network.Ports;
using Redoubt.Report.Answers;
using Redoubt.Run.Network;

namespace Redoubt.Cli.Commands.Network;

/// <summary><c>redoubt network diff</c>: the connections that a change opens and closes.</summary>
internal static class NetworkDiffCommand
{
    private static readonly string[] Gates = ["opened"];

    public static Command Create()
    {
        var options = new NetworkOptions("old new", "The platform before, and after: a file, a folder, a chart or - each.");
        var gate = new Option<string>("--gate") { Description = "opened: exit with 1 if a connection is opened.", HelpName = "opened" };
        gate.CompletionSources.Add(Gates);
        var command = new Command("diff", "The connections that a change opens and closes, folded by workload.");
        options.AddTo(command, gate);
        command.SetAction(parsed =>
        {
            var given = parsed.GetValue(options.Words) ?? [];
            if (given.Length != 2)
            {
                return Usage.Refuse(["`diff` takes two: what was before, and what is after"], parsed);
            }

            return options.Run(parsed, [given[1]], [], (session, problems) =>
            {
                var isGated = Choice.Read("--gate", parsed.GetValue(gate), Gates, problems) == 0;
                return problems.Count == 0 && options.Open(parsed, given[0], problems) is { } old && problems.Count == 0 ? Answer(old, session, isGated) : null;
            });
        });
        return command;
    }

    private static (AnswerTable, int) Answer(NetworkSession old, NetworkSession now, bool isGated)
    {
        var (before, after) = (Ports(old), Ports(now));
        var rows = before.Keys.Union(after.Keys).OrderBy(key => key.From, StringComparer.Ordinal).ThenBy(key => key.To, StringComparer.Ordinal)
            .Select(key => (key, Opened: after.GetValueOrDefault(key, PortSet.None).Except(before.GetValueOrDefault(key, PortSet.None)), Closed: before.GetValueOrDefault(key, PortSet.None).Except(after.GetValueOrDefault(key, PortSet.None))))
            .ToArray();
        var table = new AnswerTable
        {
            Topic = "network",
            Command = "diff",
            Question = "which connections does the change open and close?",
            IsPlain = true,
            EdgeColumn = 1,
            Columns = ["change", "src", "dst", "conn"],
            Empty = "none",
            Rows =
            [
                .. rows.Where(row => !row.Opened.IsEmpty).Select(row => new AnswerRow(["opened", row.key.From, row.key.To, $"{row.Opened}"])),
                .. rows.Where(row => !row.Closed.IsEmpty).Select(row => new AnswerRow(["closed", row.key.From, row.key.To, $"{row.Closed}"])),
            ],
        };
        return (table, isGated && rows.Any(row => !row.Opened.IsEmpty) ? ExitCode.Found : ExitCode.Good);
    }

    // What is not known may be allowed.
    private static Dictionary<(string From, string To), PortSet> Ports(NetworkSession session) =>
        ConnectionMap.Of(session.Reachability).ToDictionary(row => (row.From, row.To), row => row.Allowed.Union(row.Unknown));
}
