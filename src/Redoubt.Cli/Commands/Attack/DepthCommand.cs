using System.CommandLine;
using Redoubt.Attack;
using Redoubt.Catalog;
using Redoubt.Report.Answers;

namespace Redoubt.Cli.Commands.Attack;

/// <summary><c>redoubt depth</c>: how many independent things must fail before something is lost, and which single failure loses it.</summary>
internal static class DepthCommand
{
    private const int MostShown = 4;

    public static Command Create()
    {
        var options = new AttackOptions();
        var gate = new Option<string>("--gate") { Description = "depth=N: exit with 1 if cluster-admin, all secrets or a node, or what --to names, falls to fewer failures.", HelpName = "depth=N" };
        var command = new Command("depth", "How many independent things must fail before something is lost: depth, single points of failure, and where to look next.");
        options.AddTo(command, gate);
        command.SetAction(parsed => options.Run(parsed, isForAll: false, (question, problems) =>
        {
            var least = parsed.GetValue(gate) is { } text ? ScanSettings.DepthOf(text, problems) : null;
            if (least is not null && options.IsQuiet(parsed))
            {
                problems.Add("--quiet: a gate is about depth, and what nobody sees is never mixed with it");
            }

            return problems.Count > 0 ? null : Answer(question, least);
        }));
        return command;
    }

    private static (AnswerTable, int) Answer(AttackQuestion question, int? least)
    {
        var pairs = question.Pairs.Select(one => one.Pair).ToArray();
        var jewels = pairs.Select(pair => pair.Jewel.Name).Distinct().Count();
        var isAll = question.To.Count == question.Analysis.Jewels.Count;
        var found = least is { } wanted
            ? pairs.Where(pair => (!isAll || Gate.IsWhole(pair.Jewel.Name)) && pair.AtLeast < wanted).ToArray()
            : [];
        var notes = found.Select(pair => $"below the gate: {pair.Jewel.Name} from {pair.Entry.Name} at {pair.DepthText}").Take(MostShown).ToList();
        if (found.Length > MostShown)
        {
            notes.Add($"and {found.Length - MostShown} more below the gate");
        }

        notes.AddRange(question.Analysis.Notes);
        if (pairs.Length == 0)
        {
            notes.Add("nothing here runs or acts: there is nowhere to begin");
        }

        var table = new AnswerTable
        {
            Topic = "depth",
            Command = "depth",
            Question = question.Analysis.IsQuiet ? "how many things must fail before it is lost and nobody sees it?" : "how many things must fail before it is lost?",
            NamesCells = true,
            Columns = ["jewel", "depth", "firm", "from"],
            Empty = "nothing to lose",
            Rows = [.. pairs.GroupBy(pair => pair.Jewel.Name).OrderBy(group => Rank(group.Key)).ThenBy(group => group.Key, StringComparer.Ordinal).SelectMany(jewel => Rows(jewel, pair => question.Analysis.IsOwn(pair.Entry, pair.Jewel), question.IsForAll))],
            Notes = question.IsForAll || pairs.Length == jewels ? notes : [.. notes, $"{pairs.Length - jewels} other ways in need more failures, or as many: --show all"],
        };
        return (table, found.Length > 0 ? ExitCode.Found : ExitCode.Good);
    }

    private static int Rank(string jewel) => jewel switch
    {
        "cluster-admin" => 0,
        "all-secrets" => 1,
        _ => jewel.StartsWith("node", StringComparison.Ordinal) ? 2 : 3,
    };

    // The nearest way in says what matters; the others are there for who asks.
    private static IEnumerable<AnswerRow> Rows(IGrouping<string, DepthPair> jewel, Func<DepthPair, bool> isOwn, bool all)
    {
        // What an entry has by what it is, is not ranked: no plan could change it.
        var others = jewel.Where(pair => !isOwn(pair)).Order(DepthPair.ByNearness).ToArray();
        var own = jewel.Where(isOwn).OrderBy(pair => pair.Entry.Name, StringComparer.Ordinal).ToArray();
        var rows = all ? [.. others, .. own] : others.Length > 0 ? others[..1] : own[..1];
        return rows.Select(pair => new AnswerRow([pair.Jewel.Name, pair.DepthText, pair.FirmText, pair.Entry.Name])
        {
            Because = isOwn(pair) ? [new AnswerReason("its own", "", "what runs there is given it")] : [.. Reasons(pair)],
        });
    }

    private static IEnumerable<AnswerReason> Reasons(DepthPair pair)
    {
        foreach (var set in pair.Sets.Take(MostShown))
        {
            yield return new AnswerReason(set.Causes.Count == 0 ? "nothing has to fail" : $"{set}", "", set.Causes.Count == 1 ? "a single point of failure" : "");
        }

        if (pair.Sets.Count > MostShown)
        {
            yield return new AnswerReason($"and {pair.Sets.Count - MostShown} more sets", "", "");
        }

        foreach (var falls in pair.Falls.GroupBy(fall => (fall.Depth, fall.Look)))
        {
            yield return new AnswerReason($"falls to {falls.Key.Depth}", "", $"if {string.Join(", or if ", falls.Select(fall => fall.Say))}: nobody has looked; {falls.Key.Look} tells");
        }
    }
}
