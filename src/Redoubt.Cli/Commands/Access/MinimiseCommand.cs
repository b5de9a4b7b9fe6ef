using System.CommandLine;
using Redoubt.Access.Audit;
using Redoubt.Access.Minimise;
using Redoubt.Cli.Commands.Answers;
using Redoubt.Report.Answers;

namespace Redoubt.Cli.Commands.Access;

/// <summary><c>redoubt access minimise</c>: the smallest roles that hold what was used, ready to apply, with what they drop.</summary>
internal static class MinimiseCommand
{
    public static Command Create()
    {
        var options = new AccessOptions("path", "Files and folders with the roles and bindings.");
        var log = new LogOption();
        var names = new Option<bool>("--names") { Description = "Name the objects that were used in resourceNames: less, but what is made tomorrow is not in it." };
        var drop = new Option<bool>("--drop-unlogged") { Description = "Drop also what is on resources of which the log never speaks." };
        var output = new Option<string>("--output", "-o") { Description = "Where the new roles go, ready to apply. [default: after the table; with --format yaml they alone]", HelpName = "file" };
        var command = new Command("minimise", "The smallest roles that hold what was used, ready to apply, and what they drop.");
        options.AddTo(command, log.Option, names, drop, output);
        command.SetAction(parsed =>
        {
            var words = AccessWords.Read(parsed.GetValue(options.Words) ?? [], [], 0, takesName: false, null);
            return options.Run(parsed, words, (session, problems) =>
            {
                if (log.Read(parsed, session, problems) is not { } used)
                {
                    return null;
                }

                var minimised = new Minimised(session.Authorization, used, parsed.GetValue(names), !parsed.GetValue(drop));
                if (parsed.GetValue(output) is not { } file || ManifestFile.Write(file, MinimalManifests.Yaml(minimised), problems))
                {
                    return (Table(used, minimised, parsed.GetValue(output) is null), log.IsBroken || minimised.LeftOut.Count > 0 ? ExitCode.NotJudged : ExitCode.Good);
                }

                return null;
            });
        });
        return command;
    }

    private static AnswerTable Table(UsedAccess used, Minimised minimised, bool showsManifests) => new()
    {
        Topic = "access",
        Command = "minimise",
        Question = "which roles would be enough?",
        Columns = ["object", "drops", "keeps"],
        Rows =
        [
            .. minimised.Roles.Select(role => Row(
                role.Old, string.Join(", ", role.Dropped.Select(atom => $"{atom}")), role.Unlogged.Count == 0 ? "" : $"not logged, so kept: {string.Join(", ", role.Unlogged.Select(atom => $"{atom}"))}",
                string.Join(' ', role.Rules.Select(rule => $"{rule}")))),
            .. minimised.Bindings.Select(binding => Row(binding.Old, "the default role", $"a role of its own, {binding.RoleName}", string.Join(' ', binding.Rules.Select(rule => $"{rule}")))),
            .. minimised.UnusedBindings.Select(binding => Row(binding, "itself", "", "nobody used anything by it")),
        ],
        Notes =
        [
            .. LogOption.Notes(used),
            .. minimised.LeftOut.Select(AccessReasons.LeftOut),
            .. minimised.NotAllowedNow.Select(right => $"used and no longer allowed, so not given back: {right}"),
        ],
        Attachment = showsManifests ? MinimalManifests.Yaml(minimised) : null,
    };

    private static AnswerRow Row(Evidence.Document document, string drops, string keeps, string text) =>
        new([$"{document.Key}", drops, keeps]) { Because = [new AnswerReason(document.Kind, AccessReasons.Place(document, document.Mention), text)] };
}
