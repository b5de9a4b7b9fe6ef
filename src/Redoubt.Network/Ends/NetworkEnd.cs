using Redoubt.Evidence;
using Redoubt.Network.Addresses;
using Redoubt.Network.Labels;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Ends;

/// <summary>Something that sends or gets packets.</summary>
public sealed class NetworkEnd
{
    internal NetworkEnd(EndKind kind, string name) => (Kind, Name) = (kind, name);

    /// <summary>What it is.</summary>
    public EndKind Kind { get; }

    /// <summary>As answers name it: <c>shop/db</c> for a pod or what makes it, <c>node/n1</c>, an address or <c>a-b</c>.</summary>
    public string Name { get; }

    /// <summary>A pod's namespace; empty for what has none.</summary>
    public string Namespace { get; internal init; } = "";

    /// <summary>
    /// What a pod belongs to, with the kind: <c>shop/db[StatefulSet]</c>. All pods of one owner have the same; of anything else it is the name.
    /// </summary>
    public string Workload { get; internal init; } = "";

    /// <summary>The object: the pod, what makes pods, or the node; null for an address and for what is only referred to.</summary>
    public Document? Document { get; internal init; }

    /// <summary>Whether a pod uses its node's network: policies are then not asked, and to others it is its node.</summary>
    public bool IsOnHostNetwork { get; internal init; }

    /// <summary>Its addresses, as far as they are known.</summary>
    public IReadOnlyList<IpAddress> Addresses { get; internal init; } = [];

    /// <summary>A pod's ports that have a name.</summary>
    public IReadOnlyList<NamedPort> NamedPorts { get; internal init; } = [];

    /// <summary>The addresses that no policy tells from this one; itself alone for anything else.</summary>
    public AddressRange? Range { get; internal init; }

    /// <summary>The number of its class: ends of one class are the same to every policy.</summary>
    public int ClassNumber { get; internal set; }

    /// <summary>The node that it is or runs on; null where that is not known, and for addresses.</summary>
    public string? Node { get; internal init; }

    /// <summary>A pod's labels.</summary>
    internal LabelMap Labels { get; init; } = LabelMap.Unknown;

    /// <summary>Whether it is one thing and not several: packets of a pod to itself need no network.</summary>
    internal bool IsSingle { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
