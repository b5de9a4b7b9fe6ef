using System.CommandLine;
using Redoubt.Catalog.Compare;
using Redoubt.Collect;
using Redoubt.Run;
using Redoubt.Run.Compare;

namespace Redoubt.Cli.Commands.Compare;

/// <summary><c>redoubt baseline write</c>: keeps what is found now, so that later runs tell only what is new.</summary>
internal static class BaselineCommand
{
    public static Command Create()
    {
        var options = new ScanOptions();
        var write = new Command("write", "Keep what is found now: `redoubt scan --baseline FILE` then tells only what is new.");
        options.AddTo(write, [options.Baseline, options.Format, options.Gate, options.GateUnknown, options.Show, options.GroupBy, options.Sort, options.Summary, options.Quiet, options.Color]);
        write.SetAction(parsed => Run(parsed, options));
        return new Command("baseline", "What was found at one time, kept as a file.") { write };
    }

    private static int Run(ParseResult parsed, ScanOptions options)
    {
        var problems = new List<string>();
        var settings = new ScanSettings(parsed, options, problems);
        var scan = Scan.Prepare(settings.Request with { KeepsAll = true }, problems);
        if (problems.Count > 0)
        {
            return ControlsCommand.Refuse(problems);
        }

        using var progress = new Progress("reading");
        var assessment = scan.Run(progress.Now);
        progress.Done();

        // What could not be read would look new as soon as it can be.
        if (assessment.Errors.Count > 0)
        {
            return Usage.Refuse([.. assessment.Errors.Select(error => $"{error.File}:{error.Line}:{error.Column}: {error.Reason}"), "no baseline was written: first mend what could not be read or judged"]);
        }

        var file = parsed.GetValue(options.Output) ?? Baselines.Usual;
        try
        {
            Baselines.Write(file, Snapshot.Of(assessment, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Usage.Refuse([$"{file}: the baseline could not be written: {SystemFault.Of(e)}"]);
        }

        Console.WriteLine(PlainText.Of($"{file}: {assessment.Findings.Count} findings, {assessment.Unknowns.Count} not known"));
        return ExitCode.Good;
    }
}
