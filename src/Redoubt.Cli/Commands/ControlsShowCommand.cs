using System.CommandLine;
using Redoubt.Catalog.Pages;
using Redoubt.Run;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt controls show</c>: all that a control says of itself.</summary>
internal static class ControlsShowCommand
{
    private const int Width = 100;

    public static Command Create()
    {
        var ids = new Argument<string[]>("control") { Description = "Ids of controls.", Arity = ArgumentArity.OneOrMore, HelpName = "control" };
        ids.CompletionSources.Add(_ => BuiltInCatalog.Open().Controls.Select(control => new System.CommandLine.Completions.CompletionItem(control.Id)));
        var format = new Option<string>("--format", "-f") { Description = "text or markdown. [default: text]", HelpName = "name" };
        var own = ControlsCommand.Own();
        var command = new Command("show", "Show a control: why, fix, rule, examples.") { ids, format, own };
        command.SetAction(parsed =>
        {
            var problems = new List<string>();
            var isMarkdown = Choice.Read("--format", parsed.GetValue(format), ["text", "markdown"], problems) == 1;
            var catalog = OwnCatalogs.Over(BuiltInCatalog.Open(), parsed.GetValue(own) ?? [], problems);
            var controls = parsed.GetValue(ids)!.Select(id => catalog.Find(id, problems)).ToList();
            if (problems.Count > 0)
            {
                return ControlsCommand.Refuse(problems);
            }

            Console.Out.Write(string.Join("\n\n", controls.Select(control => isMarkdown ? ControlPage.Markdown(control!) : ControlPage.Text(control!, Width))));
            return ExitCode.Good;
        });
        return command;
    }
}
