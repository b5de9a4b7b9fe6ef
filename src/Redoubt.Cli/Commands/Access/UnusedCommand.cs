using System.CommandLine;
using Redoubt.Access.Audit;
using Redoubt.Access.Roles;
using Redoubt.Report.Answers;

namespace Redoubt.Cli.Commands.Access;

/// <summary><c>redoubt access unused</c>: the rights of roles that nobody used as long as the audit log goes.</summary>
internal static class UnusedCommand
{
    public static Command Create()
    {
        var options = new AccessOptions("path", "Files and folders with the roles and bindings.");
        var log = new LogOption();
        var command = new Command("unused", "The rights of roles that nobody used as long as the audit log goes.");
        options.AddTo(command, log.Option);
        command.SetAction(parsed =>
        {
            var words = AccessWords.Read(parsed.GetValue(options.Words) ?? [], [], 0, takesName: false, null);
            return options.Run(parsed, words, (session, problems) => log.Read(parsed, session, problems) is { } used
                ? Answer(new RoleUse(session.Authorization, used), used, log.IsBroken)
                : null);
        });
        return command;
    }

    private static (AnswerTable, int) Answer(RoleUse use, UsedAccess used, bool isBroken)
    {
        var rows = use.Roles.SelectMany(role => use.AtomsOf(role).Where(atom => !atom.IsUsed)
            .GroupBy(atom => (atom.Rule, atom.IsLogged)).Select(group => Row(role, group.Key.Rule, group.Key.IsLogged, group)));
        var table = new AnswerTable
        {
            Topic = "access",
            Command = "unused",
            Question = "which rights did nobody use?",
            Columns = ["role", "unused", "known"],
            Rows = [.. rows],
            Notes = [.. LogOption.Notes(used), .. use.LeftOut.Select(AccessReasons.LeftOut)],
        };
        return (table, isBroken || use.LeftOut.Count > 0 ? ExitCode.NotJudged : ExitCode.Good);
    }

    private static AnswerRow Row(Role role, AccessRule rule, bool isLogged, IEnumerable<AtomUse> unused) =>
        new([role.Label, string.Join(", ", unused.Select(atom => $"{atom.Atom}")), isLogged ? "yes" : "no"])
        {
            Because = [new AnswerReason("rule", AccessReasons.Place(rule.Role, rule.Node), isLogged ? $"{rule}" : $"{rule}: the log never speaks of the resource")],
        };
}
