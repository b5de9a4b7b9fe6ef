using System.CommandLine;
using Redoubt.Catalog;
using Redoubt.Catalog.Owners;
using Redoubt.Cli.Commands.Answers;
using Redoubt.Report.Answers;
using Redoubt.Run.Questions;

namespace Redoubt.Cli.Commands;

/// <summary><c>redoubt owners</c>: which team answers for how much of which layer, and what nobody answers for.</summary>
internal static class OwnersCommand
{
    private const string Nobody = "nobody";

    public static Command Create()
    {
        var options = new AnswerOptions("path", "Files, folders or globs; - is standard input.");
        var command = new Command("owners", "Which team answers for how many objects of each layer, and what nobody answers for.");
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var paths = parsed.GetValue(options.Words) is { Length: > 0 } given ? given : ["."];
            return options.Run(parsed, paths, [], (session, _) => (Matrix(session), ExitCode.Good));
        });
        return command;
    }

    private static AnswerTable Matrix(EvidenceSession session)
    {
        var all = Ownership.Of(session.Platform, new OwnerBook(session.Configuration.Owners, session.Platform, session.Files.Of));
        var owned = Ownership.Owned(all, session.Configuration.Owners);
        string[] gaps = [.. Enum.GetValues<Layer>().Where(layer => !owned.Contains(layer)).Select(layer => layer.Name())];
        return new AnswerTable
        {
            Topic = "owners",
            Command = "owners",
            Question = "who answers for what?",
            IsPlain = true,
            NamesCells = true,
            Columns = ["team", .. Names.OfLayers],
            Empty = "nothing was given that somebody could answer for",
            Rows = [.. all.GroupBy(one => one.Team).OrderBy(team => team.Key.Length == 0).ThenBy(team => team.Key, StringComparer.Ordinal).Select(Row)],
            Notes = gaps.Length == 0 ? [] : [$"nobody answers for anything of {string.Join(", ", gaps)}"],
        };
    }

    private static AnswerRow Row(IGrouping<string, Ownership> team)
    {
        var counts = Enum.GetValues<Layer>().Select(layer => team.Where(one => one.Layer == layer).Sum(one => one.Objects.Count));
        var because = team.Key.Length > 0 ? [] : team.Select(one =>
        {
            var place = one.Objects[0].PlaceOf(one.Objects[0].Mention);
            return new AnswerReason($"{one.Layer.Name()}{(one.Namespace.Length > 0 ? $" of {one.Namespace}" : "")}", place.ToString(), $"{one.Objects.Count} without an owner, {one.Objects[0].Key} the first");
        });
        return new AnswerRow([team.Key.Length > 0 ? team.Key : Nobody, .. counts.Select(count => count == 0 ? "" : $"{count}")]) { Because = [.. because] };
    }
}
