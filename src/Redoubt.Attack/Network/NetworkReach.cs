using Redoubt.Attack.Things;
using Redoubt.Evidence;
using Redoubt.Network;
using Redoubt.Network.Ends;
using Redoubt.Network.Policies;
using Redoubt.Network.Ports;

namespace Redoubt.Attack.Network;

/// <summary>
/// Who may connect to whom as policies have it, by <see cref="Reachability"/>. What is not known counts as let through: a guard stands only where evidence
/// shows it. Immutable.
/// </summary>
internal sealed class NetworkReach
{
    // Pairs of which one is guarded are looked at one by one: beyond this many, guards are not weighed.
    private const long MostPairs = 2_000_000;
    private const string Metadata = "169.254.169.254";
    private static readonly GroupKind SliceKind = new("discovery.k8s.io", "EndpointSlice");
    private static readonly int[] ServerPorts = [443, 6443];

    private readonly Inventory _inventory;
    private readonly Reachability _reach;
    private readonly Dictionary<PodThing, EndClass[]> _classes;
    private readonly List<EndClass> _server;
    private readonly HashSet<PodThing> _guardedIn;
    private readonly HashSet<PodThing> _guardedOut;

    public NetworkReach(Inventory inventory)
    {
        _inventory = inventory;
        _reach = Reachability.Of(inventory.Platform);
        _classes = _reach.Ends.Where(end => end is { Kind: EndKind.Pod, IsOnHostNetwork: false, Document: not null })
            .Select(end => (Pod: inventory.PodOf(end.Document!), Class: _reach.Classes[end.ClassNumber]))
            .Where(one => one.Pod is not null).GroupBy(one => one.Pod!).ToDictionary(group => group.Key, group => group.Select(one => one.Class).Distinct().ToArray());
        _server = ServerClasses();
        _guardedIn = [.. inventory.Pods.Where(pod => HasPolicy(pod, inward: true))];
        _guardedOut = [.. inventory.Pods.Where(pod => HasPolicy(pod, inward: false))];
        IsCut = (long)(_guardedIn.Count + _guardedOut.Count) * inventory.Pods.Count > MostPairs;
        if (IsCut)
        {
            _guardedIn.Clear();
            _guardedOut.Clear();
        }
    }

    /// <summary>Whether there are too many pairs to look at, so that policies are not weighed: every connection counts as open.</summary>
    public bool IsCut { get; }

    /// <summary>Pairs of which a policy of one side decides, where at least one lets it through.</summary>
    public IEnumerable<(PodThing From, ContainerThing To, bool IsLetOut, bool IsLetIn)> Pairs =>
        from to in _inventory.Pods
        let isIn = IsGuarded(to, inward: true)
        where isIn || _guardedOut.Count > 0
        from container in _inventory.Listening(to)
        from sender in isIn ? _inventory.Pods : _inventory.Pods.Where(_guardedOut.Contains)
        let isOut = IsGuarded(sender, inward: false)
        where isIn || isOut
        let ports = PortsOf(container)
        let isLetIn = !isIn || Passes(sender, to, ports, Direction.Ingress)
        let isLetOut = !isOut || Passes(sender, to, ports, Direction.Egress)
        where (isLetIn && isIn) || (isLetOut && isOut)
        where isLetIn || isLetOut
        select (sender, container, isLetOut, isLetIn);

    /// <summary>The containers that a door leads to from outside, and whether policies let in what comes through it.</summary>
    public IEnumerable<(ContainerThing Container, bool IsLetIn)> Doors =>
        from door in _reach.Doors
        from target in door.Targets
        where target.End.Document is not null
        let pod = _inventory.PodOf(target.End.Document!)
        where pod is not null
        from container in _inventory.Listening(pod)
        let ports = PortsOf(container).Intersect(target.Ports)
        where !ports.IsEmpty
        let senders = door.Controller.Count > 0 ? door.Controller.Select(end => _reach.Classes[end.ClassNumber]) : Outside
        group !IsGuarded(pod, inward: true) || senders.Any(sender => ClassesOf(pod).Any(one => Passes(sender, one, ports, Direction.Ingress))) by container into one
        select (one.Key, one.Contains(true));

