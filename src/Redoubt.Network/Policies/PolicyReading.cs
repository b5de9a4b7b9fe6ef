using Redoubt.Evidence;
using Redoubt.Network.Addresses;
using Redoubt.Network.Labels;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Policies;

/// <summary>What all readers of policies share: they tell what a server would refuse, and then there is no policy.</summary>
internal sealed class PolicyReading(Document document, PolicySurroundings around, ICollection<NetworkProblem> problems)
{
    public const string NoBlock = "it is not a block of addresses as 10.0.0.0/8 or fd00::/8";

    public Document Document => document;

    /// <summary>Whether something was found that a server refuses.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>The namespace of a policy of a kind that is not Kubernetes' own; null for a kind of the whole cluster.</summary>
    /// <param name="isOfCluster">Whether the kind is.</param>
    public string? OwnNamespace(bool isOfCluster) => isOfCluster ? null : document.Namespace.Length > 0 ? document.Namespace : around.Namespaces.Of(document);

    /// <summary>The sets of addresses that a policy may select.</summary>
    public NetworkSets Sets => around.Sets;

    public Node Spec => document.Root["spec"];

    public void Refuse(Node at, string reason)
    {
        IsRefused = true;
        problems.Add(new NetworkProblem(document, at.Exists ? at : document.Mention, reason));
    }

    /// <summary>Says what is not understood, without passing the policy over.</summary>
    public void Doubt(Node at, string reason) => problems.Add(new NetworkProblem(document, at, reason));

    public Selector Selector(Node node)
    {
        if (Labels.Selector.ProblemOf(node) is { } problem)
        {
            Refuse(node, problem);
            return Labels.Selector.Everything;
        }

        return Labels.Selector.Of(node);
    }

    /// <summary>The number of a port.</summary>
    public int Port(Node node)
    {
        if (node.Kind == NodeKind.Int && node.Int is >= 1 and <= PortRange.Highest)
        {
            return (int)node.Int;
        }

        Refuse(node, node.Kind == NodeKind.Int ? "a port is between 1 and 65535" : "a port is a number");
        return 1;
    }

    /// <summary>A protocol; TCP where none is said.</summary>
    public Protocol Protocol(Node node)
    {
        if (!node.HasValue)
        {
            return Ports.Protocol.Tcp;
        }

        if (!Protocols.TryParse(node.Text, out var protocol))
        {
            Refuse(node, "a protocol is TCP, UDP or SCTP");
        }

        return protocol;
    }

    /// <summary>The ports from one to another.</summary>
    public PortRange Range(Node at, Protocol protocol, int first, int last)
    {
        if (first > last)
        {
            Refuse(at, $"the range ends before it starts: {first} to {last}");
        }

        return new PortRange(protocol, first, Math.Max(first, last));
    }

    public AddressRange Block(Node node)
    {
        if (!AddressRange.TryParse(node.AsString(), out var range))
        {
            Refuse(node, NoBlock);
        }

        return range;
    }

    /// <summary>A block, or a single address, as Calico takes both.</summary>
    public AddressRange Net(Node node)
    {
        if (!AddressRange.TryParseNet(node.AsString(), out var range))
        {
            Refuse(node, NoBlock);
        }

        return range;
    }

    /// <summary>The one field that an object must have, of those that are known; no value where it has another or not just one.</summary>
    public Node OneOf(Node node, string what, params ReadOnlySpan<string> known)
    {
        Node only = default;
        foreach (var field in node.Fields)
        {
            if (!field.HasValue)
            {
                continue;
            }

            if (only.Exists)
            {
                Refuse(node, $"{what} has one field, and this one has several");
                return default;
            }

            only = field;
        }

        if (!only.Exists)
        {
            Refuse(node, $"{what} must say one of {string.Join(", ", known)}");
            return default;
        }

        return only;
    }
}
