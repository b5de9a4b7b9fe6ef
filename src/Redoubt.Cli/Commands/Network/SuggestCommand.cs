using System.CommandLine;
using Redoubt.Cli.Commands.Answers;
using Redoubt.Network.Policies;
using Redoubt.Network.Suggest;
using Redoubt.Report.Answers;
using Redoubt.Run.Network;

namespace Redoubt.Cli.Commands.Network;

/// <summary><c>redoubt network suggest</c>: least-privilege policies, ready to apply, each rule with its reason, and the proof.</summary>
internal static class SuggestCommand
{
    private const int MostShown = 5;

    // About two hundred lines.
    private const int MostPrinted = 6_000;

    public static Command Create()
    {
        var options = new NetworkOptions("path", "Files, folders, charts, or -. [default: this folder]");
        var from = new Option<string[]>("--from")
        {
            Description = "Flow logs to take the connections from, instead of what manifests show: JSON lines of Hubble or Calico, or a table of a cloud with a head (also packed with gzip), folders of them, or -.",
            HelpName = "file",
        };
        var admin = new Option<bool>("--admin") { Description = "A baseline too (ClusterNetworkPolicy), for pods that no policy selects." };
        var output = new Option<string>("--output", "-o") { Description = "Where the policies go, ready to apply. [default: after the table; with --format yaml they alone]", HelpName = "file" };
        var command = new Command("suggest", "Least-privilege policies from what manifests or flow logs show that workloads need: ready to apply, each rule with its reason, proved (exit 1 if something needed stays closed).");
        options.AddTo(command, options.Namespace, from, admin, output);
        command.SetAction(parsed => options.Run(parsed, parsed.GetValue(options.Words) ?? [], [], (session, problems) =>
        {
            var logs = parsed.GetValue(from) ?? [];
            var unread = new List<string>();
            var shown = ManifestNeeds.Of(session.Reachability);
            var needs = logs.Length == 0 ? shown : session.Flows(logs, Console.OpenStandardInput(), unread);
            var isBroken = PolicyOutput.Tell(unread);
            var suggestion = PolicySuggestion.Of(session.Reachability, needs.All, parsed.GetValue(options.Namespace), parsed.GetValue(admin));
            if (parsed.GetValue(output) is { } file && !ManifestFile.Write(file, suggestion.Manifests, problems))
            {
                return null;
            }

            var table = Table(session, suggestion, [.. needs.Notes, .. logs.Length > 0 ? Unseen(shown, needs) : []], parsed.GetValue(output) is null);
            return (table, isBroken ? ExitCode.NotJudged : suggestion.Closed.Count > 0 ? ExitCode.Found : ExitCode.Good);
        }));
        return command;
    }

    private static AnswerTable Table(NetworkSession session, PolicySuggestion suggestion, IReadOnlyList<string> notes, bool showsManifests) => new()
    {
        Topic = "network",
        Command = "suggest",
        Question = "which policies let through what is needed, and nothing else?",
        EdgeColumn = 1,
        Columns = ["what", "src", "dst", "ports"],
        Empty = "nothing here runs pods",
        Rows =
        [
            .. suggestion.Needs.GroupBy(need => (need.From, need.To, Ports: $"{need.Ports}")).OrderBy(group => $"{group.Key}", StringComparer.Ordinal)
                .Select(group => new AnswerRow(["needs", $"{group.Key.From}", $"{group.Key.To}", group.Key.Ports]) { Because = [.. group.Select(need => new AnswerReason(need.Reason, need.Place, ""))] }),
            .. suggestion.Cuts?.Select(Row) ?? [],
        ],
        Notes = [.. Proof(suggestion), .. suggestion.Notes, .. notes, .. session.Missing(null) is { } missing ? [$"policies may be missing: {missing}"] : Array.Empty<string>()],
        Attachment = showsManifests ? suggestion.Manifests : null,
        AttachmentHint = suggestion.Manifests.Length > MostPrinted ? "the policies are many: -o FILE writes them, --format yaml prints them alone" : "",
    };

    private static AnswerRow Row(Cut cut)
    {
        var others = $"{string.Join(", ", cut.Others.Take(MostShown))}{(cut.Others.Count > MostShown ? $" and {cut.Others.Count - MostShown} more" : "")} ({cut.Others.Count} of {cut.Before})";
        return new AnswerRow(cut.Direction == Direction.Ingress ? ["cut", others, cut.Workload, ""] : ["cut", cut.Workload, others, ""]);
    }

    private static IEnumerable<string> Proof(PolicySuggestion suggestion)
    {
        if (suggestion.After.Map.IsByProtocol)
        {
            yield return "too many ports and ends to prove it: what differs within a protocol is not known";
        }

        yield return suggestion.Closed.Count == 0 && suggestion.Open.Count == 0
            ? "proved: with these policies alone, each connection that is needed passes, and no other"
            : "not exact, as the next lines say";
        foreach (var line in Lines("is needed and stays closed, by a policy of another kind", suggestion.Closed).Concat(Lines("is open and was not asked for", suggestion.Open)))
        {
            yield return line;
        }

        if (suggestion.Others.Count > 0)
        {
            yield return $"policies that are here stay beside these, and let through what they let through: {string.Join(", ", suggestion.Others.Take(MostShown).Select(policy => policy.Label))}{(suggestion.Others.Count > MostShown ? $" and {suggestion.Others.Count - MostShown} more" : "")}";
        }

        foreach (var line in Lines("stays open by them: delete them for just what is needed", suggestion.OpenByOthers))
        {
            yield return line;
        }

        if (suggestion.Cuts is null)
        {
            yield return "what is cut is not listed: too many ends to compare each with each";
        }
    }

    private static IEnumerable<string> Lines(string what, IReadOnlyList<string> lines)
    {
        foreach (var line in lines.Take(MostShown))
        {
            yield return $"{line} {what}";
        }

        if (lines.Count > MostShown)
        {
            yield return $"and {lines.Count - MostShown} more like that";
        }
    }

    // What manifests speak of and the log never saw: it may be seldom, or not be used.
    private static IEnumerable<string> Unseen(NeedList shown, NeedList seen)
    {
        var pairs = seen.All.Select(need => (need.From, need.To)).ToHashSet();
        return shown.All.Where(need => need.From is NeedPeer.Workload && need.To is NeedPeer.Workload && !pairs.Contains((need.From, need.To)))
            .Select(need => $"manifests show {need.From} to {need.To}, {need.Ports}, and the log has none of it, so that it is not let through: {need.Reason} ({need.Place})").Distinct();
    }
}