    /// <summary>Namespaces in which somebody may make a pod whose labels a policy lets in, with the container that is reached.</summary>
    public IEnumerable<(string Namespace, ContainerThing Container)> LetInByLabels =>
        from pod in _inventory.Pods
        where IsGuarded(pod, inward: true)
        from ns in _inventory.Namespaces
        let open = ClassesOf(pod).Aggregate(PortSet.None, (ports, one) => ports.Union(_reach.LetInByLabels(ns, one.Ends[0])))
        where !open.IsEmpty
        from container in _inventory.Listening(pod)
        where !PortsOf(container).Intersect(open).IsEmpty
        select (ns, container);

    /// <summary>Whether policies are for a pod in a direction.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="inward">Whether it is about what it gets.</param>
    public bool IsGuarded(PodThing pod, bool inward) => (inward ? _guardedIn : _guardedOut).Contains(pod);

    private bool HasPolicy(PodThing pod, bool inward)
    {
        var any = _reach.Classes[_reach.SomePod.ClassNumber];
        return ClassesOf(pod) is { Length: > 0 } classes
            && classes.All(one => (inward ? _reach.Half(any, one, Direction.Ingress) : _reach.Half(one, any, Direction.Egress)) is not null);
    }

    /// <summary>Whether policies keep a pod from the metadata service.</summary>
    public bool DeniesMetadata(PodThing pod) => _reach.Find(Metadata) is { } end && Denies(pod, [_reach.Classes[end.ClassNumber]], [80]);

    /// <summary>Whether policies keep a pod from the API server, wherever it may be.</summary>
    public bool DeniesServer(PodThing pod) => Denies(pod, _server, ServerPorts);

    private IEnumerable<EndClass> Outside => _reach.Classes.Where(one => one.Kind == EndKind.Address);

    // Where its addresses are not in the evidence it may be any node, or lie anywhere.
    private List<EndClass> ServerClasses()
    {
        var known = _inventory.Platform.Of(SliceKind, "default").Where(slice => slice.Root["metadata"]["labels"]["kubernetes.io/service-name"].Is("kubernetes"))
            .SelectMany(slice => Addresses(slice.Root["endpoints"])).Select(_reach.Find).OfType<NetworkEnd>().Select(end => _reach.Classes[end.ClassNumber]).ToList();
        return known.Count > 0 ? known : [.. _reach.Classes.Where(one => one.Kind is EndKind.Address or EndKind.Node)];
    }

    private static IEnumerable<string> Addresses(Node endpoints)
    {
        foreach (var endpoint in endpoints.Items)
        {
            foreach (var address in endpoint["addresses"].Items)
            {
                yield return address.AsString() ?? "";
            }
        }
    }

    private bool Denies(PodThing pod, IReadOnlyList<EndClass> targets, int[] ports) =>
        IsGuarded(pod, inward: false) && !ClassesOf(pod).Any(one => targets.Any(target => Passes(one, target, PortSet.Of(ports.Select(port => new PortRange(Protocol.Tcp, port, port))), Direction.Egress)));

    private bool Passes(PodThing from, PodThing to, PortSet ports, Direction direction) =>
        ClassesOf(from).Any(one => ClassesOf(to).Any(other => Passes(one, other, ports, direction)));

    private bool Passes(EndClass from, EndClass to, PortSet ports, Direction direction) =>
        _reach.Half(from, to, direction) is not { } half || !half.Allowed.Union(half.Unknown).Intersect(ports).IsEmpty;

    // A pod on its node's network is asked by no policy, and is its node to others.
    private EndClass[] ClassesOf(PodThing pod) => _classes.GetValueOrDefault(pod, []);

    private static PortSet PortsOf(ContainerThing container)
    {
        var ranges = new List<PortRange>();
        foreach (var port in container.Node["ports"].Items)
        {
            if (port["containerPort"] is { Kind: NodeKind.Int, Int: > 0 and <= PortRange.Highest } number && Protocols.TryParse(port["protocol"].AsString() ?? "TCP", out var protocol))
            {
                ranges.Add(new PortRange(protocol, (int)number.Int, (int)number.Int));
            }
        }

        return ranges.Count == 0 ? PortSet.All : PortSet.Of(ranges);
    }
}
