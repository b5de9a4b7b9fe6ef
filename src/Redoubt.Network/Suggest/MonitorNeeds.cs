using System.Runtime.InteropServices;
using Redoubt.Evidence;
using Redoubt.Network.Doors;
using Redoubt.Network.Ends;
using Redoubt.Network.Labels;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Suggest;

/// <summary>Whose metrics are read, as the monitors of the Prometheus operator say.</summary>
internal sealed class MonitorNeeds(Reachability reachability, PlaceNeeds places, NeedList needs, IReadOnlyList<NeedPeer> scrapers)
{
    private readonly Platform _platform = reachability.Platform;
    private readonly CustomNamespaces _namespaces = new(reachability.Platform);

    public void AddAll()
    {
        var readers = new MonitorReaders(reachability, _namespaces);
        var services = new ServicesByLabel(_platform);
        foreach (var monitor in _platform.Of(MonitorReaders.ServiceMonitor))
        {
            Add(monitor, readers.Of(monitor), "endpoints", "Service", (ns, selector) => services.Having(ns, selector).SelectMany(places.BackendsOf).Select(target => (target.End, target.Ports, target.At)));
        }

        foreach (var monitor in _platform.Of(MonitorReaders.PodMonitor))
        {
            Add(monitor, readers.Of(monitor), "podMetricsEndpoints", "pod", (ns, selector) => reachability.PodsOf(ns, selector).Select(end => (end, PortSet.None, default(Node))));
        }

        foreach (var document in MonitorReaders.NotRead.SelectMany(_platform.Of))
        {
            needs.Say($"{document.Key} is of a kind that is not read: what it asks of pods here is not let through by it");
        }
    }

    private void Add(Document monitor, IReadOnlyList<MonitorReader> readers, string list, string what, Func<string?, Selector, IEnumerable<(NetworkEnd End, PortSet Ports, Node Port)>> find)
    {
        var name = $"{monitor.Kind}/{_namespaces.Of(monitor)}/{monitor.Name}";
        var selector = Selector.Of(monitor.Root["spec"]["selector"]);
        (NetworkEnd End, PortSet Ports, Node Port)[] targets = [.. NamespacesOf(monitor).SelectMany(ns => find(ns, selector)).Distinct()];
        if (targets.Length == 0)
        {
            needs.Say($"{name} selects no {what} that leads to a pod here ({monitor.PlaceOf(monitor.Root["spec"]["selector"])})");
            return;
        }

        foreach (var reader in readers.Where(reader => !reader.IsSure))
        {
            needs.Say($"whether {reader.Label} acts on {name} hangs on labels of a namespace that is not here: it is taken for so");
        }

        var isRead = readers.Count > 0 || scrapers.Count > 0;
        if (!isRead)
        {
            needs.Say($"{name} asks for metrics to be read, and no Prometheus here does that: they are open to nobody");
        }

        foreach (var endpoint in monitor.Root["spec"][list].Items)
        {
            (NetworkEnd End, PortSet Ports)[] meant = [.. targets.Select(target => (target.End, Ports: PortsOf(endpoint, target))).Where(target => !target.Ports.IsEmpty)];
            if (meant.Length == 0)
            {
                needs.Say($"{name} names a port that none of what it selects has ({monitor.PlaceOf(endpoint)})");
            }

            foreach (var reader in readers.Count > 0 ? readers : [new MonitorReader("a program that reads metrics", scrapers)])
            {
                Add(reader, meant, $"{reader.Label} reads metrics as {name} says", $"{monitor.PlaceOf(endpoint)}");
            }
        }
    }

    private void Add(MonitorReader reader, IEnumerable<(NetworkEnd End, PortSet Ports)> targets, string reason, string place)
    {
        foreach (var (end, ports) in targets)
        {
            foreach (var to in NeedList.PeersOf(end))
            {
                foreach (var from in reader.Pods)
                {
                    needs.Add(new Need(from, to, ports, reason, place));
                }
            }
        }
    }

    // Null stands for all.
    private List<string?> NamespacesOf(Document monitor)
    {
        var selector = monitor.Root["spec"]["namespaceSelector"];
        if (selector["any"].IsTrue)
        {
            return [null];
        }

        var names = new List<string?>();
        foreach (var name in selector["matchNames"].Items)
        {
            names.Add(name.AsString() ?? "");
        }

        return names.Count > 0 ? names : [_namespaces.Of(monitor)];
    }

    // `port` is the name of a Service's port, or of a container's where pods are selected; `targetPort` and `portNumber` are ports of pods.
    private static PortSet PortsOf(Node endpoint, (NetworkEnd End, PortSet Ports, Node Port) target)
    {
        if (endpoint["port"].AsString() is { Length: > 0 } name)
        {
            return !target.Port.Exists ? Named(name, target.End) : target.Port["name"].Is(name) ? target.Ports : PortSet.None;
        }

        var port = endpoint["portNumber"].HasValue ? endpoint["portNumber"] : endpoint["targetPort"];
        return port.AsString() is { } own ? Named(own, target.End) : port.Kind == NodeKind.Int && port.Int is > 0 and <= PortRange.Highest ? NeedList.Tcp((int)port.Int) : PortSet.None;
    }

    private static PortSet Named(string name, NetworkEnd end) => new PortName(name, Protocol.Tcp).Among(end.NamedPorts);

    /// <summary>The Services of a platform by their own labels.</summary>
    private sealed class ServicesByLabel
    {
        private readonly Document[] _services;
        private readonly LabelIndex _labels;
        private readonly Dictionary<string, (int First, int End)> _byNamespace = new(StringComparer.Ordinal);

        public ServicesByLabel(Platform platform)
        {
            _services = [.. platform.Of(ServiceBackends.Service).OrderBy(service => service.Namespace, StringComparer.Ordinal)];
            _labels = new LabelIndex([.. _services.Select(service => LabelMap.Of(service.Labels))]);
            for (var i = 0; i < _services.Length; i++)
            {
                ref var range = ref CollectionsMarshal.GetValueRefOrAddDefault(_byNamespace, _services[i].Namespace, out var isKnown);
                range = (isKnown ? range.First : i, i + 1);
            }
        }

        /// <summary>Those of a namespace, or of all, that have these labels.</summary>
        public IEnumerable<Document> Having(string? ns, Selector selector)
        {
            var (first, end) = ns is null ? (0, _services.Length) : _byNamespace.GetValueOrDefault(ns);
            return _labels.Selected(selector, first, end).Select(found => _services[found.Number]);
        }
    }
}
