using System.CommandLine;
using Redoubt.Network;
using Redoubt.Network.Ports;
using Redoubt.Report.Answers;
using Redoubt.Run.Network;

namespace Redoubt.Cli.Commands.Network;

/// <summary><c>redoubt network test</c>: whether packets pass as a file in the repository expects.</summary>
internal static class NetworkTestCommand
{
    public static Command Create()
    {
        var options = new NetworkOptions("file [path]", "Expectations: `- {from, to, protocol, port, verdict, because}` each, or a table of these; then files and folders.");
        var command = new Command("test", "Whether packets pass as a file expects (exit 1 if one does not).");
        options.AddTo(command, options.Show);
        command.SetAction(parsed =>
        {
            var words = parsed.GetValue(options.Words) ?? [];
            var problems = new List<string>();
            var expected = words.Length == 0 ? [] : NetworkExpectation.Read(words[0], problems);
            return words.Length == 0 ? Usage.Refuse(["`test` takes a file of expectations"], parsed)
                : problems.Count > 0 ? Usage.Refuse(problems)
                : options.Run(parsed, [.. words.Skip(1)], [], (session, wrong) => Answer(words[0], expected, session, wrong));
        });
        return command;
    }

    private static (AnswerTable, int)? Answer(string file, IReadOnlyList<NetworkExpectation> expected, NetworkSession session, ICollection<string> problems)
    {
        var rows = new List<AnswerRow>();
        var failed = 0;
        foreach (var one in expected)
        {
            var unknown = new List<string>();
            if (session.Find(one.From, unknown) is not { } from || session.Find(one.To, unknown) is not { } to)
            {
                problems.Add($"{file}:{one.Line}: {unknown[0]}");
                continue;
            }

            var answer = session.Reachability.Answer(from, to, one.Protocol, one.Port);
            var (verdict, because) = (Word(answer.Verdict), string.Join("; ", answer.Reasons.Select(reason => reason.Label).Distinct()));
            var isMet = verdict == one.Verdict && (one.Because.Count == 0 || one.Because.Order(StringComparer.Ordinal).SequenceEqual(answer.Reasons.Select(reason => reason.Label).Distinct().Order(StringComparer.Ordinal)));
            failed += isMet ? 0 : 1;
            rows.Add(new AnswerRow([isMet ? "pass" : "fail", one.From, one.To, $"{Protocols.NameOf(one.Protocol)} {one.Port}", one.Verdict, verdict, because])
            {
                IsAside = isMet,
                Because = isMet ? [] : [.. ReachReasons.Of(answer)],
            });
        }

        return problems.Count > 0 ? null : (new AnswerTable
        {
            Topic = "network",
            Command = "test",
            Question = "do packets pass as expected?",
            Answer = failed == 0 ? "yes" : "no",
            Columns = ["result", "from", "to", "port", "expected", "found", "by"],
            Aside = "are as expected",
            Rows = rows,
            Notes = [$"{rows.Count - failed} of {rows.Count} as expected"],
        }, failed == 0 ? ExitCode.Good : ExitCode.Found);
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Allowed => "allowed",
        Verdict.Denied => "denied",
        _ => "unknown",
    };
}
