using Redoubt.Evidence;
using Redoubt.Network.Addresses;
using Redoubt.Network.Doors;
using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Suggest;

/// <summary>Says where a host that is written somewhere leads, and what a policy has to let through for it.</summary>
internal sealed class PlaceNeeds
{
    // Names of values that are hosts. A bare word that is the name of a Service is one only here: `mode: web` asks nobody.
    private static readonly string[] HostWords =
        ["host", "addr", "server", "service", "svc", "endpoint", "url", "uri", "upstream", "backend", "target", "broker", "peer", "proxy_pass", "connect"];

    private static readonly Dictionary<string, int> UsualPorts = new(StringComparer.Ordinal)
    {
        ["http"] = 80,
        ["ws"] = 80,
        ["https"] = 443,
        ["wss"] = 443,
        ["redis"] = 6379,
        ["rediss"] = 6379,
        ["postgres"] = 5432,
        ["postgresql"] = 5432,
        ["mysql"] = 3306,
        ["mongodb"] = 27017,
        ["amqp"] = 5672,
        ["amqps"] = 5671,
        ["nats"] = 4222,
        ["ldap"] = 389,
        ["ldaps"] = 636,
        ["smtp"] = 25,
        ["smtps"] = 465,
        ["kafka"] = 9092,
    };

    private readonly Reachability _reachability;
    private readonly NeedList _needs;
    private readonly Dictionary<IpAddress, Document> _byClusterAddress = [];
    private readonly Dictionary<Document, IReadOnlyList<DoorTarget>> _backends = [];

    public PlaceNeeds(Reachability reachability, NeedList needs)
    {
        _reachability = reachability;
        _needs = needs;
        foreach (var service in reachability.Platform.Of(ServiceBackends.Service))
        {
            if (IpAddress.TryParse(service.Root["spec"]["clusterIP"].AsString(), out var address))
            {
                _byClusterAddress.TryAdd(address, service);
            }
        }
    }

    /// <summary>What whoever wrote an address needs; nothing where it is a word that only looks like one.</summary>
    /// <param name="from">Who needs it.</param>
    /// <param name="ns">The namespace in which bare names are looked up.</param>
    /// <param name="written">The address.</param>
    /// <param name="source">What it stands in, and where.</param>
    /// <param name="opensOutside">Whether a host outside is needed, or only told: in files there are links that nobody opens.</param>
    public void Add(NeedPeer from, string ns, WrittenAddress written, (string Reason, string Place) source, bool opensOutside)
    {
        var port = written.Port > 0 ? written.Port : 0;
        if (IpAddress.TryParse(written.Host, out var address))
        {
            ToAddress(from, address, port > 0 ? port : UsualPorts.GetValueOrDefault(written.Scheme), written, source);
        }
        else if (FindService(ns, written) is { } service)
        {
            ToService(from, service, port, written.Scheme, source);
        }
        else if (IsClusterName(written.Host))
        {
            _needs.Say($"{from} asks for {written.Host}, which no Service here is: {source.Reason} ({source.Place})");
        }
        else if (IsHostOutside(written))
        {
            ToOutside(from, written.Host, port > 0 ? port : UsualPorts.GetValueOrDefault(written.Scheme, 443), source, opensOutside);
        }
        else if (written.Scheme.Length > 0 && !written.Host.Contains('.', StringComparison.Ordinal) && written.Host != "localhost")
        {
            _needs.Say($"{from} asks for {written.Scheme}://{written.Host}, which no Service of {ns} is: {source.Reason} ({source.Place})");
        }
    }

    /// <summary>What is needed to ask a Service.</summary>
    /// <param name="from">Who asks.</param>
    /// <param name="service">The service.</param>
    /// <param name="port">The service's port; 0 where none is written.</param>
    /// <param name="scheme">How it is asked; empty where that is not written.</param>
    /// <param name="source">What shows it, and where.</param>
    public void ToService(NeedPeer from, Document service, int port, string scheme, (string Reason, string Place) source)
    {
        if (service.Key.Namespace == "default" && service.Key.Name == "kubernetes")
        {
            ToApiServer(from, source);
            return;
        }

        if (!ServiceBackends.Leads(service))
        {
            if (service.Root["spec"]["externalName"].AsString() is { } name)
            {
                ToOutside(from, name, port > 0 ? port : UsualPorts.GetValueOrDefault(scheme, 443), source, opens: true);
            }

            return;
        }

        var targets = BackendsOf(service);
        if (targets.Count == 0)
        {
            _needs.Say($"{from} asks for Service/{service.Namespace}/{service.Name}, which leads to no pod here: {source.Reason} ({source.Place})");
            return;
        }

        foreach (var (end, ports) in Chosen(service, targets, port > 0 ? port : UsualPorts.GetValueOrDefault(scheme), isWritten: port > 0))
        {
            Add(from, end, ports, source);
        }
    }

    /// <summary>What is needed to ask the API server: at its addresses where the evidence has them, else at any.</summary>
    public void ToApiServer(NeedPeer from, (string Reason, string Place) source)
    {
        foreach (var target in _reachability.ApiServer)
        {
            Add(from, target.End, target.Ports, source);
        }

        if (_reachability.ApiServer.Count == 0)
        {
            _needs.Add(new Need(from, new NeedPeer.Addresses("0.0.0.0/0"), NeedList.Tcp(443, 6443), source.Reason, source.Place));
            _needs.Say("the API server's addresses are not here (the EndpointSlice of default/kubernetes): what asks it may ask every address on TCP 443 and 6443; narrow these rules");
        }
    }

