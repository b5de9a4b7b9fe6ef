namespace Redoubt.Network.Ports;

/// <summary>A protocol that policies tell apart; other protocols are asked of no policy of Kubernetes.</summary>
public enum Protocol
{
    /// <summary>TCP.</summary>
    Tcp,

    /// <summary>UDP.</summary>
    Udp,

    /// <summary>SCTP.</summary>
    Sctp,
}

/// <summary>Protocols as Kubernetes writes them.</summary>
public static class Protocols
{
    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<Protocol> All { get; } = [Protocol.Tcp, Protocol.Udp, Protocol.Sctp];

    /// <summary>The protocol's name: <c>TCP</c>.</summary>
    /// <param name="protocol">The protocol.</param>
    public static string NameOf(Protocol protocol) => protocol switch { Protocol.Tcp => "TCP", Protocol.Udp => "UDP", _ => "SCTP" };

    /// <summary>The protocol of a name as Kubernetes writes it, in capitals.</summary>
    /// <param name="name">The name.</param>
    /// <param name="protocol">The protocol.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(ReadOnlySpan<char> name, out Protocol protocol)
    {
        (var found, protocol) = name switch
        {
            "TCP" => (true, Protocol.Tcp),
            "UDP" => (true, Protocol.Udp),
            "SCTP" => (true, Protocol.Sctp),
            _ => (false, default),
        };
        return found;
    }
}
