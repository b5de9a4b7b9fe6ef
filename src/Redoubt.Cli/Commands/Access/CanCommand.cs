using System.CommandLine;
using Redoubt.Access;
using Redoubt.Access.Roles;
using Redoubt.Report.Answers;
using Redoubt.Run.Access;

namespace Redoubt.Cli.Commands.Access;

/// <summary><c>redoubt access can</c>: whether somebody may do something, or all that somebody may do.</summary>
internal static class CanCommand
{
    private static readonly string[] Words = ["subject", "verb", "resource"];

    public static Command Create() => QuestionCommand.Create(
        "can", "Whether somebody may do something (exit 0 yes, 1 no, 3 not known); without a verb, all that somebody may do.",
        "subject [verb resource [name]] [path]", "User:NAME, Group:NAME or ServiceAccount:NAMESPACE/NAME; a verb; RESOURCE[.GROUP][/SUBRESOURCE] or /PATH; files and folders.",
        Words, least: 1, Ask);

    private static (AnswerTable, int)? Ask(AccessWords words, string? ns, AccessSession session, List<string> notes, ICollection<string> problems)
    {
        if (AccessQuestion.Subject(words.Words[0], session, problems, notes) is not { } subject)
        {
            return null;
        }

        if (words.Words.Count == 1)
        {
            return (Everything(subject, ns, session, notes), ExitCode.Good);
        }

        return AccessQuestion.Request(subject.AsUser(), words.Words[1], words.Words[2], words.Name, ns, session, problems, notes) is { } request
            ? Whether(subject, request, session, notes)
            : null;
    }

    private static (AnswerTable, int) Whether(AccessSubject subject, AccessRequest request, AccessSession session, List<string> notes)
    {
        var answer = session.Authorization.Answer(request);
        var (word, code, missing) = QuestionCommand.Verdict(answer);
        if (missing is not null)
        {
            notes.Add(missing);
        }
        else if (!answer.IsAllowed && request is { Namespace: "", Path: null })
        {
            string[] inside = [.. session.Authorization.RulesOf(request.User).Where(grant => grant.Binding.Namespace.Length > 0 && grant.Rule.Allows(request)).Select(grant => grant.Binding.Namespace).Distinct()];
            notes.AddRange(inside.Length > 0 ? [$"not everywhere, but in namespace {string.Join(", ", inside)}: ask with -n"] : []);
        }

        var table = new AnswerTable
        {
            Topic = "access",
            Command = "can",
            Question = $"can {subject} {AccessQuestion.Say(request)}?",
            Answer = word,
            Columns = ["subject", "request"],
            Rows = [new AnswerRow([$"{subject}", AccessQuestion.Say(request)]) { Because = [.. session.Authorization.Grants(request).Select(AccessReasons.Of)] }],
            Notes = notes,
        };
        return (table, code);
    }

    private static AnswerTable Everything(AccessSubject subject, string? ns, AccessSession session, List<string> notes)
    {
        var user = subject.AsUser();
        if (session.Authorization.Missing(new AccessRequest { User = user, Verb = "", Namespace = ns ?? "" }) is { } missing)
        {
            notes.Add($"there may be more: {missing}");
        }

        if (subject is { Kind: SubjectKind.Group, Name: AccessGroups.Masters })
        {
            notes.Add("whoever is in system:masters may do everything, whatever RBAC says");
        }

        return new AnswerTable
        {
            Topic = "access",
            Command = "can",
            Question = $"what can {subject} do{(ns is null ? "" : $" in namespace {ns}")}?",
            Columns = ["where", "verbs", "resources", "names"],
            Rows = [.. session.Authorization.FoldedRulesOf(user).Where(one => ns is null || one.Grant.Binding.Namespace.Length == 0 || one.Grant.Binding.Namespace == ns).Select(one => Row(one.Grant, one.Left))],
            Notes = notes,
        };
    }

    private static AnswerRow Row(AccessGrant grant, AccessRule rule)
    {
        var groups = rule.Groups.Count == 0 || rule.Groups.All(group => group.Length == 0) ? "" : $" ({string.Join(", ", rule.Groups.Select(group => group.Length == 0 ? "core" : group))})";
        return new AnswerRow(
            [
                grant.Binding.Namespace.Length == 0 ? "cluster" : grant.Binding.Namespace, string.Join(", ", rule.Verbs),
                rule.Paths.Count > 0 ? string.Join(", ", rule.Paths) : string.Join(", ", rule.Resources) + groups, string.Join(", ", rule.Names),
            ])
        {
            Because = [AccessReasons.Of(grant)],
        };
    }
}
