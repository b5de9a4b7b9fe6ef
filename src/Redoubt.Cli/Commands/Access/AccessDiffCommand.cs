using System.CommandLine;
using Redoubt.Access.Compare;
using Redoubt.Access.Escalation;
using Redoubt.Report.Answers;

namespace Redoubt.Cli.Commands.Access;

/// <summary><c>redoubt access diff</c>: what a change grants and takes, and who can newly become cluster-admin.</summary>
internal static class AccessDiffCommand
{
    private static readonly string[] Words = ["old"];
    private static readonly string[] Gates = ["escalation"];

    public static Command Create()
    {
        var options = new AccessOptions("old new", "The roles and bindings before, and after: a file, a folder, a chart or - each.");
        var gate = new Option<string>("--gate") { Description = "escalation: exit with 1 if anybody can become cluster-admin who could not before, or by fewer moves.", HelpName = "escalation" };
        gate.CompletionSources.Add(Gates);
        var command = new Command("diff", "What a change grants and takes, for each subject, and who can newly become cluster-admin.");
        options.AddTo(command, gate);
        command.SetAction(parsed =>
        {
            var given = parsed.GetValue(options.Words) ?? [];
            if (given.Length != 2)
            {
                return Usage.Refuse(["`diff` takes two: what was before, and what is after"], parsed);
            }

            var words = AccessWords.Read(given, Words, Words.Length, takesName: false, null);
            return options.Run(parsed, words, (session, problems) =>
            {
                var isGated = Choice.Read("--gate", parsed.GetValue(gate), Gates, problems) == 0;
                return problems.Count == 0 && options.Open(parsed, given[0], problems) is { } old && problems.Count == 0
                    ? Answer(new AccessDiff(old.Authorization, session.Authorization), isGated)
                    : null;
            });
        });
        return command;
    }

    private static (AnswerTable, int) Answer(AccessDiff diff, bool isGated)
    {
        var rows = diff.Subjects.SelectMany(subject => Rows(subject, "granted", subject.Granted).Concat(Rows(subject, "taken", subject.Taken)).Concat(Rows(subject, "kept of it", subject.Remaining)));
        var table = new AnswerTable
        {
            Topic = "access",
            Command = "diff",
            Question = "what does the change grant and take?",
            Columns = ["subject", "change", "right"],
            Rows = [.. rows, .. diff.NewAdmins.Select(Row)],
            Notes = [.. diff.Missing is { } missing ? [$"there may be more: {missing}"] : Array.Empty<string>(), .. diff.LeftOut.Select(AccessReasons.LeftOut)],
        };
        return (table, diff.LeftOut.Count > 0 ? ExitCode.NotJudged : isGated && diff.NewAdmins.Count > 0 ? ExitCode.Found : ExitCode.Good);
    }

    private static IEnumerable<AnswerRow> Rows(SubjectDiff subject, string change, IEnumerable<Redoubt.Access.Roles.PlacedAtom> rights) =>
        rights.Select(right => new AnswerRow([$"{subject.Subject}", change, $"{right}"]));

    private static AnswerRow Row(Escalation way) => new([$"{way.From}", way.Steps.Count == 0 ? "is cluster-admin" : "can become cluster-admin", string.Join(", then ", way.Steps.Select(step => $"{step.Says} {step.Gives}"))]);
}
