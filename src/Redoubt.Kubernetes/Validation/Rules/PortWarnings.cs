using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Ports of a pod's containers of which an API server warns: the same port or name twice, an address of a host without its port.</summary>
internal sealed class PortWarnings
{
    // Init containers come first, as the server walks them.
    private static readonly string[] ContainerLists = ["initContainers", "containers", "ephemeralContainers"];

    private readonly Dictionary<(long Port, string Protocol), List<Node>> _ports = [];
    private readonly Dictionary<string, Node> _names = new(StringComparer.Ordinal);
    private readonly Faults _faults;

    private PortWarnings(Faults faults) => _faults = faults;

    /// <summary>Warns of the ports of a pod.</summary>
    public static void Apply(Node pod, Faults faults)
    {
        if (!HasAnything(pod))
        {
            return;
        }

        var warnings = new PortWarnings(faults);
        foreach (var list in ContainerLists)
        {
            foreach (var container in pod[list].Items)
            {
                var runsOn = list != "initContainers" || container["restartPolicy"].Is("Always");
                foreach (var port in container["ports"].Items)
                {
                    warnings.Port(port, runsOn);
                }
            }
        }
    }

    // Few pods have two ports of one number or name, or an address: most need no memory.
    private static bool HasAnything(Node pod)
    {
        Span<long> numbers = stackalloc long[16];
        Span<int> names = stackalloc int[16];
        var count = 0;
        foreach (var list in ContainerLists)
        {
            foreach (var container in pod[list].Items)
            {
                foreach (var port in container["ports"].Items)
                {
                    var name = port["name"].Text is { IsEmpty: false } text ? Tape.Symbol(text) : 0;
                    var number = port["containerPort"].Int;
                    if (count == numbers.Length || !port["hostIP"].Text.IsEmpty || numbers[..count].Contains(number) || (name != 0 && names[..count].Contains(name)))
                    {
                        return true;
                    }

                    (numbers[count], names[count]) = (number, name);
                    count++;
                }
            }
        }

        return false;
    }

    private void Port(Node port, bool isNamed)
    {
        var protocol = port["protocol"].AsString() is { Length: > 0 } written ? written : "TCP";
        var (address, host, name) = (port["hostIP"].AsString() ?? "", port["hostPort"].Int, port["name"].AsString() ?? "");
        if (address.Length > 0 && host == 0)
        {
            _faults.Warn(port, $"hostIP set without hostPort: {{Name:{name} HostPort:0 ContainerPort:{port["containerPort"].Int} Protocol:{protocol} HostIP:{address}}}");
        }

        var key = (port["containerPort"].Int, protocol);
        if (!_ports.TryGetValue(key, out var others))
        {
            _ports[key] = others = [];
        }

        foreach (var other in others)
        {
            if (Clash(address, host, other) is { } words)
            {
                _faults.Warn(port, $"{words} port definition with {_faults.PathOf(other)}");
            }
        }

        // Each pair is one warning; what nobody is told need not be found.
        if (others.Count < Faults.Most)
        {
            others.Add(port);
        }

        if (isNamed && name.Length > 0 && !_names.TryAdd(name, port))
        {
            var first = _faults.PathOf(_names[name]);
            _faults.Warn(port, $"duplicate port name \"{name}\" with {first}, services and probes that select ports by name will use {first}");
        }
    }

    private static string? Clash(string address, long host, Node other)
    {
        var (otherAddress, otherHost) = (other["hostIP"].AsString() ?? "", other["hostPort"].Int);
        return address == otherAddress && host == otherHost ? "duplicate"
            : host == 0 || otherHost == 0 ? "overlapping"
            : host == otherHost && (address.Length == 0) != (otherAddress.Length == 0) ? "dangerously ambiguous"
            : null;
    }
}
