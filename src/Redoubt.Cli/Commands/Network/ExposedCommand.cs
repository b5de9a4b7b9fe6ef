using System.CommandLine;
using Redoubt.Network;
using Redoubt.Network.Doors;
using Redoubt.Network.Ends;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;
using Redoubt.Report.Answers;
using Redoubt.Run.Network;

namespace Redoubt.Cli.Commands.Network;

/// <summary><c>redoubt network exposed</c>: every way from outside, door by door, and who reaches the outside.</summary>
internal static class ExposedCommand
{
    // The service of every cloud that gives machines their identity.
    private const string Metadata = "169.254.169.254";

    public static Command Create()
    {
        var options = new NetworkOptions("path", "Files, folders, charts, or -. [default: this folder]");
        var outward = new Option<bool>("--out") { Description = "Who reaches the internet, the metadata service, the API server and nodes, instead." };
        var command = new Command("exposed", "Every way in from outside, door by door, and whether policies let it through; with --out, who reaches the outside.");
        options.AddTo(command, options.Namespace, outward);
        command.SetAction(parsed => options.Run(parsed, parsed.GetValue(options.Words) ?? [], [], (session, _) =>
        {
            var ns = parsed.GetValue(options.Namespace);
            return (parsed.GetValue(outward) ? Out(session, ns) : In(session, ns), ExitCode.Good);
        }));
        return command;
    }

    private static AnswerTable In(NetworkSession session, string? ns)
    {
        var doors = session.Reachability.Doors.Where(door => ns is null || door.Document.Namespace == ns || door.Targets.Any(target => target.End.Namespace == ns)).ToArray();
        return new AnswerTable
        {
            Topic = "network",
            Command = "exposed",
            Question = "what leads in from outside?",
            Columns = ["door", "kind", "to", "ports", "policies"],
            Empty = "nothing",
            Rows = [.. doors.SelectMany(door => door.Targets.Select(target => Row(session.Reachability, door, target)))],
            Notes = [.. doors.SelectMany(door => door.Missing.Select(missing => $"{door.Label}: {missing}")).Distinct()],
        };
    }

    private static AnswerRow Row(Reachability reachability, Door door, DoorTarget target)
    {
        var to = reachability.Classes[target.End.ClassNumber];
        var senders = door.Controller.Count > 0 ? door.Controller.Select(end => reachability.Classes[end.ClassNumber]) : reachability.Classes.Where(one => one.Kind == EndKind.Address);
        var halves = senders.Select(sender => reachability.Between(sender, to)).ToArray();
        var allowed = halves.Aggregate(PortSet.None, (all, half) => all.Union(half.Allowed)).Intersect(target.Ports);
        var unknown = halves.Aggregate(PortSet.None, (all, half) => all.Union(half.Unknown)).Intersect(target.Ports).Except(allowed);
        var word = allowed.IsEmpty ? unknown.IsEmpty ? "deny it" : "not known" : allowed.Equals(target.Ports) ? "let it in" : $"let {allowed} in";
        var through = door.Controller.Count > 0 ? $"through {string.Join(", ", door.Controller.Select(end => end.Name).Distinct())}" : "";
        return new AnswerRow([door.Label, $"{door.Kind}", $"{target.End}", $"{target.Ports}", word]) { Because = [new AnswerReason(door.Label, $"{door.Document.PlaceOf(target.At)}", through)] };
    }

    private static AnswerTable Out(NetworkSession session, string? ns)
    {
        var reachability = session.Reachability;
        var metadata = reachability.Classes[reachability.Find(Metadata)!.ClassNumber];
        var outside = reachability.Classes.Where(one => one.Kind == EndKind.Address && !ReferenceEquals(one, metadata)).ToArray();
        var nodes = reachability.Classes.Where(one => one.Kind == EndKind.Node).ToArray();
        var rows = reachability.Classes.Where(one => one.Kind == EndKind.Pod && one.Ends.Count > 0 && (ns is null || one.Namespace == ns))
            .SelectMany(one => one.Ends.Select(end => end.Workload).Distinct(), (one, name) => (name, one))
            .GroupBy(row => row.name, row => row.one, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (string[])
            [
                group.Key, Told(group.Select(one => Ports(reachability, one, outside))), Told(group.Select(one => Ports(reachability, one, [metadata]))),
                Told(group.Select(one => ApiServer(reachability, one))), Told(group.Select(one => Ports(reachability, one, nodes))),
            ]);
        return new AnswerTable
        {
            Topic = "network",
            Command = "exposed",
            Question = "who reaches the outside?",
            Columns = ["src", "internet", "metadata", "apiServer", "nodes"],
            Empty = "nothing",
            Rows = [.. rows.Where(row => row.Skip(1).Any(cell => cell.Length > 0)).Select(row => new AnswerRow(row))],
            Notes =
            [
                .. session.Missing(ns) is { } missing ? [$"policies may be missing, so that less may be allowed: {missing}"] : Array.Empty<string>(),
                .. reachability.ApiServer.Count == 0 ? ["who reaches the API server is not known: its addresses are not here (the EndpointSlice of default/kubernetes)"] : Array.Empty<string>(),
                .. nodes.Length == 0 ? ["who reaches nodes is not known: no node is here, and none is named"] : Array.Empty<string>(),
            ],
        };
    }

    private static string Told(IEnumerable<PortSet> ports) => ports.Aggregate(PortSet.None, (all, own) => all.Union(own)) is { IsEmpty: false } some ? $"{some}" : "";

    private static PortSet ApiServer(Reachability reachability, EndClass from) => reachability.ApiServer
        .Select(target => Ports(reachability, from, [reachability.Classes[target.End.ClassNumber]]).Intersect(target.Ports)).Aggregate(PortSet.None, (all, ports) => all.Union(ports));

    private static PortSet Ports(Reachability reachability, EndClass from, IReadOnlyList<EndClass> targets) =>
        targets.Select(target => reachability.Half(from, target, Direction.Egress) is { } half ? half.Allowed.Union(half.Unknown) : PortSet.All).Aggregate(PortSet.None, (all, ports) => all.Union(ports));
}
