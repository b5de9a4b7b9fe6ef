using System.CommandLine;
using System.CommandLine.Completions;
using Redoubt.Catalog.Pages;
using Redoubt.Evidence.Ledger;
using Redoubt.Kubernetes.Files;
using Redoubt.Run;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt explain</c>: what a word of a report means: a control, or a reason for which something was not judged.</summary>
internal static class ExplainCommand
{
    private const int Width = 100;

    public static Command Create()
    {
        var what = new Argument<string[]>("what") { Description = "A control's id, or a reason of the ledger such as not-rendered.", Arity = ArgumentArity.OneOrMore, HelpName = "what" };
        what.CompletionSources.Add(_ => BuiltInCatalog.Open().Controls.Select(control => control.Id).Concat(LedgerCodes.Names).Select(name => new CompletionItem(name)));
        var own = ControlsCommand.Own();
        var command = new Command("explain", "Explain a control, or why something was not judged.") { what, own };
        command.SetAction(parsed =>
        {
            var problems = new List<string>();
            var catalog = OwnCatalogs.Over(BuiltInCatalog.Open(), parsed.GetValue(own) ?? [], problems);
            var pages = new List<string>();
            foreach (var name in parsed.GetValue(what)!)
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
        });
        return command;
    }

    private static string Weight(LedgerCode code) => LedgerCodes.LevelOf(code) switch
    {
        LedgerLevel.Error => "an error: the run ends with exit code 2",
        LedgerLevel.Note => "a note: the exit code stays as it is",
        _ => "harmless: counted, and named with --show all",
    };
}
