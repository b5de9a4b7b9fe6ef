using System.CommandLine;
using Redoubt.Catalog;
using Redoubt.Collect;
using Redoubt.Run;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt scan</c>: judges what it is pointed at, layer by layer.</summary>
internal static class ScanCommand
{
    public static Command Create()
    {
        var options = new ScanOptions();
        var command = new Command("scan", "Judge manifests and other evidence, layer by layer.");
        options.AddTo(command);
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, ScanOptions options)
    {
        var problems = new List<string>();
        var settings = new ScanSettings(parsed, options, problems);
        var scan = Scan.Prepare(settings.Request, problems);
        var gate = settings.Gate(scan.Configuration, settings.Request.Baseline is not null, problems);
        if (problems.Count > 0)
        {
            return ControlsCommand.Refuse(problems);
        }

        // First, since a report is long; and alone, where there is nothing else to be said to a person.
        var missing = Collector.Missing(settings.Request.Paths);
        _ = Usage.Refuse(missing);
        if (missing.Count == settings.Request.Paths.Count && settings.IsForPeople)
        {
            return ExitCode.NotJudged;
        }

        using var progress = new Progress("reading");
        var assessment = scan.Run(progress.Now);
        progress.Done();
        return Tell(assessment, settings, gate);
    }

    /// <summary>Writes the reports; the exit code says what came of the run.</summary>
    public static int Tell(Assessment assessment, ScanSettings settings, Gate gate)
    {
        foreach (var target in settings.Targets)
        {
            try
            {
                target.Write(assessment, settings.Look(target.File is not null, gate));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(PlainText.Of($"redoubt: {target.File ?? "standard output"}: the report could not be written: {SystemFault.Of(e)}"));
                return ExitCode.NotJudged;
            }
        }

        if (assessment.Errors.Count > 0)
        {
            return ExitCode.NotJudged;
        }

        return gate.IsFailedBy(assessment) ? ExitCode.Found : ExitCode.Good;
    }
}
