using System.CommandLine;
using System.CommandLine.Completions;
using Redoubt.Catalog.Pages;
using Redoubt.Cli.Commands.Answers;
using Redoubt.Cli.Commands.Components;
using Redoubt.Evidence.Ledger;
using Redoubt.Kubernetes.Files;
using Redoubt.Run;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt explain</c>: what a word of a report means: a control, or a reason for which something was not judged.</summary>
internal static class ExplainCommand
{
    private const int Width = 100;

    private const string ComponentPrefix = "component/";

    public static Command Create()
    {
        var options = new AnswerOptions("what", "A control's id, a reason of the ledger such as not-rendered, or component/NAME with the evidence of its machine.");
        options.Words.Arity = ArgumentArity.OneOrMore;
        options.Words.HelpName = "what";
        options.Words.CompletionSources.Add(_ => BuiltInCatalog.Open().Controls.Select(control => control.Id).Concat(LedgerCodes.Names).Select(name => new CompletionItem(name)));
        var setting = new Option<string>("--setting") { Description = "Of a component: one setting, by its flag or its field. [default: all]", HelpName = "name" };
        var own = ControlsCommand.Own();
        var command = new Command("explain", "Explain a control, why something was not judged, or where a setting of a component comes from.");
        options.AddTo(command, setting, own);
        command.SetAction(parsed => parsed.GetValue(options.Words) is [{ } first, .. var paths] && first.StartsWith(ComponentPrefix, StringComparison.Ordinal)
            ? options.Run(parsed, paths, [], (session, problems) => SettingAnswer.Of(session.Platform, first[ComponentPrefix.Length..], parsed.GetValue(setting), problems))
            : Explain(parsed.GetValue(options.Words)!, parsed.GetValue(own) ?? [], [.. Misplaced(parsed, command, own)]));
        return command;
    }

    // What asks evidence has nothing to say to a word of the catalogue.
    private static IEnumerable<string> Misplaced(ParseResult parsed, Command command, Option own) =>
        command.Options.Where(option => option != own && option is not System.CommandLine.Help.HelpOption && parsed.GetResult(option) is { Implicit: false })
            .Select(option => $"{option.Name} is for `redoubt explain component/NAME PATH`");

    private static int Explain(IReadOnlyList<string> names, IReadOnlyList<string> own, List<string> problems)
    {
        var catalog = OwnCatalogs.Over(BuiltInCatalog.Open(), own, problems);
        var pages = new List<string>();
        foreach (var name in names)
        {
            if (catalog.Find(name) is { } control)
            {
                pages.Add(ControlPage.Text(control, Width));
            }
            else if (LedgerCodes.TryParse(name, out var code))
            {
                pages.Add($"{name}\n{Weight(code)}\n\n{code.Meaning()}\n");
            }
            else
            {
                problems.Add($"`{name}` is no control and no reason of the ledger{Suggestion.Of(name, [.. catalog.Controls.Select(known => known.Id), .. LedgerCodes.Names])}");
            }
        }

        if (problems.Count > 0)
        {
            return Usage.Refuse(problems);
        }

        Console.Out.Write(string.Join("\n\n", pages));
        return ExitCode.Good;
    }

    private static string Weight(LedgerCode code) => LedgerCodes.LevelOf(code) switch
    {
        LedgerLevel.Error => "an error: the run ends with exit code 2",
        LedgerLevel.Note => "a note: the exit code stays as it is",
        _ => "harmless: counted, and named with --show all",
    };
}
