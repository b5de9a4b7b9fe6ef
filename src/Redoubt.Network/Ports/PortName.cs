namespace Redoubt.Network.Ports;

/// <summary>A port that a rule names: its number is that of the pod that is reached.</summary>
/// <param name="Name">The name.</param>
/// <param name="Protocol">The protocol that the pod's port must have; null for whichever it has.</param>
public readonly record struct PortName(string Name, Protocol? Protocol)
{
    /// <summary>The ports of a pod that have this name, with their number and protocol.</summary>
    /// <param name="ports">The pod's ports.</param>
    public PortSet Among(IReadOnlyList<NamedPort> ports)
    {
        var name = this;
        return PortSet.Of(ports.Where(port => port.Name == name.Name && (name.Protocol is null || name.Protocol == port.Protocol))
            .Select(port => new PortRange(port.Protocol, port.Number, port.Number)));
    }
}
