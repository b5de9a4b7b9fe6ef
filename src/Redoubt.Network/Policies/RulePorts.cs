using Redoubt.Network.Ports;

namespace Redoubt.Network.Policies;

/// <summary>The ports that a rule is for.</summary>
/// <param name="Numbers">Those that it says by number.</param>
/// <param name="Names">Those that it says by name.</param>
public sealed record RulePorts(PortSet Numbers, IReadOnlyList<PortName> Names)
{
    /// <summary>All ports.</summary>
    public static RulePorts All { get; } = new(PortSet.All, []);

    /// <summary>The ports where the pod that is reached has these named ones.</summary>
    /// <param name="ports">The pod's ports; none for what has no names.</param>
    public PortSet At(IReadOnlyList<NamedPort> ports) => Numbers.Union(Named(ports));

    /// <summary>The ports of those that it says by name.</summary>
    /// <param name="ports">The pod's ports; none for what has no names.</param>
    internal PortSet Named(IReadOnlyList<NamedPort> ports) => Names.Aggregate(PortSet.None, (all, name) => all.Union(name.Among(ports)));
}
