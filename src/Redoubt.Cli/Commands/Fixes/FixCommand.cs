using System.CommandLine;
using System.CommandLine.Completions;
using Redoubt.Collect;
using Redoubt.Run;
using Redoubt.Run.Fixes;

namespace Redoubt.Cli.Commands.Fixes;

/// <summary><c>redoubt fix</c>: writes the fixes of findings into the files.</summary>
internal static class FixCommand
{
    private static readonly string[] Formats = ["console", "json"];

    public static Command Create()
    {
        var options = new ScanOptions();
        var control = new Option<string[]>("--control") { Description = "Mend only what these controls find.", HelpName = "glob" };
        var mayBreak = new Option<bool>("--unsafe") { Description = "Also make the fixes that may break something; what is said with each." };
        var write = new Option<bool>("--write") { Description = "Write the files." };
        var diff = new Option<bool>("--diff") { Description = "Show what would change, and write nothing; exit 1 if something would. [default]" };
        var check = new Option<bool>("--check") { Description = "Only say whether something would change: exit 1 if so." };
        var format = new Option<string>("--format", "-f") { Description = "console: the changes as a unified diff; json. [default: console]", HelpName = "name" };
        var command = new Command("fix", "Mend what a scan finds, in the files themselves; nothing is written without --write.");
        options.AddTo(command, [options.Format, options.Output, options.Framework, options.Gate, options.Baseline, options.GateUnknown, options.Include, options.Exclude, options.Show, options.GroupBy, options.Sort, options.Owner, options.Summary, options.Quiet, options.Color]);
        foreach (var option in (Option[])[control, mayBreak, diff, write, check, format])
        {
            command.Add(option);
        }

        control.CompletionSources.Add(_ => BuiltInCatalog.Open().Controls.Where(one => !one.Text.Edit.IsEmpty).Select(one => new CompletionItem(one.Id)));
        format.CompletionSources.Add(Formats);
        command.SetAction(parsed =>
        {
            var problems = new List<string>();
            if (new[] { write, diff, check }.Count(parsed.GetValue) > 1)
            {
                problems.Add("--write, --diff and --check: only one of them can be meant");
            }

            var asJson = Choice.Read("--format", parsed.GetValue(format), Formats, problems) == 1;
            var settings = new ScanSettings(parsed, options, problems);
            var scan = Scan.Prepare(settings.Request, problems);
            if (problems.Count > 0)
            {
                return Usage.Refuse(problems);
            }

            using var progress = new Progress("reading");
            var outcome = scan.Fix(new FixRequest(parsed.GetValue(control) ?? [], parsed.GetValue(mayBreak)), progress.Now);
            progress.Done();
            return End(outcome, parsed.GetValue(write), !parsed.GetValue(check), asJson);
        });
        return command;
    }

    private static int End(FixOutcome outcome, bool writes, bool shows, bool asJson)
    {
        var unwritten = writes ? Write(outcome) : [];
        using var output = new StreamWriter(Console.OpenStandardOutput());
        if (asJson)
        {
            FixJson.Write(outcome, output.BaseStream);
        }
        else
        {
            FixConsole.Write(outcome, writes, shows, output, Console.Error);
        }

        if (outcome.Errors.Count > 0 || unwritten.Count > 0)
        {
            return Usage.Refuse([.. outcome.Errors.Select(error => $"{error.File}:{error.Line}:{error.Column}: {error.Reason}"), .. unwritten]);
        }

        return outcome.Files.Count > 0 && !writes ? ExitCode.Found : ExitCode.Good;
    }

    private static List<string> Write(FixOutcome outcome) =>
    [
        .. outcome.Files.Select(file => (file.File, Why: EditedFile.Write(file.File, file.Text.Original, file.Text.Text)))
            .Where(file => file.Why is not null).Select(file => $"{file.File}: not written: {file.Why}"),
    ];
}
