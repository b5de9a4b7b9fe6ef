using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;
using Redoubt.Evidence.Views;
using Redoubt.Network.Addresses;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Ends;

/// <summary>Finds what makes pods, and what is known of their network.</summary>
internal sealed class PodReader
{
    private static readonly GroupKind Pod = new("", "Pod");
    private static readonly GroupKind PodTemplate = new("", "PodTemplate");

    // A virtual machine of KubeVirt runs in a pod that has the labels of its template.
    private static readonly (GroupKind Kind, string Path)[] Machines =
        [(new("kubevirt.io", "VirtualMachine"), "spec.template"), (new("kubevirt.io", "VirtualMachineInstance"), "")];

    private readonly Platform _platform;
    private readonly PodTemplates _templates;

    public PodReader(Platform platform)
    {
        _platform = platform;
        _templates = Machines.Aggregate(
            platform.PodTemplates, (templates, machine) => templates.With(machine.Kind, NodePath.TryParse(machine.Path, out var path) ? path : throw new InvalidOperationException()));
    }

    /// <summary>Whether objects of a kind run virtual machines.</summary>
    public static bool IsMachine(GroupKind kind) => Machines.Any(machine => machine.Kind == kind);

    /// <summary>
    /// Each thing that makes pods, where what it made is not here: pods rather than their owners, and no pods that are done.
    /// </summary>
    public IEnumerable<Workload> Leaves()
    {
        foreach (var workload in _platform.Workloads.Concat(Machines.SelectMany(machine => _platform.Of(machine.Kind)).Select(Read).OfType<Workload>()))
        {
            var isMade = _platform.OwnerOf(workload.Document) is { } owner && Read(owner) is not null;
            if (workload.Document.Key.Kind != PodTemplate && !(isMade && IsIdle(workload)) && !_platform.OwnedBy(workload.Document).Any(owned => Read(owned) is { } made && !IsIdle(made)))
            {
                yield return workload;
            }
        }
    }

    /// <summary>Whose pods these are, with namespace and kind: the owner, also one that is not here.</summary>
    public string OwnerOf(Workload workload)
    {
        var top = _platform.TopOwner(workload.Document);
        if (top.Key.Kind == Pod && Controller(top.Root) is { } reference && !reference["kind"].Is("Node") && reference["name"].AsString() is { } name)
        {
            return $"{top.Namespace}/{name}[{reference["kind"].AsString() ?? "Pod"}]";
        }

        return $"{top.Namespace}/{top.Name}[{top.Kind}]";
    }

    /// <summary>The addresses of a pod; none where they are not known.</summary>
    public static IReadOnlyList<IpAddress> AddressesOf(Workload workload)
    {
        var status = workload.Pod["status"];
        var addresses = new List<IpAddress>();
        foreach (var item in status["podIPs"].Items)
        {
            Add(item["ip"], addresses);
        }

        Add(status["podIP"], addresses);
        return addresses;
    }

    /// <summary>The ports with a name, of all containers and of init containers that stay.</summary>
    public static IReadOnlyList<NamedPort> NamedPortsOf(Workload workload)
    {
        var ports = new List<NamedPort>();
        foreach (var container in workload.Containers)
        {
            if (container.Role is ContainerRole.Container or ContainerRole.Sidecar)
            {
                Add(container.Node["ports"], "containerPort", ports);
            }
        }

        foreach (var card in workload.Spec["domain"]["devices"]["interfaces"].Items)
        {
            Add(card["ports"], "port", ports);
        }

        return ports.Count == 0 ? [] : [.. ports.Distinct().OrderBy(port => (port.Name, port.Protocol, port.Number))];
    }

    internal static void Add(Node address, List<IpAddress> addresses)
    {
        if (IpAddress.TryParse(address.AsString(), out var read) && !addresses.Contains(read))
        {
            addresses.Add(read);
        }
    }

    private static void Add(Node list, string field, List<NamedPort> ports)
    {
        foreach (var item in list.Items)
        {
            var protocol = Protocol.Tcp;
            if (item["name"].AsString() is { Length: > 0 } name && item[field].Int is >= 1 and <= PortRange.Highest and var number
                && (!item["protocol"].HasValue || Protocols.TryParse(item["protocol"].Text, out protocol)))
            {
                ports.Add(new NamedPort(name, protocol, (int)number));
            }
        }
    }

    private static Node? Controller(Node root)
    {
        Node? first = null;
        foreach (var reference in root["metadata"]["ownerReferences"].Items)
        {
            if (reference["controller"].IsTrue)
            {
                return reference;
            }

            first ??= reference;
        }

        return first;
    }

    /// <summary>Whether it has no pods on the network: a pod that is done, a Job that is, and a ReplicaSet that was scaled down.</summary>
    public static bool IsIdle(Workload workload)
    {
        var root = workload.Document.Root;
        return root["status"]["phase"] is var phase && (phase.Is("Succeeded") || phase.Is("Failed"))
            || (root["spec"]["replicas"] is { Kind: NodeKind.Int, Int: 0 } && workload.Document.Kind == "ReplicaSet")
            || root["status"]["completionTime"].HasValue;
    }

    private Workload? Read(Document document) => _templates.TryGet(document, out var workload) ? workload : null;
}
