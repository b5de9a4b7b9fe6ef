using Redoubt.Evidence;
using Redoubt.Network.Ends;
using Redoubt.Network.Policies;

namespace Redoubt.Network.Rows;

/// <summary>Says why it is not known whether a rule decides about an end.</summary>
internal static class Doubt
{
    public static MissingEvidence Of(RowRule rule, EndClass other)
    {
        if (rule.On(other.Number) == Match.Yes)
        {
            return new MissingEvidence(MissingCode.Declared, "the order of policies of one priority", "policies of one tier and priority may be asked in any order, and these differ")
            {
                Remedy = "give them different priorities",
            };
        }

        if (rule.Rule.IsPartial)
        {
            return new MissingEvidence(MissingCode.Definition, "all that the rule asks", "it asks more than addresses, labels and ports, or is of a tier of its maker's");
        }

        var name = other.Ends.Count > 0 ? other.Ends[0].Name : "the node";
        return rule.Rule.Peers.Select(peer => Of(peer, other, name)).FirstOrDefault(missing => missing is not null)
            ?? new MissingEvidence(MissingCode.ReferredTo, "the labels of a namespace", "it is only referred to") { Remedy = "add its manifest, or scan the cluster", Command = "kubectl get namespaces -o yaml" };
    }

    /// <summary>Why it is not known whether a policy is for pods.</summary>
    public static MissingEvidence OfSubject(Policy policy) => policy.Subject.IsPartial
        ? new MissingEvidence(MissingCode.Definition, $"the pods that {policy.Label} is for", "it selects them in words that are not read here")
        : new MissingEvidence(MissingCode.ReferredTo, $"the pods that {policy.Label} is for", "it selects namespaces by labels, and one is only referred to") { Remedy = "add its manifest, or scan the cluster" };

    private static MissingEvidence? Of(Peer peer, EndClass other, string name) => peer switch
    {
        BlockPeer when other.Kind == EndKind.Node => new MissingEvidence(MissingCode.ReferredTo, $"the addresses of {name}", "no evidence says them") { Remedy = "scan the cluster", Command = "kubectl get nodes -o yaml" },
        BlockPeer when other.Ends[0].Addresses.Count == 0 => new MissingEvidence(MissingCode.ReferredTo, $"the address of {name}", "it is given when the pod runs, and may lie in the block") { Remedy = "scan the cluster in which it runs" },
        BlockPeer => new MissingEvidence(MissingCode.Incomplete, "the network plug-in", "some let a block name the pods whose addresses it holds, others never do") { Remedy = "scan the cluster with the DaemonSet of its plug-in" },
        NodePeer when other.Kind == EndKind.Node => new MissingEvidence(MissingCode.ReferredTo, $"the labels of {name}", "it is only referred to") { Remedy = "scan the cluster", Command = "kubectl get nodes -o yaml" },
        DomainPeer when other.Kind is EndKind.Address or EndKind.Node => new MissingEvidence(MissingCode.Declared, "the addresses of a domain name", "whether this address is one of them changes while the cluster runs"),
        UnknownPeer => new MissingEvidence(MissingCode.Definition, "a form of peer", "it is not known here whom it is about"),
        PodPeer { IsPartial: true } => new MissingEvidence(MissingCode.Definition, "all that a selector asks", "it is in words that are not read here"),
        PodPeer when other.Kind == EndKind.SomePod => new MissingEvidence(MissingCode.ReferredTo, "the labels of the pod and its namespace", "the pod is not in the evidence") { Remedy = "scan the cluster" },
        _ => null,
    };
}
