using System.CommandLine;
using Redoubt.Network.Ends;
using Redoubt.Network.Maps;
using Redoubt.Report.Answers;
using Redoubt.Run.Network;

namespace Redoubt.Cli.Commands.Network;

/// <summary><c>redoubt network map</c>: every connection that policies allow, folded.</summary>
internal static class MapCommand
{
    private static readonly string[] Folds = ["workload", "namespace"];

    public static Command Create()
    {
        var options = new NetworkOptions("path", "Files, folders, charts, or -. [default: this folder]");
        var by = new Option<string>("--by") { Description = "workload or namespace. [default: workload]", HelpName = "what" };
        by.CompletionSources.Add(Folds);
        var command = new Command("map", "Every connection that policies allow, folded by workload or namespace; addresses as ranges.");
        options.AddTo(command, options.Namespace, by);
        command.SetAction(parsed => options.Run(parsed, parsed.GetValue(options.Words) ?? [], [], (session, problems) =>
        {
            var fold = Choice.Read("--by", parsed.GetValue(by), Folds, problems);
            return (Table(session, fold == 1, parsed.GetValue(options.Namespace)), ExitCode.Good);
        }));
        return command;
    }

    private static AnswerTable Table(NetworkSession session, bool byNamespace, string? ns)
    {
        var rows = ConnectionMap.Of(session.Reachability, byNamespace, ns is null ? null : end => end.Namespace == ns);
        var hasUnknown = rows.Any(row => !row.Unknown.IsEmpty);
        var notes = new List<string>();
        if (session.Missing(ns) is { } missing)
        {
            notes.Add($"policies may be missing, so that less may be allowed: {missing}");
        }

        if (session.Reachability.Map.IsByProtocol)
        {
            notes.Add("too many ports and ends: what differs within a protocol is told as not known");
        }

        if (!session.Reachability.Ends.Any(end => end.Kind == EndKind.Pod))
        {
            notes.Add("nothing here runs pods");
        }

        return new AnswerTable
        {
            Topic = "network",
            Command = "map",
            Question = "who may connect to whom?",
            IsPlain = true,
            IsGraph = true,
            Columns = hasUnknown ? ["src", "dst", "conn", "unknown"] : ["src", "dst", "conn"],
            Empty = "nothing",
            Rows = [.. rows.Where(row => !row.Allowed.IsEmpty || !row.Unknown.IsEmpty).Select(row => new AnswerRow(hasUnknown ? [row.From, row.To, $"{row.Allowed}", row.Unknown.IsEmpty ? "" : $"{row.Unknown}"] : [row.From, row.To, $"{row.Allowed}"]))],
            Notes = notes,
        };
    }
}
