using System.CommandLine;
using Redoubt.Run;
using Redoubt.Run.Compare;

namespace Redoubt.Cli.Commands.Compare;

/// <summary><c>redoubt diff</c>: what a change brings, what it mends, and what it hides.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var options = new ScanOptions
        {
            Paths = new Argument<string[]>("old new")
            {
                Description = "What was before and what is now: files, folders, charts, - for standard input; each may be a JSON report, the first a baseline too. Or two revisions, as main..HEAD or main...HEAD, and after them what is judged of them.",
                Arity = ArgumentArity.ZeroOrMore,
            },
        };
        var command = new Command("diff", "What a change brings, mends and hides: findings that are new, gone, or not known any more, and what an attacker is nearer to.");
        options.AddTo(command, options.Baseline);
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, ScanOptions options)
    {
        var problems = new List<string>();
        var settings = new ScanSettings(parsed, options, problems);
        var scan = Scan.Prepare(settings.Request with { AsksDepth = true }, problems);
        var gate = settings.Gate(scan.Configuration, compares: true, problems);
        if (gate.Depth is not null && settings.Request.Paths.FirstOrDefault(Baselines.Is) is { } report)
        {
            problems.Add($"--gate depth={gate.Depth} compares what stands in an attacker's way, and {report} is a report, without the objects that say it: give the state itself");
        }

        if (problems.Count > 0)
        {
            return ControlsCommand.Refuse(problems);
        }

        using var progress = new Progress("reading");
        var assessment = new Difference(scan, settings.Request.Collection).Of(settings.Request.Paths, problems, progress.Now);
        progress.Done();
        return assessment is null ? Usage.Refuse(problems, parsed) : ScanCommand.Tell(assessment, settings, gate);
    }
}
