using System.CommandLine;
using Redoubt.Catalog;
using Redoubt.Cli.Commands.Answers;
using Redoubt.Evidence.Views;
using Redoubt.Report.Answers;
using Redoubt.Run;
using Redoubt.Run.Upgrade;

namespace Redoubt.Cli.Commands.Upgrade;

/// <summary><c>redoubt upgrade</c>: what a newer version of Kubernetes refuses, judges otherwise, or no longer does.</summary>
internal static class UpgradeCommand
{
    // Of older ones the index of kinds knows what was removed, and no more.
    private const int Oldest = 20;

    public static Command Create()
    {
        var options = new AnswerOptions("path", "Files, folders, charts, or -. [default: this folder]");
        var to = new Option<string>("--to") { Description = "The version that will run.", HelpName = "version", Required = true };
        var from = new Option<string>("--from") { Description = "The version that runs. [default: the evidence's or the configuration's, else the one before --to]", HelpName = "version" };
        var command = new Command("upgrade", "What a newer version refuses, judges otherwise, or no longer does (exit 1 if something must be done before).");
        options.AddTo(command, to, from);
        command.SetAction(parsed =>
        {
            var paths = parsed.GetValue(options.Words) is { Length: > 0 } given ? given : ["."];
            return options.Run(parsed, paths, [], (session, problems) =>
            {
                var target = Minor("--to", parsed.GetValue(to)!, problems);
                var start = parsed.GetValue(from) is { } said ? Minor("--from", said, problems) : session.SaidMinor ?? target - 1;
                if (problems.Count == 0 && start >= target)
                {
                    problems.Add($"--to: 1.{target} is not newer than 1.{start}, which runs");
                }

                var catalog = OwnCatalogs.Over(BuiltInCatalog.Open(), session.Configuration.Catalogs, problems);
                return problems.Count > 0 ? null : Answer(UpgradeSteps.Of(session, catalog, start, target), VersionFacts.Between(start, target), start, target);
            });
        });
        return command;
    }

    private static int Minor(string option, string text, ICollection<string> problems)
    {
        if (KubernetesVersion.TryParse(text, out var version) && version.Major == 1 && version.Minor >= Oldest && version.Minor <= KubernetesVersion.NewestMinor)
        {
            return version.Minor;
        }

        problems.Add($"{option}: `{text}` is no version between 1.{Oldest} and 1.{KubernetesVersion.NewestMinor}");
        return KubernetesVersion.NewestMinor;
    }

    private static (AnswerTable, int) Answer(IReadOnlyList<UpgradeStep> steps, IReadOnlyList<VersionFact> facts, int from, int to)
    {
        var table = new AnswerTable
        {
            Topic = "upgrade",
            Command = "upgrade",
            Question = $"what changes from 1.{from} to 1.{to}?",
            Columns = ["change", "severity", "control", "object"],
            Empty = "nothing",
            Rows = [.. steps.Select(Row), .. facts.OrderByDescending(fact => fact.IsFeature).Select(Row)],
        };
        return (table, steps.Any(step => step.Change is UpgradeChange.Removed or UpgradeChange.Found) ? ExitCode.Found : ExitCode.Good);
    }

    // What the version brings by itself: nothing that is there has to change for it.
    private static AnswerRow Row(VersionFact fact) => new([fact.IsFeature ? "feature" : fact.Change, "", "", fact.Name])
    {
        Because = [new AnswerReason(fact.Name, fact.Source, $"{fact.Stage}: {fact.Meaning}")],
    };

    private static AnswerRow Row(UpgradeStep step)
    {
        var (finding, location) = (step.Finding, step.Finding.Location);
        var place = location.Line == 0 ? location.File : $"{location.File}:{location.Line}:{location.Column}";
        return new AnswerRow([step.Change.ToString().ToLowerInvariant(), finding.Severity.Name(), finding.Control.Id, finding.Subject.ToString()])
        {
            Because = [new AnswerReason(finding.Subject.ToString(), place, finding.Message.Length > 0 ? finding.Message : finding.Control.Title, step.Advice)],
        };
    }
}
