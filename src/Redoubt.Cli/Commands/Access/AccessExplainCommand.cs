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

    public static Command Create() => QuestionCommand.Create(
        "explain", "Why somebody may do something, line by line; or which rules come nearest and what each lacks.",
        "subject verb resource [name] [path]", "User:NAME, Group:NAME or ServiceAccount:NAMESPACE/NAME; a verb; RESOURCE[.GROUP][/SUBRESOURCE] or /PATH; files and folders.",
        Words, Words.Length, Ask);

    private static (AnswerTable, int)? Ask(AccessWords words, string? ns, AccessSession session, List<string> notes, ICollection<string> problems)
    {
        if (AccessQuestion.Subject(words.Words[0], session, problems, notes) is not { } subject
            || AccessQuestion.Request(subject.AsUser(), words.Words[1], words.Words[2], words.Name, ns, session, problems, notes) is not { } request)
        {
            return null;
        }

        var answer = session.Authorization.Answer(request);
        AnswerRow[] rows = answer.IsAllowed
            ? [.. session.Authorization.Grants(request).Select(grant => new AnswerRow([$"{subject}", AccessQuestion.Say(request)]) { Because = [.. AccessReasons.Chain(grant)] })]
            : [new AnswerRow([$"{subject}", AccessQuestion.Say(request)]) { Because = [.. session.Authorization.Nearest(request, MostRules).Select(Reason)] }];
        var (word, code, missing) = QuestionCommand.Verdict(answer);
        notes.AddRange(missing is null ? [] : [missing]);
        notes.AddRange(answer is { IsAllowed: true, Grant: null } ? ["whoever is in system:masters may do everything, whatever RBAC says"] : []);
        notes.AddRange(session.Authorization.LostRoles(request).Select(role => $"{(role.IsClusterRole ? "ClusterRole" : "Role")} {role.Name}, which a binding names, does not exist"));
        var table = new AnswerTable
        {
            Topic = "access",
            Command = "explain",
            Question = $"why {(answer.IsAllowed ? "can" : "can not")} {subject} {AccessQuestion.Say(request)}?",
            Answer = word,
            Columns = ["subject", "request"],
            Rows = rows,
            Notes = notes,
        };
        return (table, code);
    }

    private static AnswerReason Reason(Lack lack) =>
        new($"{lack.Binding.Kind}/{lack.Binding.Name}", AccessReasons.Place(lack.Rule.Role, lack.Rule.Node), $"{lack.Rule} {string.Join(" and ", lack.Lacks)}");
}
