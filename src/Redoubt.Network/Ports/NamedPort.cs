namespace Redoubt.Network.Ports;

/// <summary>A port of a pod that has a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="Number">The number.</param>
public readonly record struct NamedPort(string Name, Protocol Protocol, int Number);
