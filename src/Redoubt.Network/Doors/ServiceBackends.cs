using Redoubt.Evidence;
using Redoubt.Network.Addresses;
using Redoubt.Network.Ends;
using Redoubt.Network.Labels;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Doors;

/// <summary>Where the ports of Services lead: to pods by selector, else where EndpointSlices and Endpoints say.</summary>
internal sealed class ServiceBackends
{
    private const string NameOfService = "kubernetes.io/service-name";

    private readonly Platform _platform;
    private readonly EndIndex _ends;
    private readonly NetworkEnd[] _pods;
    private readonly LabelIndex _labels;
    private readonly Dictionary<string, (int First, int End)> _namespaces;
    private readonly Dictionary<IpAddress, NetworkEnd> _byAddress;
    private readonly ILookup<(string Namespace, string Service), Document> _slices;

    public ServiceBackends(Platform platform, EndIndex ends)
    {
        _platform = platform;
        _ends = ends;
        _pods = [.. ends.Classes.SelectMany(one => one.Ends).Where(end => end.Kind == EndKind.Pod).OrderBy(end => end.Namespace, StringComparer.Ordinal)];
        _labels = new LabelIndex([.. _pods.Select(pod => pod.Labels)]);
        _namespaces = _pods.Index().GroupBy(pod => pod.Item.Namespace).ToDictionary(group => group.Key, group => (group.First().Index, group.Last().Index + 1), StringComparer.Ordinal);
        _byAddress = _pods.Where(pod => !pod.IsOnHostNetwork).SelectMany(pod => pod.Addresses, (pod, address) => (pod, address))
            .DistinctBy(pair => pair.address).ToDictionary(pair => pair.address, pair => pair.pod);
        _slices = platform.Of(new GroupKind("discovery.k8s.io", "EndpointSlice")).ToLookup(slice => (slice.Namespace, slice.Labels[NameOfService].AsString() ?? ""));
    }

    public static GroupKind Service { get; } = new("", "Service");

    /// <summary>The pods of every namespace.</summary>
    public IReadOnlyList<NetworkEnd> Pods => _pods;

    /// <summary>Whether packets to a Service go anywhere by its ports: not where it is another name only.</summary>
    public static bool Leads(Document service) => !service.Root["spec"]["type"].Is("ExternalName");

    /// <summary>Whether it has no address of its own, so that nothing but its name leads to its pods.</summary>
    public static bool IsHeadless(Document service) => service.Root["spec"]["clusterIP"].Is("None");

    /// <summary>The services of a name; several if files with different content claim to be it.</summary>
    public IReadOnlyList<Document> Find(string ns, string name) => _platform.Find(new ObjectKey(Service, ns, name));

    /// <summary>Where a port of a Service leads.</summary>
    /// <param name="service">The service.</param>
    /// <param name="port">An item of its <c>ports</c>.</param>
    public IEnumerable<(NetworkEnd End, PortSet Ports)> Of(Document service, Node port)
    {
        if (!Leads(service) || !Protocols.TryParse(port["protocol"].HasValue ? port["protocol"].Text : "TCP", out var protocol))
        {
            return [];
        }

        return service.Root["spec"]["selector"].Count > 0 ? Selected(service, port, protocol) : Listed(service, port);
    }

    /// <summary>Where all ports of a Service lead.</summary>
    public IReadOnlyList<DoorTarget> TargetsOf(Document service)
    {
        var targets = new List<DoorTarget>();
        foreach (var port in service.Root["spec"]["ports"].Items)
        {
            targets.AddRange(Of(service, port).Select(backend => new DoorTarget(backend.End, backend.Ports, port)));
        }

        return targets;
    }

    /// <summary>The pods of a namespace that have all of these labels.</summary>
    public IEnumerable<NetworkEnd> Having(string ns, Selector selector) => _namespaces.TryGetValue(ns, out var range)
        ? _labels.Selected(selector, range.First, range.End).Where(found => found.Match == Match.Yes).Select(found => _pods[found.Number])
        : [];

