using System.CommandLine;
using Redoubt.Attack;
using Redoubt.Report.Answers;

namespace Redoubt.Cli.Commands.Attack;

/// <summary><c>redoubt paths</c>: the shortest ways to what must not be lost, told step by step.</summary>
internal static class PathsCommand
{
    private const int MostShown = 3;

    public static Command Create()
    {
        var options = new AttackOptions();
        var command = new Command("paths", "The shortest ways to what must not be lost, step by step: what makes each possible, what must fail, what ends it.");
        options.AddTo(command);
        command.SetAction(parsed => options.Run(parsed, isForAll: true, (question, _) => (Answer(question), ExitCode.Good)));
        return command;
    }

    private static AnswerTable Answer(AttackQuestion question)
    {
        // Of each jewel the ways that differ in what must fail, not in the order of their steps.
        var ways = question.Pairs.SelectMany(one => one.Pair.Sets.Select(set => (one.Depths, one.Pair, Set: set))).GroupBy(way => way.Pair.Jewel.Name)
            .SelectMany(jewel => jewel.OrderBy(way => way.Set.Causes.Count).ThenBy(way => way.Depths.Way(way.Set).Count).ThenBy(way => $"{way.Set}", StringComparer.Ordinal)
                .ThenBy(way => way.Pair.Entry.Name, StringComparer.Ordinal).DistinctBy(way => $"{way.Set}").Select((way, place) => (way.Depths, way.Pair, way.Set, Place: place)))
            .ToArray();
        return new AnswerTable
        {
            Topic = "paths",
            Command = "paths",
            Question = question.Analysis.IsQuiet ? "how is it lost, and nobody sees it?" : "how is it lost?",
            NamesCells = true,
            Columns = ["jewel", "fails", "from"],
            Empty = "no way in that needs four failures or fewer",
            Aside = "ways need more failures",
            Rows = [.. ways.Select(way => new AnswerRow([way.Pair.Jewel.Name, $"{way.Set}", way.Pair.Entry.Name]) { Because = [.. way.Depths.Way(way.Set).Select(Reason)], IsAside = way.Place >= MostShown })],
            Notes = [.. question.Analysis.Notes, .. question.To.Where(jewel => ways.All(way => way.Pair.Jewel.Name != jewel.Name)).Select(jewel => $"{jewel.Name}: no way that needs four failures or fewer")],
        };
    }

    private static AnswerReason Reason(AttackStep step)
    {
        string[] sentences =
        [
            step.How, step.Fails.Count == 0 || step.Technique.Length == 0 ? "" : $"Has to fail: {string.Join(", ", step.Fails)}.",
            step.Gains.Length == 0 ? "" : $"He has {step.Gains}.", step.SeenBy.Length == 0 ? "" : $"Seen by {step.SeenBy}.",
        ];
        return new AnswerReason(step.On.Length == 0 ? step.Title : $"{step.Title}: {step.On}", step.Place?.ToString() ?? "", string.Join(' ', sentences.Where(sentence => sentence.Length > 0)), step.Ends);
    }
}
