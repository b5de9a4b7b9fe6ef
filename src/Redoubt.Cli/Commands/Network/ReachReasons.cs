using Redoubt.Network;
using Redoubt.Network.Ends;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;
using Redoubt.Report.Answers;

namespace Redoubt.Cli.Commands.Network;

/// <summary>Why a packet passes or not: of each end the policies that are for it, and of each what lets the packet through or why nothing does.</summary>
internal static class ReachReasons
{
    private const int MostRules = 8;

    public static IEnumerable<AnswerReason> Of(ReachAnswer answer) =>
        answer.Egress is null && answer.Ingress is null
            ? answer.Reasons.Select(reason => new AnswerReason(reason.Label, "", ""))
            : Side(answer, answer.Egress, answer.Packet.From, answer.Packet.To).Concat(Side(answer, answer.Ingress, answer.Packet.To, answer.Packet.From));

    /// <summary>What the policies of one end let pass, without a port.</summary>
    public static IEnumerable<AnswerReason> Half(Connection? half, string end, bool isOut)
    {
        var way = isOut ? "out" : "in";
        yield return half is { } known
            ? new AnswerReason($"{end} on the way {way}", "", $"policies let {known.Allowed} {way}{(known.Unknown.IsEmpty ? "" : $"; of {known.Unknown} that is not known")}")
            : new AnswerReason($"{end} on the way {way}", "", "no policy is for it");
    }

    private static IEnumerable<AnswerReason> Side(ReachAnswer answer, SideAnswer? side, NetworkEnd own, NetworkEnd other)
    {
        var isOut = ReferenceEquals(own, answer.Packet.From);
        if (side is null)
        {
            yield return new AnswerReason($"{own} on the way {(isOut ? "out" : "in")}", "", "no policy is for it");
            yield break;
        }

        foreach (var reason in side.Reasons.Where(reason => reason.Rule is not null))
        {
            yield return new AnswerReason(reason.Label, $"{reason.Place}", $"{Does(reason.Rule!, side.Verdict)}", side.Verdict == Verdict.Allowed ? "" : Opening(side, own, other, answer.Packet));
        }

        if (side.Reasons.Any(reason => reason.Rule is null))
        {
            foreach (var policy in side.Selecting)
            {
                yield return new AnswerReason(policy.Label, $"{policy.Document.PlaceOf(policy.Document.Mention)}", $"is for {own} and no rule of it lets the packet {(isOut ? "out" : "in")}", "");
            }

            foreach (var fit in side.Rules.Take(MostRules))
            {
                yield return new AnswerReason($"a rule of {fit.Rule.Policy.Label}", $"{fit.Rule.Policy.Document.PlaceOf(fit.Rule.Node)}", WhyNot(fit, other, answer.Packet), "");
            }

            yield return new AnswerReason("to open it", "", "", Opening(side, own, other, answer.Packet));
        }
    }

    private static string Does(PolicyRule rule, Verdict verdict) => verdict switch
    {
        Verdict.Allowed => "lets it through; without this rule another would have to",
        Verdict.Unknown => "may decide it, and whether it does is not known",
        _ => rule.Action == RuleAction.Deny ? "denies it" : "decides it",
    };

    private static string WhyNot(RuleFit fit, NetworkEnd other, Packet packet) => (fit.Peer, fit.Port) switch
    {
        (Match.No, true) => $"is for the port, and not for {other}",
        (Match.No, false) => $"is neither for {other} nor for {Protocols.NameOf(packet.Protocol)} {packet.Port}",
        (_, false) => $"is for {other}, and not for {Protocols.NameOf(packet.Protocol)} {packet.Port}",
        _ => "fits, and the admin tier decides before it",
    };

    // One rule more in a policy that is there: the smallest change that lets just this packet through.
    private static string Opening(SideAnswer side, NetworkEnd own, NetworkEnd other, Packet packet)
    {
        var isOut = ReferenceEquals(own, packet.From);
        var policy = side.Selecting.FirstOrDefault(one => one.Tier == PolicyTier.Namespace);
        var peer = Peer(other);
        return policy is null
            ? "change the rule, or put one that allows it before it"
            : $"add to `{(isOut ? "egress" : "ingress")}` of {policy.Label}: `- {{{(isOut ? "to" : "from")}: [{peer}], ports: [{{protocol: {Protocols.NameOf(packet.Protocol)}, port: {packet.Port}}}]}}`";
    }

    private static string Peer(NetworkEnd end) => end.Kind switch
    {
        EndKind.Pod => $"{{namespaceSelector: {{matchLabels: {{kubernetes.io/metadata.name: {end.Namespace}}}}}, podSelector: {{matchLabels: {Labels(end)}}}}}",
        EndKind.Node => $"{{ipBlock: {{cidr: {(end.Addresses.Count > 0 ? end.Addresses[0] : "ADDRESS")}/32}}}}",
        _ => $"{{ipBlock: {{cidr: {(end.Addresses.Count > 0 ? $"{end.Addresses[0]}/{(end.Addresses[0].IsV6 ? 128 : 32)}" : "0.0.0.0/0")}}}}}",
    };

    private static string Labels(NetworkEnd end)
    {
        var labels = new List<string>();
        var root = end.Document?.Root ?? default;
        var template = root["spec"]["template"]["metadata"]["labels"];
        foreach (var label in (template.Exists ? template : root["metadata"]["labels"]).Fields)
        {
            labels.Add($"{label.Key}: {label.AsString()}");
        }

        return $"{{{string.Join(", ", labels)}}}";
    }
}
