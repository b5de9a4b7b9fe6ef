using Redoubt.Attack.Facts;
using Redoubt.Attack.Things;

namespace Redoubt.Attack.Relations;

/// <summary>One element of a relation: the things between which an attacker moves. What a relation has not is null.</summary>
internal sealed record Row
{
    public PodThing? Pod { get; init; }

    public ContainerThing? Container { get; init; }

    /// <summary>Another container of the pod.</summary>
    public ContainerThing? Sibling { get; init; }

    public HostMount? Mount { get; init; }

    public NodeClass? Node { get; init; }

    public NodeClass? OtherNode { get; init; }

    public string? Namespace { get; init; }

    /// <summary>An account, as <c>NAMESPACE/NAME</c>.</summary>
    public string? Account { get; init; }

    /// <summary>A secret, as <c>NAMESPACE/NAME</c>.</summary>
    public string? Secret { get; init; }

    /// <summary>Somebody who acts, as <c>sa:NAMESPACE/NAME</c>, <c>group:NAME</c>, <c>user:NAME</c>, <c>node:NAMES</c>.</summary>
    public string? Identity { get; init; }

    /// <summary>An admission engine.</summary>
    public string? Engine { get; init; }

    /// <summary>The facts that hold for just these things; null for those of the node, or of the platform.</summary>
    public FactValues? Facts { get; init; }

    /// <summary>The row of a container on nodes of a class.</summary>
    public static Row Of(ContainerThing container, NodeClass? node = null) => new() { Container = container, Pod = container.Pod, Node = node };
}
