using System.CommandLine;
using Redoubt.Access;
using Redoubt.Report.Answers;
using Redoubt.Run.Access;

namespace Redoubt.Cli.Commands.Access;

/// <summary><c>redoubt access explain</c>: the way from somebody to the rule that allows something; of a no, what comes nearest and what it lacks.</summary>
internal static class AccessExplainCommand
{
    private const int MostRules = 5;
    private static readonly string[] Words = ["subject", "verb", "resource"];

    public static Command Create()
    {
        var options = new AccessOptions("subject verb resource [name] [path]", "User:NAME, Group:NAME or ServiceAccount:NAMESPACE/NAME; a verb; RESOURCE[.GROUP][/SUBRESOURCE] or /PATH; files and folders.");
        var command = new Command("explain", "Why somebody may do something, line by line; or which rules come nearest and what each lacks.");
        options.AddTo(command, options.Namespace, options.Name);
        command.SetAction(parsed =>
        {
            var words = AccessWords.Read(parsed.GetValue(options.Words) ?? [], Words, Words.Length, takesName: true, parsed.GetValue(options.Name));
            return options.Run(parsed, words, (session, problems) => Ask(words, parsed.GetValue(options.Namespace), session, problems));
        });
        return command;
    }

    private static (AnswerTable, int)? Ask(AccessWords words, string? ns, AccessSession session, ICollection<string> problems)
    {
        var notes = new List<string>();
        if (AccessQuestion.Subject(words.Words[0], session, problems, notes) is not { } subject
            || AccessQuestion.Request(subject.AsUser(), words.Words[1], words.Words[2], words.Name, ns, session, problems, notes) is not { } request)
        {
            return null;
        }

        var answer = session.Authorization.Answer(request);
        AnswerRow[] rows = answer.IsAllowed
            ? [.. session.Authorization.Grants(request).Select(grant => new AnswerRow([$"{subject}", AccessQuestion.Say(request)]) { Because = [.. AccessReasons.Chain(grant)] })]
            : [new AnswerRow([$"{subject}", AccessQuestion.Say(request)]) { Because = [.. session.Authorization.Nearest(request, MostRules).Select(Reason)] }];
        notes.AddRange(answer.Missing is { } missing ? [$"not known: {missing}"] : []);
        notes.AddRange(answer is { IsAllowed: true, Grant: null } ? ["whoever is in system:masters may do everything, whatever RBAC says"] : []);
        notes.AddRange(session.Authorization.LostRoles(request).Select(role => $"{(role.IsClusterRole ? "ClusterRole" : "Role")} {role.Name}, which a binding names, does not exist"));
        var table = new AnswerTable
        {
            Topic = "access",
            Command = "explain",
            Question = $"why {(answer.IsAllowed ? "can" : "can not")} {subject} {AccessQuestion.Say(request)}?",
            Answer = answer.IsAllowed ? "yes" : answer.Missing is null ? "no" : "unknown",
            Columns = ["subject", "request"],
            Rows = rows,
            Notes = notes,
        };
        return (table, answer.IsAllowed ? ExitCode.Good : answer.Missing is null ? ExitCode.Found : ExitCode.NotKnown);
    }

    private static AnswerReason Reason(Lack lack) =>
        new($"{lack.Binding.Kind}/{lack.Binding.Name}", AccessReasons.Place(lack.Rule.Role, lack.Rule.Node), $"{lack.Rule} {string.Join(" and ", lack.Lacks)}");
}
