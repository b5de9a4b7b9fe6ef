using System.CommandLine;
using System.Diagnostics;
using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Collect;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt scan</c>: judges what it is pointed at, layer by layer.</summary>
internal static class ScanCommand
{
    public static Command Create()
    {
        var options = new ScanOptions();
        var command = new Command("scan", "Judge manifests and other evidence, layer by layer.") { options.Paths };
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, ScanOptions options)
    {
        var clock = Stopwatch.StartNew();
        var problems = new List<string>();
        var settings = ScanSettings.Read(parsed, options, problems);
        var controls = settings.Selection.Of(settings.Catalog, problems);
        if (problems.Count > 0)
        {
            problems.ForEach(problem => Console.Error.WriteLine($"redoubt: {problem}"));
            return ExitCode.NotJudged;
        }

        using var progress = new Progress("reading");
        var collected = Collector.Collect(settings.Paths, settings.Collection with { Progress = progress.Now });
        var platform = collected.ToPlatform(settings.Scope);
        var target = settings.Target(platform.ServerVersion);
        progress.Now($"judging {platform.Documents.Count} objects");
        var judge = new PlatformJudge(settings.Catalog, controls, settings.Judging(target, platform));
        var judgement = judge.Judge(platform);
        progress.Now("asking charts where their values come from");
        var assessment = AssessmentMaker.Make(settings, target, controls, collected, judgement, clock);
        progress.Done();
        return Tell(assessment, settings);
    }

    private static int Tell(Assessment assessment, ScanSettings settings)
    {
        foreach (var target in settings.Targets)
        {
            try
            {
                target.Write(assessment, settings.Look(target.File is not null));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"redoubt: the report could not be written: {e.Message}");
                return ExitCode.NotJudged;
            }
        }

        if (assessment.Errors.Count > 0)
        {
            return ExitCode.NotJudged;
        }

        var found = settings.Gate is { } gate && assessment.Findings.Any(finding => finding.Control.Severity >= gate);
        return found || (settings.GateUnknown && assessment.Unknowns.Count > 0) ? ExitCode.Found : ExitCode.Good;
    }
}
