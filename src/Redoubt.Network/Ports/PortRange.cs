namespace Redoubt.Network.Ports;

/// <summary>Ports of one protocol that follow one another.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="First">The first port, from 1.</param>
/// <param name="Last">The last port, up to 65535; it is among them.</param>
public readonly record struct PortRange(Protocol Protocol, int First, int Last)
{
    /// <summary>The highest port.</summary>
    public const int Highest = 65535;

    /// <summary>Whether these are all ports of the protocol.</summary>
    public bool IsWhole => First == 1 && Last == Highest;

    /// <summary><c>80</c>, or <c>8080-8090</c>.</summary>
    public override string ToString() => First == Last ? $"{First}" : $"{First}-{Last}";
}
