using Redoubt.Evidence;
using Redoubt.Network.Addresses;
using Redoubt.Network.Ends;
using Redoubt.Network.Labels;

namespace Redoubt.Network.Policies;

/// <summary>Calico's sets of addresses, which its policies select by labels as they select pods.</summary>
internal sealed class NetworkSets
{
    private readonly (Document Document, string? Namespace, LabelMap Space, LabelMap Labels)[] _sets;
    private readonly LabelIndex _labels;

    public NetworkSets(Platform platform, CustomNamespaces namespaces)
    {
        var isComplete = platform.IsComplete(Redoubt.Evidence.Views.NamespaceUse.GroupKind, null, out _);
        _sets =
        [
            .. from document in Kinds.SelectMany(platform.Of)
               let ns = document.Kind == "NetworkSet" ? namespaces.Of(document) : null
               select (document, ns, ns is null ? LabelMap.OfCluster : NamespaceEntry.LabelsOf(ns, platform.Namespace(ns)?.Document, isComplete), LabelMap.Of(document.Labels)),
        ];
        _labels = new LabelIndex([.. _sets.Select(set => set.Labels)]);
    }

    public static IReadOnlyList<GroupKind> Kinds { get; } =
        [.. CalicoReader.Groups.SelectMany(group => new GroupKind[] { new(group, "NetworkSet"), new(group, "GlobalNetworkSet") })];

    /// <summary>What in them is no block of addresses, and so counts for nothing.</summary>
    public IEnumerable<NetworkProblem> Problems
    {
        get
        {
            foreach (var (document, _, _, _) in _sets)
            {
                foreach (var net in document.Root["spec"]["nets"].Items)
                {
                    if (!AddressRange.TryParseNet(net.AsString(), out _))
                    {
                        yield return new NetworkProblem(document, net, PolicyReading.NoBlock);
                    }
                }
            }
        }
    }

    /// <summary>The addresses of the sets that a peer selects, and whether it surely does.</summary>
    public IEnumerable<(AddressBlock Block, bool IsSure)> Of(PodPeer peer)
    {
        foreach (var (number, match) in _labels.Selected(peer.Pods, 0, _sets.Length))
        {
            var (document, ns, labels, _) = _sets[number];
            var space = peer.Namespace is { } own ? own == ns ? Match.Yes : Match.No : peer.Namespaces.On(labels);
            foreach (var net in space == Match.No ? default : document.Root["spec"]["nets"].Items)
            {
                if (AddressRange.TryParseNet(net.AsString(), out var range))
                {
                    yield return (new AddressBlock(range, []), match == Match.Yes && space == Match.Yes);
                }
            }
        }
    }
}
