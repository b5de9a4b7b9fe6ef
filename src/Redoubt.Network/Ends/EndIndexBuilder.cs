using System.Runtime.InteropServices;
using System.Text;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;
using Redoubt.Network.Addresses;
using Redoubt.Network.Labels;

namespace Redoubt.Network.Ends;

/// <summary>Puts all ends of a platform into classes.</summary>
internal sealed class EndIndexBuilder
{
    private static readonly GroupKind NodeObject = new("", "Node");

    // The node of host-network pods of which nobody says where they run.
    private const string SomeNode = "";

    private readonly Platform _platform;
    private readonly PodReader _pods;

    public EndIndexBuilder(Platform platform, AddressLine line)
    {
        _platform = platform;
        _pods = new PodReader(platform);
        Line = line;
        var pods = _pods.Leaves().Select(pod => (Workload: pod, Labels: LabelMap.Of(pod.Labels))).ToArray();
        AddPods(pods);
        PodClassCount = Classes.Count;
        SomePod = new NetworkEnd(EndKind.SomePod, "some pod") { Workload = "{ingress-controller}" };
        AddClass(EndKind.SomePod, "", LabelMap.Unknown).Add(SomePod);
        AddNodes(pods);
        AddHostPods(pods);
        FirstAddressClass = Classes.Count;
        AddAddresses();
    }

    public AddressLine Line { get; }

    public List<EndClass> Classes { get; } = [];

    public List<NamespaceEntry> Namespaces { get; } = [];

