using Redoubt.Evidence;
using Redoubt.Network.Policies;

namespace Redoubt.Network.Enforcement;

/// <summary>Whether anything enforces policies: without that, whatever they deny passes.</summary>
/// <param name="Plugins">The plug-ins that the evidence shows.</param>
/// <param name="Missing">What would have to be known; null where a plug-in is.</param>
public sealed record PolicyEnforcement(IReadOnlyList<NetworkPlugin> Plugins, MissingEvidence? Missing)
{
    /// <summary>Whether a policy of this kind is enforced; <see cref="Match.Maybe"/> where no plug-in is known, or it depends on its version or settings.</summary>
    /// <param name="kind">The kind of policy.</param>
    public Match Of(GroupKind kind)
    {
        var best = Plugins.Count == 0 ? Match.Maybe : Match.No;
        foreach (var plugin in Plugins)
        {
            var own = OwnerOf(kind) is { } owner ? (owner == plugin.Name ? Match.Yes : Match.No)
                : kind == NetworkPolicyReader.Kind ? plugin.EnforcesPolicies : plugin.EnforcesAdminTiers;
            best = own > best ? own : best;
        }

        return best;
    }

    /// <summary>Whether what these reasons deny is: as sure as the surest of them.</summary>
    internal Match Of(IEnumerable<Reason> reasons) =>
        reasons.Select(reason => reason.Document).OfType<Document>().Select(document => Of(document.Key.Kind)).DefaultIfEmpty(Match.Yes).Max();

    // Kinds that only their maker's plug-in reads.
    private static string? OwnerOf(GroupKind kind) => kind.Group switch
    {
        "cilium.io" => "cilium",
        "crd.projectcalico.org" or "projectcalico.org" => "calico",
        _ => null,
    };
}
