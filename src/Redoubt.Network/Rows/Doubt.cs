using Redoubt.Evidence;
using Redoubt.Network.Ends;
using Redoubt.Network.Policies;

namespace Redoubt.Network.Rows;

/// <summary>Says why it is not known whether a rule decides about an end.</summary>
internal static class Doubt
{
    private const string Scan = "scan the cluster";
    private const string ScanOrAdd = "add its manifest, or scan the cluster";

    /// <summary>What is missing to say whether a rule decides.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="other">The other end.</param>
    public static MissingEvidence Of(RowRule rule, EndClass other)
    {
        if (rule.On(other.Number) == Match.Yes)
        {
            return New(
                MissingCode.Declared, "the order of policies of one priority", "policies of one tier and priority may be asked in any order, and these differ",
                "give them different priorities");
        }

        if (rule.Rule.IsPartial)
        {
            return New(MissingCode.Definition, "all that the rule asks", "it asks more than addresses, labels and ports, or is of a tier of its maker's");
        }

        var name = other.Ends.Count > 0 ? other.Ends[0].Name : "the node";
        return rule.Rule.Peers.Select(peer => Of(peer, other, name)).FirstOrDefault(missing => missing is not null)
            ?? New(MissingCode.ReferredTo, "the labels of a namespace", "it is only referred to", ScanOrAdd, "kubectl get namespaces -o yaml");
    }

    /// <summary>Why it is not known whether a policy is for pods.</summary>
    /// <param name="policy">The policy.</param>
    public static MissingEvidence OfSubject(Policy policy)
    {
        var what = $"the pods that {policy.Label} is for";
        return policy.Subject.IsPartial
            ? New(MissingCode.Definition, what, "it selects them in words that are not read here")
            : New(MissingCode.ReferredTo, what, "it selects namespaces by labels, and one is only referred to", ScanOrAdd);
    }

    private static MissingEvidence? Of(Peer peer, EndClass other, string name) => (peer, other.Kind) switch
    {
        (BlockPeer, EndKind.Node) => New(MissingCode.ReferredTo, $"the addresses of {name}", "no evidence says them", Scan, "kubectl get nodes -o yaml"),
        (BlockPeer, _) when other.Ends[0].Addresses.Count == 0 =>
            New(MissingCode.ReferredTo, $"the address of {name}", "it is given when the pod runs, and may lie in the block", "scan the cluster in which it runs"),
        (BlockPeer, _) => New(
            MissingCode.Incomplete, "the network plug-in", "some let a block name the pods whose addresses it holds, others never do", "scan the cluster with the DaemonSet of its plug-in"),
        (NodePeer, EndKind.Node) => New(MissingCode.ReferredTo, $"the labels of {name}", "it is only referred to", Scan, "kubectl get nodes -o yaml"),
        (DomainPeer, EndKind.Address or EndKind.Node) =>
            New(MissingCode.Declared, "the addresses of a domain name", "whether this address is one of them changes while the cluster runs"),
        (UnknownPeer, _) => New(MissingCode.Definition, "a form of peer", "it is not known here whom it is about"),
        (PodPeer { IsPartial: true }, _) => New(MissingCode.Definition, "all that a selector asks", "it is in words that are not read here"),
        (PodPeer, EndKind.SomePod) => New(MissingCode.ReferredTo, "the labels of the pod and its namespace", "the pod is not in the evidence", Scan),
        _ => null,
    };

    private static MissingEvidence New(MissingCode code, string what, string why, string remedy = "", string command = "") =>
        new(code, what, why) { Remedy = remedy, Command = command };
}