    public Dictionary<string, NetworkEnd> ByName { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, NodeEntry> Nodes { get; } = new(StringComparer.Ordinal);

    public Dictionary<IpAddress, (NodeEntry Node, int ClassNumber)> NodeAddresses { get; } = [];

    public int PodClassCount { get; }

    public NetworkEnd SomePod { get; }

    public int FirstAddressClass { get; }

    /// <summary>Whether objects of a kind are namespaces or nodes.</summary>
    public static bool IsOfEnds(GroupKind kind) => kind == NamespaceUse.GroupKind || kind == NodeObject;

    private static bool IsOnHost(Workload pod) => pod.Spec["hostNetwork"].IsTrue;

    private void AddPods((Workload Workload, LabelMap Labels)[] pods)
    {
        var byNamespace = pods.Where(pod => !IsOnHost(pod.Workload)).ToLookup(pod => pod.Workload.Document.Namespace, StringComparer.Ordinal);
        var isComplete = _platform.IsComplete(NamespaceUse.GroupKind, null, out _);
        foreach (var name in _platform.Namespaces.Select(ns => ns.Name).Union(byNamespace.Select(group => group.Key)).Order(StringComparer.Ordinal))
        {
            var first = Classes.Count;
            var classes = new Dictionary<string, EndClass>(StringComparer.Ordinal);
            foreach (var (workload, labels) in byNamespace[name])
            {
                var end = Pod(workload, labels, node: workload.Spec["nodeName"].AsString());
                ref var one = ref CollectionsMarshal.GetValueRefOrAddDefault(classes, KeyOf(end, labels), out _);
                (one ??= AddClass(EndKind.Pod, name, labels)).Add(end);
            }

            var document = _platform.Namespace(name)?.Document;
            Namespaces.Add(new NamespaceEntry(name, NamespaceEntry.LabelsOf(name, document, isComplete), document, first, Classes.Count));
        }
    }

    // What tells pods of one namespace apart: an address counts only as the piece of the line that it lies in.
    private string KeyOf(NetworkEnd pod, LabelMap labels)
    {
        var key = new StringBuilder(labels.Text);
        foreach (var port in pod.NamedPorts)
        {
            key.Append('\n').Append(port.Name).Append('/').Append((int)port.Protocol).Append('/').Append(port.Number);
        }

        foreach (var piece in pod.Addresses.Select(Line.PieceOf).Distinct().Order())
        {
            key.Append('\n').Append(piece);
        }

        return key.ToString();
    }

    private NetworkEnd Pod(Workload workload, LabelMap labels, string? node)
    {
        var document = workload.Document;
        var end = new NetworkEnd(EndKind.Pod, $"{document.Namespace}/{document.Name}")
        {
            Namespace = document.Namespace,
            Workload = _pods.OwnerOf(workload),
            Document = document,
            Addresses = PodReader.AddressesOf(workload),
            IsOnHostNetwork = IsOnHost(workload),
            NamedPorts = PodReader.NamedPortsOf(workload),
            Labels = labels,
            Node = node,
            IsSingle = document.Kind == "Pod",
        };
        ByName.TryAdd(end.Name, end);
        ByName.TryAdd(end.Workload, end);
        return end;
    }

    private EndClass AddClass(EndKind kind, string ns, LabelMap labels)
    {
        var one = new EndClass(Classes.Count, kind, ns, labels);
        Classes.Add(one);
        return one;
    }

    // Nodes that have a document, then those that a pod names: their addresses are what the pods on them say.
    private void AddNodes((Workload Workload, LabelMap Labels)[] pods)
    {
        foreach (var document in _platform.Of(NodeObject))
        {
            var addresses = new List<IpAddress>();
            foreach (var address in document.Root["status"]["addresses"].Items)
            {
                if (address["type"].Is("InternalIP") || address["type"].Is("ExternalIP"))
                {
                    PodReader.Add(address["address"], addresses);
                }
            }

            AddNode(document.Name, LabelMap.Of(document.Labels), addresses, document);
        }

        var named = pods.Where(pod => pod.Workload.Spec["nodeName"].HasValue || IsOnHost(pod.Workload))
            .GroupBy(pod => pod.Workload.Spec["nodeName"].AsString() ?? SomeNode, pod => pod.Workload);
        foreach (var group in named.Where(group => !Nodes.ContainsKey(group.Key)))
        {
            AddNode(group.Key, LabelMap.Unknown, group.Key == SomeNode ? [] : HostAddresses(group), document: null);
        }
    }

    private static List<IpAddress> HostAddresses(IEnumerable<Workload> pods)
    {
        var addresses = new List<IpAddress>();
        foreach (var pod in pods)
        {
            PodReader.Add(pod.Pod["status"]["hostIP"], addresses);
            foreach (var item in pod.Pod["status"]["hostIPs"].Items)
            {
                PodReader.Add(item["ip"], addresses);
            }

            addresses.AddRange(IsOnHost(pod) ? PodReader.AddressesOf(pod).Except(addresses) : []);
        }

        return addresses;
    }

    private void AddNode(string name, LabelMap labels, List<IpAddress> addresses, Document? document)
    {
        var end = new NetworkEnd(EndKind.Node, name.Length == 0 ? "some node" : $"node/{name}")
        {
            Workload = name.Length == 0 ? "some node" : $"node/{name}",
            Document = document,
            Addresses = addresses,
            Node = name.Length == 0 ? null : name,
        };
        var number = AddNodeClass(end, labels);
        var byAddress = new List<(IpAddress, int)>();
        foreach (var address in addresses)
        {
            byAddress.Add((address, addresses.Count == 1 ? number : AddNodeClass(null, labels)));
        }

        var entry = new NodeEntry(end, labels, byAddress);
        if (Nodes.TryAdd(name, entry))
        {
            ByName.TryAdd(end.Name, end);
            byAddress.ForEach(pair => NodeAddresses.TryAdd(pair.Item1, (entry, pair.Item2)));
        }
    }

    private int AddNodeClass(NetworkEnd? end, LabelMap labels)
    {
        var one = AddClass(EndKind.Node, "", labels);
        if (end is not null)
        {
            one.Add(end);
        }

        return one.Number;
    }

    private void AddHostPods((Workload Workload, LabelMap Labels)[] pods)
    {
        foreach (var (workload, labels) in pods.Where(pod => IsOnHost(pod.Workload)))
        {
            var entry = Nodes[workload.Spec["nodeName"].AsString() ?? SomeNode];
            var known = PodReader.AddressesOf(workload).Select(address => NodeAddresses.GetValueOrDefault(address).Node).FirstOrDefault(node => node is not null);
            var node = entry.End.Node is null && known is not null ? known : entry;
            Classes[node.End.ClassNumber].Add(Pod(workload, labels, node.End.Node));
        }
    }

    private void AddAddresses()
    {
        for (var piece = 0; piece < Line.Count; piece++)
        {
            var range = Line[piece];
            AddClass(EndKind.Address, "", LabelMap.Unknown).Add(new NetworkEnd(EndKind.Address, range.ToString()) { Workload = range.ToString(), Range = range });
        }
    }
}
