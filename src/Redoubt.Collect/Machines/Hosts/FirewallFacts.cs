using System.Net;
using System.Text.Json.Nodes;
using Redoubt.Collect.Machines.Firewalls;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>
/// The packet filter: its rules, what they do with what no rule decides, and to whom each port is open that somebody listens on.
/// </summary>
internal static class FirewallFacts
{
    /// <summary>Fills <c>firewall</c> and <c>sockets[*].openTo</c>; comes after the sockets.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var sockets = draft.Facts["sockets"] as JsonArray ?? [];
        if (!machine.Firewall.Found(out var found))
        {
            draft.Facts["firewall"] = new JsonObject();
            draft.Unknown("firewall", machine.Firewall.WhyNot);
            if (sockets.Count > 0)
            {
                draft.Unknown("sockets[*].openTo", machine.Firewall.WhyNot);
            }

            return;
        }

        draft.Facts["firewall"] = Facts(found.Rules);
        for (var i = 0; i < sockets.Count; i++)
        {
            if (sockets[i] is JsonObject socket)
            {
                AddOpenings(draft, found.Ports, sockets, socket, i);
            }
        }
    }

    private static JsonObject Facts(Ruleset rules)
    {
        var filters = rules.Chains.Where(chain => chain is { Type: "filter", Hook: not null }).ToArray();
        return new JsonObject
        {
            ["active"] = filters.Any(chain => chain.Hook is Hook.Input or Hook.Prerouting && (chain.Rules.Count > 0 || chain.Policy == VerdictCode.Drop)),
            ["backend"] = "nftables",
            ["forward"] = Policy(filters, Hook.Forward),
            ["input"] = Policy(filters, Hook.Input),
            ["rules"] = EvidenceDraft.Texts(RuleText.Of(rules)),
        };
    }

    /// <summary>A packet must be accepted by every chain of a hook, so one that drops is enough.</summary>
    private static string Policy(Chain[] filters, Hook hook) => filters.Any(chain => chain.Hook == hook && chain.Policy == VerdictCode.Drop) ? "drop" : "accept";

    private static void AddOpenings(EvidenceDraft draft, OpenPorts ports, JsonArray sockets, JsonObject socket, int index)
    {
        var (protocol, port) = ((string?)socket["protocol"] ?? "tcp", (int?)socket["port"] ?? 0);
        if (!IPAddress.TryParse((string?)socket["address"], out var address))
        {
            return;
        }

        // One listener on :: takes IPv4 too, unless another has that (ipv6(7), IPV6_V6ONLY).
        var hasOther = sockets.OfType<JsonObject>().Any(other => (string?)other["address"] == "0.0.0.0" && (string?)other["protocol"] == protocol && (int?)other["port"] == port);
        var openings = (string?)socket["reach"] == "loopback" ? Seen<IReadOnlyList<Opening>>.Of([]) : ports.Of(address, protocol, port, !hasOther);
        if (openings.Found(out var found))
        {
            socket["openTo"] = new JsonArray([.. found.Select(ToFact)]);
        }
        else
        {
            draft.Unknown($"sockets[{index}].openTo", openings.WhyNot);
        }
    }

    private static JsonObject ToFact(Opening opening)
    {
        var fact = new JsonObject { ["source"] = opening.Source };
        if (opening.Interface is { } name)
        {
            fact["interface"] = name;
        }

        return fact;
    }
}