    /// <summary>The pods of all namespaces that have all of these labels.</summary>
    public IEnumerable<NetworkEnd> Having(Selector selector) =>
        _labels.Selected(selector, 0, _pods.Length).Where(found => found.Match == Match.Yes).Select(found => _pods[found.Number]);

    private IEnumerable<(NetworkEnd End, PortSet Ports)> Selected(Document service, Node port, Protocol protocol)
    {
        var (target, number) = (port["targetPort"], port["port"].Int);
        var name = target.AsString();
        var own = target.Kind == NodeKind.Int && target.Int != 0 ? target.Int : number;
        foreach (var pod in Having(service.Namespace, Selector.OfLabels(service.Root["spec"]["selector"])))
        {
            var ports = name is null ? Single(protocol, own) : new PortName(name, protocol).Among(pod.NamedPorts);
            if (!ports.IsEmpty)
            {
                yield return (pod, ports);
            }
        }
    }

    // Without a selector somebody else says where it leads: by the name of the port.
    private IEnumerable<(NetworkEnd End, PortSet Ports)> Listed(Document service, Node port)
    {
        foreach (var slice in _slices[(service.Namespace, service.Name)])
        {
            var ports = PortsOf(slice.Root["ports"], port, "port");
            foreach (var endpoint in slice.Root["endpoints"].Items)
            {
                if (ports.IsEmpty || !IsServing(endpoint["conditions"]))
                {
                    continue;
                }

                foreach (var end in EndsOf(slice, endpoint["targetRef"], endpoint["addresses"]))
                {
                    yield return (end, ports);
                }
            }
        }

        foreach (var endpoints in _platform.Find(new ObjectKey(new GroupKind("", "Endpoints"), service.Namespace, service.Name)))
        {
            foreach (var subset in endpoints.Root["subsets"].Items)
            {
                var ports = PortsOf(subset["ports"], port, "port");
                foreach (var address in ports.IsEmpty ? default : subset["addresses"].Items)
                {
                    foreach (var end in EndsOf(endpoints, address["targetRef"], address["ip"]))
                    {
                        yield return (end, ports);
                    }
                }
            }
        }
    }

    private static PortSet PortsOf(Node list, Node port, string field)
    {
        var ports = new List<PortRange>();
        foreach (var item in list.Items)
        {
            if ((item["name"].AsString() ?? "") == (port["name"].AsString() ?? "") && item[field].Int is >= 1 and <= PortRange.Highest and var number
                && Protocols.TryParse(item["protocol"].HasValue ? item["protocol"].Text : "TCP", out var protocol))
            {
                ports.Add(new PortRange(protocol, (int)number, (int)number));
            }
        }

        return PortSet.Of(ports);
    }

    // As kube-proxy takes them: those that are ready, and those that still serve while they end.
    private static bool IsServing(Node conditions) => !conditions["ready"].IsFalse || (conditions["serving"].IsTrue && conditions["terminating"].IsTrue);

    private IEnumerable<NetworkEnd> EndsOf(Document slice, Node reference, Node addresses)
    {
        if (reference["kind"].Is("Pod") && _ends.Named($"{reference["namespace"].AsString() ?? slice.Namespace}/{reference["name"].AsString()}") is { } pod)
        {
            yield return pod;
            yield break;
        }

        string?[] texts = addresses.Kind == NodeKind.String ? [addresses.AsString()] : [.. Texts(addresses)];
        foreach (var text in texts)
        {
            if (IpAddress.TryParse(text, out var address))
            {
                yield return _byAddress.TryGetValue(address, out var known) ? known : _ends.At(address);
            }
        }
    }

    private static List<string?> Texts(Node list)
    {
        var texts = new List<string?>();
        foreach (var item in list.Items)
        {
            texts.Add(item.AsString());
        }

        return texts;
    }

    private static PortSet Single(Protocol protocol, long number) =>
        number is >= 1 and <= PortRange.Highest ? PortSet.Of(new PortRange(protocol, (int)number, (int)number)) : PortSet.None;
}
