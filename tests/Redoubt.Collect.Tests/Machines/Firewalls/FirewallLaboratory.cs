using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Redoubt.Collect.Tests.Machines.Firewalls;

/// <summary>A machine with two interfaces as a network namespace of its own, and behind each interface another namespace whose addresses ask for its ports.</summary>
internal sealed class FirewallLaboratory : IDisposable
{
    public const string Address = "10.9.0.1";
    public const string Address6 = "fd09::1";

    private const string Machine = "redoubt-wall";

    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(150);

    private readonly Dictionary<string, NetworkThread> _far = [];
    private readonly List<Socket> _listening = [];
    private readonly NetworkThread _machine;

    public FirewallLaboratory(IReadOnlyList<(string Interface, string Address)> sources, IReadOnlyList<int> ports)
    {
        Run("ip", $"netns add {Machine}");
        Run("ip", $"-n {Machine} link set lo up");
        Run("ip", $"netns exec {Machine} sysctl -qw net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0");
        foreach (var one in sources.GroupBy(source => source.Interface))
        {
            AddInterface(one.Key, [.. one.Select(source => source.Address)]);
        }

        _machine = new NetworkThread(Machine);
        foreach (var port in ports)
        {
            _listening.Add(_machine.Do(() => Listen(port)));
        }
    }

    /// <summary>Does something as a program of the machine.</summary>
    public T Within<T>(Func<T> work) => _machine.Do(work);

    /// <summary>Puts rules in the place of those before.</summary>
    public static void Load(string nft, string iptables)
    {
        Run("ip", $"netns exec {Machine} nft -f -", "flush ruleset\n" + nft);
        if (iptables.Length > 0)
        {
            Run("ip", $"netns exec {Machine} iptables-nft-restore", iptables);
        }
    }

    /// <summary>What <c>nft</c> itself says of the rules, as JSON.</summary>
    public static string Listed() => Run("ip", $"netns exec {Machine} nft -j list ruleset");

    /// <summary>Which of some connections came about.</summary>
    public HashSet<(string Interface, string Source, int Port)> Connected(IReadOnlyList<(string Interface, string Source, int Port)> asked)
    {
        var sockets = asked.Select(one => (one, Socket: _far[one.Interface].Do(() => Begin(one.Source, one.Port)))).ToArray();
        var end = Stopwatch.StartNew();
        var connected = new HashSet<(string, string, int)>();
        foreach (var (one, socket) in sockets)
        {
            using (socket)
            {
                var left = Wait - end.Elapsed;
                if (socket.Poll(left > TimeSpan.Zero ? left : TimeSpan.Zero, SelectMode.SelectWrite) && (int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! == 0)
                {
                    connected.Add(one);
                }
            }
        }

        return connected;
    }

    public void Dispose()
    {
        _listening.ForEach(socket => socket.Dispose());
        _machine.Dispose();
        foreach (var (name, thread) in _far)
        {
            thread.Dispose();
            Run("ip", $"netns delete redoubt-{name}");
        }

        Run("ip", $"netns delete {Machine}");
    }

    private void AddInterface(string name, IReadOnlyList<string> addresses)
    {
        var far = $"redoubt-{name}";
        Run("ip", $"netns add {far}");
        Run("ip", $"-n {far} link set lo up");
        // IPv6 asks for its neighbours by packets that the rules may drop: here they know one another.
        var (near, other) = ($"02:00:00:00:01:{_far.Count:x2}", $"02:00:00:00:02:{_far.Count:x2}");
        Run("ip", $"link add {name} address {near} netns {Machine} type veth peer name eth0 address {other} netns {far}");
        Run("ip", $"-n {Machine} link set {name} up");
        Run("ip", $"-n {far} link set eth0 up");
        if (_far.Count == 0)
        {
            Run("ip", $"-n {Machine} address add {Address}/32 dev {name}");
            Run("ip", $"-n {Machine} address add {Address6}/128 dev {name} nodad");
        }

        Run("ip", $"-n {far} route add {Address}/32 dev eth0");
        Run("ip", $"-n {far} route add {Address6}/128 dev eth0");
        Run("ip", $"-n {far} neighbour add {Address6} lladdr {near} dev eth0");
        foreach (var address in addresses)
        {
            var (whole, sure) = address.Contains(':', StringComparison.Ordinal) ? (128, " nodad") : (32, "");
            Run("ip", $"-n {far} address add {address}/{whole} dev eth0{sure}");
            Run("ip", $"-n {Machine} route add {address}/{whole} dev {name}");
            Run("ip", $"-n {Machine} neighbour add {address} lladdr {other} dev {name}");
        }

        _far.Add(name, new NetworkThread(far));
    }

    private static Socket Listen(int port)
    {
        var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true };
        socket.Bind(new IPEndPoint(IPAddress.IPv6Any, port));
        socket.Listen(512);
        return socket;
    }

    private static Socket Begin(string source, int port)
    {
        var from = IPAddress.Parse(source);
        var socket = new Socket(from.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        socket.Bind(new IPEndPoint(from, 0));
        try
        {
            socket.Connect(IPAddress.Parse(from.AddressFamily == AddressFamily.InterNetwork ? Address : Address6), port);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress or SocketError.ConnectionRefused)
        {
            return socket; // the answer is looked at later
        }

        return socket;
    }

    private static string Run(string program, string arguments, string input = "")
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {arguments}: {error.Result}\n{input}");
        return output;
    }
}
