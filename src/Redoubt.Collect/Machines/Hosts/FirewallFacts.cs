using System.Text.Json.Nodes;
using Redoubt.Collect.Machines.Firewalls;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>The packet filter: its rules, and what they do with what no rule decides. To whom each port is open stands beside the port.</summary>
internal static class FirewallFacts
{
    /// <summary>Fills <c>firewall</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        draft.Facts["firewall"] = machine.Firewall.Value is { } firewall ? Facts(firewall.Rules) : new JsonObject();
        if (machine.Firewall.Value is null)
        {
            draft.Unknown("firewall", machine.Firewall.WhyNot);
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
}
