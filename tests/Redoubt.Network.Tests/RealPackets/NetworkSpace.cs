using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Redoubt.Network.Tests.RealPackets;

/// <summary>A network namespace of the kernel with one address: a thread that lives in it opens its sockets.</summary>
internal sealed class NetworkSpace : IDisposable
{
    private readonly Dictionary<(string Protocol, int Port), Socket> _listening = [];
    private readonly NetworkThread _thread;
    private readonly AddressFamily _family;

    public NetworkSpace(string name, string address)
    {
        Address = address;
        _family = IPAddress.Parse(address).AddressFamily;
        _thread = new NetworkThread(name);
    }

    public string Address { get; }

    /// <summary>Listens, so that the kernel takes connections and datagrams.</summary>
    public void Listen(string protocol, int port) => _listening[(protocol, port)] = _thread.Do(() =>
    {
        var socket = Open(protocol);
        socket.Bind(new IPEndPoint(_family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, protocol == "SCTP" ? 0 : port));
        if (protocol == "TCP")
        {
            socket.Listen(512);
        }

        return socket;
    });

    /// <summary>Whether a packet of this one comes to another; what is denied is answered, so that nobody waits for nothing.</summary>
    public bool Reaches(NetworkSpace other, string protocol, int port) => _thread.Do(() =>
    {
        using var socket = Open(protocol);
        try
        {
            socket.Connect(IPAddress.Parse(other.Address), protocol == "SCTP" ? 0 : port);
            return protocol == "TCP" || Arrives(socket, other._listening[(protocol, port)], protocol == "SCTP" ? Association(port) : [1]);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable)
        {
            return false;
        }
    });

    public void Dispose()
    {
        _thread.Dispose();
        foreach (var socket in _listening.Values)
        {
            socket.Dispose();
        }
    }

    // Either the datagram comes, or the sender is told that it does not.
    private static bool Arrives(Socket sender, Socket receiver, byte[] packet)
    {
        sender.Send(packet);
        for (var tries = 0; tries < 2_000; tries++)
        {
            if (receiver.Poll(1_000, SelectMode.SelectRead))
            {
                receiver.Receive(new byte[128]);
                return true;
            }

            if (sender.Poll(1_000, SelectMode.SelectRead) || sender.Poll(0, SelectMode.SelectError))
            {
                sender.Receive(new byte[128]);
            }
        }

        throw new IOException("a datagram neither came nor was refused");
    }

    // The head of a packet of SCTP: the filter reads its ports, whether the kernel has the protocol or not.
    private static byte[] Association(int port) => [0x9c, 0x40, (byte)(port >> 8), (byte)port, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 4];

    private Socket Open(string protocol) => protocol switch
    {
        "TCP" => new Socket(_family, SocketType.Stream, ProtocolType.Tcp),
        "UDP" => new Socket(_family, SocketType.Dgram, ProtocolType.Udp),
        _ => new Socket(new SafeSocketHandle(RawSctp(), ownsHandle: true)),
    };

    // .NET knows no such protocol: SOCK_RAW with close-on-exec of IPPROTO_SCTP.
    private nint RawSctp()
    {
        var descriptor = socket(_family == AddressFamily.InterNetwork ? 2 : 10, 3 | 0x80000, 132);
        return descriptor >= 0 ? descriptor : throw new IOException($"no raw socket: error {Marshal.GetLastPInvokeError()}");
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int socket(int family, int type, int protocol);
}
