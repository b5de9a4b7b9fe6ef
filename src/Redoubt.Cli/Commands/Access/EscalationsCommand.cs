using System.CommandLine;
using Redoubt.Access;
using Redoubt.Access.Escalation;
using Redoubt.Report.Answers;
using Redoubt.Run.Access;

namespace Redoubt.Cli.Commands.Access;

/// <summary><c>redoubt access escalations</c>: who can become cluster-admin, or another, by the fewest moves, and what takes each move away.</summary>
internal static class EscalationsCommand
{
    private static readonly string[] Gates = ["escalation"];

    public static Command Create()
    {
        var options = new AccessOptions("path", "Files and folders.");
        var to = new Option<string>("--to") { Description = "Who can become this subject. [default: cluster-admin]", HelpName = "subject" };
        var gate = new Option<string>("--gate") { Description = "escalation: exit with 1 if anybody who is not it already can become it.", HelpName = "escalation" };
        var command = new Command("escalations", "Who can become cluster-admin, or another, by the fewest moves, and what takes each away.");
        options.AddTo(command, to, gate, options.Show);
        gate.CompletionSources.Add(Gates);
        command.SetAction(parsed =>
        {
            var words = AccessWords.Read(parsed.GetValue(options.Words) ?? [], [], 0, takesName: false, null);
            return options.Run(parsed, words, (session, problems) =>
            {
                var isGated = Choice.Read("--gate", parsed.GetValue(gate), Gates, problems) == 0;
                var all = parsed.GetValue(options.Show) == "all";
                return Ask(parsed.GetValue(to), isGated, all, session, problems);
            });
        });
        return command;
    }

    private static (AnswerTable, int)? Ask(string? word, bool isGated, bool all, AccessSession session, ICollection<string> problems)
    {
        var notes = new List<string>();
        AccessSubject? to = null;
        if (word is not (null or "cluster-admin"))
        {
            to = AccessQuestion.Subject(word, session, problems, notes);
            if (to is null)
            {
                return null;
            }
        }

        var escalations = new Escalations(session.Authorization.WithDefaults(), to is { } named ? [named] : []);
        Escalation[] found = [.. escalations.Subjects.Where(subject => subject != to).Select(subject => escalations.Fewest(subject, to)).OfType<Escalation>()];
        var own = found.Where(escalation => escalations.IsOwn(escalation.From)).ToArray();
        if (!all && own.Length > 0)
        {
            notes.Add($"{own.Length} of Kubernetes' own can, or are it: --show all");
            found = [.. found.Except(own)];
        }

        notes.AddRange(escalations.IsCut ? ["a limit left some of what can be gained out: there may be more"] : []);
        if (session.Authorization.Missing(new AccessRequest { User = new AccessUser("", [AccessGroups.Authenticated]), Verb = "" }) is { } missing)
        {
            notes.Add($"there may be more: {missing}");
        }

        var already = found.Where(escalation => escalation.Steps.Count == 0).Select(escalation => escalation.From).ToHashSet();
        var target = to is { } one ? $"{one}" : "cluster-admin";
        var table = new AnswerTable
        {
            Topic = "access",
            Command = "escalations",
            Question = $"who can become {target}?",
            Columns = ["subject", "becomes", "moves"],
            Rows =
            [
                .. found.OrderBy(escalation => escalation.Steps.Count).Select(escalation => Row(escalation, target)),
                .. escalations.Subjects.Where(subject => (all || !escalations.IsOwn(subject)) && !already.Contains(subject))
                    .Select(subject => Beyond(subject, session)).OfType<AnswerRow>(),
            ],
            Notes = notes,
        };
        return (table, isGated && found.Except(own).Any(escalation => escalation.Steps.Count > 0) ? ExitCode.Found : ExitCode.Good);
    }

    // What no chain counts, named all the same.
    private static AnswerRow? Beyond(AccessSubject subject, AccessSession session)
    {
        AnswerReason[] because = [.. BeyondMoves.Of(session.Authorization, subject).Select(beyond => new AnswerReason(beyond.Right, AccessReasons.Of(beyond.Grant).Place, $"{subject} {beyond.Gives}"))];
        return because.Length == 0 ? null : new AnswerRow([$"{subject}", "not counted", ""]) { Because = because, IsAside = true };
    }

    private static AnswerRow Row(Escalation escalation, string target) => new([$"{escalation.From}", target, escalation.Steps.Count == 0 ? "0" : $"{escalation.Steps.Count}"])
    {
        Because =
        [
            .. escalation.Steps.Select(step => new AnswerReason(
                step.Move, string.Join(' ', step.Because.Select(grant => AccessReasons.Of(grant).Place).Distinct()), $"{step.By} {step.Says} {step.Gives}", step.Fix)),
        ],
    };
}
