using System.CommandLine;
using Redoubt.Attack;
using Redoubt.Attack.Plan;
using Redoubt.Report.Answers;

namespace Redoubt.Cli.Commands.Attack;

/// <summary><c>redoubt paths</c>: the shortest ways to what must not be lost, told step by step.</summary>
internal static class PathsCommand
{
    private const int MostShown = 3;
    private const int FromColumn = 2;

    public static Command Create()
    {
        var options = new AttackOptions();
        var command = new Command("paths", "The shortest ways to what must not be lost, step by step: what makes each possible, what must fail, what ends it.");
        var depth = new Option<string>("--depth") { Description = $"Only ways that need so many failures or fewer, 0 to {DepthPlan.MostDepth}. [default: {DepthPlan.MostDepth}]", HelpName = "number" };
        options.AddTo(command, depth);
        command.SetAction(parsed => options.Run(parsed, isForAll: true, (question, problems) =>
        {
            var most = PlanCommand.Number(parsed.GetValue(depth), "--depth", 0, DepthPlan.MostDepth, problems) ?? DepthPlan.MostDepth;
            return problems.Count > 0 ? null : (Answer(question, most), ExitCode.Good);
        }));
        return command;
    }

    private static AnswerTable Answer(AttackQuestion question, int most)
    {
        // Of each jewel the ways that differ in what must fail, not in the order of their steps; what an entry has by what it is, is no way.
        var found = question.Analysis.From(question.From, question.To, question.IsForAll);
        var pairs = from depths in found from pair in depths.Pairs select (Depths: depths, Pair: pair);
        var ways = pairs.SelectMany(one => one.Pair.Sets.Where(set => set.Causes.Count <= most).Select(set => (one.Depths, one.Pair, Set: set)))
            .Where(way => way.Set.Causes.Count > 0 || !question.Analysis.IsOwn(way.Pair.Entry, way.Pair.Jewel)).GroupBy(way => way.Pair.Jewel.Name)
            .SelectMany(jewel => jewel.OrderBy(way => way.Set.Causes.Count).ThenBy(way => way.Depths.Way(way.Set).Count).ThenBy(way => $"{way.Set}", StringComparer.Ordinal)
                .ThenBy(way => way.Pair.Entry.Name, StringComparer.Ordinal).DistinctBy(way => $"{way.Set}").Select((way, place) => (way.Depths, way.Pair, way.Set, Place: place)))
            .ToArray();
        var asked = question.Analysis.IsQuiet ? "how is it lost, and nobody sees it?" : "how is it lost?";
        string[] notes = [.. question.Analysis.Notes, .. question.To.Where(jewel => ways.All(way => way.Pair.Jewel.Name != jewel.Name)).Select(jewel => $"{jewel.Name}: {NoWay(most)}")];
        return new AnswerTable
        {
            Topic = "paths",
            Command = "paths",
            Question = asked,
            NamesCells = true,
            IsStory = true,
            Columns = ["jewel", "fails", "from"],
            EdgeColumn = FromColumn,
            EdgeEnd = 0,
            Json = json => PathsJson.Write(json, question.Analysis.BookOf(found, most), asked, notes, pair => question.Analysis.IsOwn(pair.Entry, pair.Jewel)),
            Empty = NoWay(most),
            Aside = "ways need more failures",
            Rows = [.. ways.Select(way => new AnswerRow([way.Pair.Jewel.Name, $"{way.Set}", way.Pair.Entry.Name]) { Because = [.. way.Depths.Way(way.Set).Select(Reason)], IsAside = way.Place >= MostShown })],
            Notes = notes,
        };
    }

    private static string NoWay(int most) => most switch
    {
        0 => "no way without a failure",
        1 => "no way that needs one failure or none",
        _ => $"no way that needs {most} failures or fewer",
    };

    /// <summary>A state of a guard as reports write verdicts.</summary>
    /// <param name="state">The state.</param>
    public static string NameOf(GuardState state) => state switch
    {
        GuardState.Pass => "pass",
        GuardState.Fail => "fail",
        _ => "unknown",
    };

    private static string Guards(AttackStep step)
    {
        string[] states =
        [
            .. step.Guards.GroupBy(guard => guard.State).OrderBy(group => group.Key).Select(group => $"{string.Join(", ", group.Select(guard => guard.Mechanism).Distinct())} {(group.Key switch
            {
                GuardState.Pass => "stands",
                GuardState.Fail => "is not there",
                _ => "is not known",
            })}"),
        ];
        return states.Length == 0 ? "" : $"In the way: {string.Join("; ", states)}.";
    }

    private static AnswerReason Reason(AttackStep step)
    {
        string[] sentences =
        [
            step.How, step.Fails.Count == 0 || step.Technique.Length == 0 ? "" : $"Has to fail: {string.Join(", ", step.Fails)}.",
            Guards(step), step.Gains.Length == 0 ? "" : $"He has {step.Gains}.", step.SeenBy.Length == 0 ? "" : $"Seen by {step.SeenBy}.",
        ];
        return new AnswerReason(step.On.Length == 0 ? step.Title : $"{step.Title}: {step.On}", step.Place?.ToString() ?? "", string.Join(' ', sentences.Where(sentence => sentence.Length > 0)), step.Ends);
    }
}
