using System.CommandLine;
using Redoubt.Report.Answers;

namespace Redoubt.Cli.Commands.Network;

/// <summary><c>redoubt network lint</c>: what in policies does not do what it looks like.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        var options = new NetworkOptions("path", "Files, folders, charts, or -. [default: this folder]");
        var command = new Command("lint", "What in network policies does not do what it looks like: policies for no pod, rules for nobody, forgotten DNS (exit 1 if there is any).");
        options.AddTo(command, options.Namespace);
        command.SetAction(parsed => options.Run(parsed, parsed.GetValue(options.Words) ?? [], [], (session, _) =>
        {
            var ns = parsed.GetValue(options.Namespace);
            var found = session.Reachability.Lint().Where(finding => ns is null || finding.Policy.Document.Namespace == ns).ToArray();
            var table = new AnswerTable
            {
                Topic = "network",
                Command = "lint",
                Question = "what in the policies does not do what it looks like?",
                Columns = ["policy", "code"],
                Empty = "nothing",
                Rows = [.. found.Select(finding => new AnswerRow([finding.Policy.Label, finding.Code]) { Because = [new AnswerReason(finding.Policy.Label, $"{finding.Place}", finding.Say, finding.Fix)] })],
            };
            return (table, found.Length > 0 ? ExitCode.Found : ExitCode.Good);
        }));
        return command;
    }
}
