using System.CommandLine;
using Redoubt.Access;
using Redoubt.Report.Answers;
using Redoubt.Run.Access;

namespace Redoubt.Cli.Commands.Access;

/// <summary><c>redoubt access who-can</c>: everybody who may do something.</summary>
internal static class WhoCanCommand
{
    private static readonly string[] Words = ["verb", "resource"];

    public static Command Create() => QuestionCommand.Create(
        "who-can", "Everybody who may do something, and by which binding.",
        "verb resource [name] [path]", "A verb; RESOURCE[.GROUP][/SUBRESOURCE] or /PATH; a name; files and folders.", Words, Words.Length, Ask);

    private static (AnswerTable, int)? Ask(AccessWords words, string? ns, AccessSession session, List<string> notes, ICollection<string> problems)
    {
        if (AccessQuestion.Request(AccessUser.Nobody, words.Words[0], words.Words[1], words.Name, ns, session, problems, notes) is not { } request)
        {
            return null;
        }

        var grants = session.Authorization.SubjectsOf(request, everywhere: ns is null).ToArray();
        notes.Add("besides, whoever is in the group system:masters, whatever RBAC says");
        if (session.Authorization.Missing(request) is { } missing)
        {
            notes.Add($"there may be more: {missing}");
        }

        var rows = grants.GroupBy(grant => (grant.Who, Where: grant.Binding.Namespace.Length == 0 ? "cluster" : grant.Binding.Namespace))
            .Select(group => new AnswerRow([$"{group.Key.Who}", group.Key.Where]) { Because = [.. group.Select(AccessReasons.Of)] });
        return (new AnswerTable { Topic = "access", Command = "who-can", Question = $"who can {AccessQuestion.Say(request)}?", Columns = ["subject", "where"], Rows = [.. rows], Notes = notes }, ExitCode.Good);
    }
}
