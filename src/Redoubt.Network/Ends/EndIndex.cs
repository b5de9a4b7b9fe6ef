using Redoubt.Evidence;
using Redoubt.Network.Addresses;
using Redoubt.Network.Labels;
using Redoubt.Network.Policies;

namespace Redoubt.Network.Ends;

/// <summary>
/// Everything that can send or get a packet, in classes with numbers: pods by namespace first, then a pod of which nothing is known, nodes,
/// and the pieces of the address line.
/// </summary>
internal sealed class EndIndex
{
    private readonly List<EndClass> _classes;
    private readonly Dictionary<string, NetworkEnd> _byName;
    private readonly Dictionary<string, NodeEntry> _nodes;
    private readonly Dictionary<IpAddress, (NodeEntry Node, int ClassNumber)> _nodeAddresses;

    internal EndIndex(EndIndexBuilder builder)
    {
        _classes = builder.Classes;
        _byName = builder.ByName;
        _nodes = builder.Nodes;
        _nodeAddresses = builder.NodeAddresses;
        Line = builder.Line;
        Namespaces = builder.Namespaces;
        PodClassCount = builder.PodClassCount;
        SomePod = builder.SomePod;
        FirstAddressClass = builder.FirstAddressClass;
        NamespaceLabels = new LabelIndex([.. Namespaces.Select(ns => ns.Labels)]);
        PodLabels = new LabelIndex([.. _classes.Take(PodClassCount).Select(one => one.Labels)]);
        ByPortName = _classes.Take(PodClassCount).SelectMany(one => one.Ends[0].NamedPorts, (one, port) => (port.Name, one.Number)).Distinct()
            .ToLookup(port => port.Name, port => port.Number, StringComparer.Ordinal);
        ByNamespace = Namespaces.ToDictionary(ns => ns.Name, StringComparer.Ordinal);
    }

    /// <summary>Whether objects of a kind can be ends, or say what ends are.</summary>
    public static bool IsMadeOf(Platform platform, GroupKind kind) => platform.PodTemplates.Has(kind) || PodReader.IsMachine(kind) || EndIndexBuilder.IsOfEnds(kind);

    public static EndIndex Of(Platform platform, AddressLine line) => new(new EndIndexBuilder(platform, line));

    /// <summary>
    /// Whether the classes of another index are these, one by one: what policies say of classes is then the same for both, whichever pods are in them. A pod that is scaled, moved or has
    /// another image changes nothing; one with labels that none of its namespace had makes a class, and so all numbers after it are others.
    /// </summary>
    public bool HasClassesOf(EndIndex other) => _classes.Count == other._classes.Count && PodClassCount == other.PodClassCount && FirstAddressClass == other.FirstAddressClass
        && _classes.Zip(other._classes).All(pair => IsSame(pair.First, pair.Second))
        && Namespaces.Count == other.Namespaces.Count
        && Namespaces.Zip(other.Namespaces).All(pair => pair.First.Name == pair.Second.Name && pair.First.First == pair.Second.First && IsSame(pair.First.Labels, pair.Second.Labels))
        && _nodes.Count == other._nodes.Count
        && _nodes.Values.Zip(other._nodes.Values).All(pair => pair.First.End.ClassNumber == pair.Second.End.ClassNumber && IsSame(pair.First.Labels, pair.Second.Labels)
            && pair.First.End.Addresses.SequenceEqual(pair.Second.End.Addresses) && pair.First.ByAddress.SequenceEqual(pair.Second.ByAddress));

    public AddressLine Line { get; }

    public IReadOnlyList<EndClass> Classes => _classes;

    public IReadOnlyList<NamespaceEntry> Namespaces { get; }

    public IReadOnlyDictionary<string, NamespaceEntry> ByNamespace { get; }

    public LabelIndex NamespaceLabels { get; }

    /// <summary>The labels of the pods' classes, by number.</summary>
    public LabelIndex PodLabels { get; }

    /// <summary>The pods' classes that have a port of a name.</summary>
    public ILookup<string, int> ByPortName { get; }

    /// <summary>How many classes are of pods: their numbers are the first.</summary>
    public int PodClassCount { get; }

    public NetworkEnd SomePod { get; }

    public IReadOnlyCollection<NodeEntry> Nodes => _nodes.Values;

    public int FirstAddressClass { get; }

    /// <summary>Whether a pod of a namespace is one of a peer's if it has the labels that the peer asks for, or may be.</summary>
    public bool MayLieIn(string ns, PodPeer peer) => peer.Namespace is { } own ? own == ns
        : peer.Namespaces.SelectsAll || (ByNamespace.TryGetValue(ns, out var entry) && peer.Namespaces.On(entry.Labels) != Match.No);

    /// <summary>The end of a name; null if there is none.</summary>
    public NetworkEnd? Named(string name) => _byName.GetValueOrDefault(name);

    // Of addresses only the pieces of the line in which they lie count, and whether there are any.
    private bool IsSame(EndClass one, EndClass other) => one.Kind == other.Kind && one.Namespace == other.Namespace && IsSame(one.Labels, other.Labels)
        && (one.Ends.Count == 0) == (other.Ends.Count == 0)
        && (one.Ends.Count == 0 || (one.Ends[0].NamedPorts.SequenceEqual(other.Ends[0].NamedPorts)
            && one.Ends[0].Addresses.Select(Line.PieceOf).ToHashSet().SetEquals(other.Ends[0].Addresses.Select(Line.PieceOf))));

    private static bool IsSame(LabelMap one, LabelMap other) => one.IsWhole == other.IsWhole && one.Text == other.Text;

    /// <summary>An address as an end: that of a node is the node.</summary>
    public NetworkEnd At(IpAddress address)
    {
        if (_nodeAddresses.TryGetValue(address, out var found))
        {
            return new NetworkEnd(EndKind.Node, address.ToString())
            {
                Workload = found.Node.End.Name,
                Document = found.Node.End.Document,
                Addresses = [address],
                Node = found.Node.End.Node,
                ClassNumber = found.ClassNumber,
            };
        }

        var piece = Line.PieceOf(address);
        return new NetworkEnd(EndKind.Address, address.ToString())
        {
            Workload = address.ToString(),
            Addresses = [address],
            Range = Line[piece],
            ClassNumber = FirstAddressClass + piece,
        };
    }
}
