using Redoubt.Evidence;

namespace Redoubt.Catalog.Values;

/// <summary>What was asked of a platform: all objects of a kind, in one namespace or everywhere, or what is worked out of many kinds.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Namespace">The namespace; null for all.</param>
internal readonly record struct Question(GroupKind Kind, string? Namespace)
{
    /// <summary>Anything at all.</summary>
    public static Question Anything { get; } = new(new GroupKind("*", "anything"), null);

    /// <summary>Anything of what can reach what.</summary>
    public static Question Network { get; } = new(new GroupKind("*", "network"), null);

    /// <summary>What of the network is of no one namespace: nodes, doors, plug-ins, labels of namespaces, and policies that are not of one namespace's pods alone.</summary>
    public static Question NetworkAround { get; } = new(new GroupKind("*", "networkAround"), null);

    /// <summary>The pods of a namespace as the network has them, and the NetworkPolicies there.</summary>
    public static Question NetworkIn(string ns) => new(new GroupKind("*", "networkIn"), ns);

    /// <summary>Who can become whom.</summary>
    public static Question Moves { get; } = new(new GroupKind("*", "moves"), null);

    /// <summary>Whatever runs pods in a namespace.</summary>
    public static Question Workloads(string ns) => new(default, ns);

    /// <summary>Whatever of a kind that is not known here is in a namespace: an operator may make something of it.</summary>
    public static Question CustomResources(string ns) => new(new GroupKind("*", "*"), ns);
}
