using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Hosts;

/// <summary>
/// The firewall. Its rules lie in the kernel and are not read by this version: which ports are open to whom is therefore unknown, and what listens
/// for a network counts as reachable from it.
/// </summary>
internal static class FirewallFacts
{
    /// <summary>Fills <c>firewall</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        draft.Facts["firewall"] = new JsonObject();
        draft.Unknown("firewall", Namespaces.WhyForeignNetwork(machine.Root) ?? "the kernel's rules are not read by this version: `nft list ruleset` shows them");
    }
}