    /// <summary>Where a Service leads.</summary>
    public IReadOnlyList<DoorTarget> BackendsOf(Document service)
    {
        if (!_backends.TryGetValue(service, out var targets))
        {
            _backends.Add(service, targets = _reachability.BackendsOf(service));
        }

        return targets;
    }

    private IEnumerable<(NetworkEnd End, PortSet Ports)> Chosen(Document service, IReadOnlyList<DoorTarget> targets, int port, bool isWritten)
    {
        // Packets to a Service with an address are sent on to the pod's port; the name of a headless one is a pod's address, and the port the pod's own.
        var own = targets.Where(target => port != 0 && (target.At["port"].Int == port || target.Ports.Contains(Protocol.Tcp, port))).ToArray();
        if (own.Length > 0)
        {
            return own.Select(target => (target.End, ServiceBackends.IsHeadless(service) ? NeedList.Tcp(port) : target.Ports));
        }

        if (isWritten && !ServiceBackends.IsHeadless(service))
        {
            _needs.Say($"Service/{service.Namespace}/{service.Name} has no port {port}, and somebody asks for it");
            return [];
        }

        return targets.Select(target => (target.End, isWritten ? NeedList.Tcp(port) : target.Ports));
    }

    private void Add(NeedPeer from, NetworkEnd end, PortSet ports, (string Reason, string Place) source)
    {
        foreach (var to in NeedList.PeersOf(end))
        {
            _needs.Add(new Need(from, to, ports, source.Reason, source.Place));
        }
    }

    private void ToAddress(NeedPeer from, IpAddress address, int port, WrittenAddress written, (string Reason, string Place) source)
    {
        var isNobody = address.Value <= 1 || (!address.IsV6 && (int)(address.Value >> 24) is 0 or 127 or >= 224);
        if (isNobody)
        {
            return;
        }

        if (_byClusterAddress.TryGetValue(address, out var service))
        {
            ToService(from, service, written.Port, written.Scheme, source);
        }
        else if (port > 0 && !written.IsLoose)
        {
            Add(from, _reachability.Find(written.Host)!, NeedList.Tcp(port), source);
        }
        else if (IsHostKey(written.Key))
        {
            _needs.Say($"{from} asks for {address}, and on which port is not written: {source.Reason} ({source.Place})");
        }
    }

    // A policy names addresses: which of them a name outside has changes from day to day.
    private void ToOutside(NeedPeer from, string host, int port, (string Reason, string Place) source, bool opens)
    {
        if (opens)
        {
            _needs.Add(new Need(from, NeedPeer.Addresses.Internet, NeedList.Tcp(port), $"{source.Reason}: {host}", source.Place));
            _needs.Say($"{from} asks for {host} outside: a NetworkPolicy knows no names, so that every public address is open on TCP {port}; put its addresses there where they are known");
        }
        else
        {
            _needs.Say($"{from} may ask for {host} outside, which is not let through: {source.Reason} ({source.Place})");
        }
    }

    private Document? FindService(string ns, WrittenAddress written)
    {
        var labels = written.Host.Split('.');
        var svc = Array.IndexOf(labels, "svc");
        if (svc >= 2)
        {
            return Find(labels[svc - 1], labels[svc - 2]);
        }

        return labels.Length switch
        {
            1 => Find(ns, labels[0]) is { } own && IsMeant(own, written) ? own : null,
            2 => Find(labels[1], labels[0]) is { } other && IsMeant(other, written) ? other : Find(ns, labels[1]) is { } headless && ServiceBackends.IsHeadless(headless) && IsMeant(headless, written) ? headless : null,
            3 => Find(labels[2], labels[1]),
            _ => null,
        };
    }

    private Document? Find(string ns, string name) => _reachability.Platform.Find(new ObjectKey(ServiceBackends.Service, ns, name)) is [{ } first, ..] ? first : null;

    // A word that happens to be the name of a Service is not yet an address.
    private static bool IsMeant(Document service, WrittenAddress written)
    {
        if (written.Scheme.Length > 0 || (written.Port > 0 && !written.IsLoose))
        {
            return true;
        }

        if (written.IsLoose)
        {
            foreach (var port in service.Root["spec"]["ports"].Items)
            {
                if (port["port"].Int == written.Port)
                {
                    return true;
                }
            }
        }

        return IsHostKey(written.Key) || (written.IsWhole && written.Host.Contains('.', StringComparison.Ordinal));
    }

    private static bool IsHostKey(string key) => key == "-h" || HostWords.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsClusterName(string host) => host.EndsWith(".svc", StringComparison.Ordinal) || host.EndsWith(".cluster.local", StringComparison.Ordinal);

    private static bool IsHostOutside(WrittenAddress written)
    {
        var labels = written.Host.Split('.');
        return (written.Scheme.Length > 0 || (written.Port > 0 && !written.IsLoose)) && labels.Length > 1 && labels[^1].Length > 1 && labels[^1].All(char.IsAsciiLetter)
            && labels.All(label => label.Length is > 0 and < 64) && labels[^1] is not ("local" or "localhost" or "internal" or "invalid" or "test");
    }
}
