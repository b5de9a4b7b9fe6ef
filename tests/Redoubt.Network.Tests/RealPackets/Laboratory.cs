using System.Diagnostics;
using Redoubt.Network.Tests.Laws;

namespace Redoubt.Network.Tests.RealPackets;

/// <summary>
/// The pods of a world as network namespaces around a router that holds the policies as nftables. Nothing of it is connected to the machine's own network.
/// </summary>
internal sealed class Laboratory : IDisposable
{
    private const string Router = "redoubt-router";

    private readonly Dictionary<string, NetworkSpace> _spaces = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    public Laboratory(IEnumerable<(string End, string Address)> ends, IEnumerable<(string Protocol, int Port)> ports)
    {
        Add(Router);
        Run("ip", $"netns exec {Router} sysctl -qw net.ipv4.ip_forward=1 net.ipv4.icmp_ratelimit=0 net.ipv6.conf.all.forwarding=1 net.ipv6.icmp.ratelimit=0");
        foreach (var ((end, address), number) in ends.Select((end, number) => (end, number)))
        {
            var name = $"redoubt-{number}";
            var isV6 = address.Contains(':', StringComparison.Ordinal);
            var (gateway, whole) = isV6 ? ($"fd00:ffff::{number + 1}", 128) : ($"169.254.1.{number + 1}", 32);
            var sure = isV6 ? " nodad" : "";
            Add(name);
            Run("ip", $"link add veth{number} netns {Router} type veth peer name eth0 netns {name}");
            Run("ip", $"-n {Router} address add {gateway}/{whole} dev veth{number}{sure}");
            Run("ip", $"-n {Router} link set veth{number} up");
            Run("ip", $"-n {Router} route add {address}/{whole} dev veth{number}");
            Run("ip", $"-n {name} address add {address}/{whole} dev eth0{sure}");
            Run("ip", $"-n {name} link set lo up");
            Run("ip", $"-n {name} link set eth0 up");
            Run("ip", $"-n {name} route add {gateway}/{whole} dev eth0");
            Run("ip", $"-n {name} route add default via {gateway} src {address}");
            var space = new NetworkSpace(name, address);
            _spaces.Add(end, space);
            foreach (var (protocol, port) in ports)
            {
                space.Listen(protocol, port);
            }
        }
    }

    /// <summary>Puts the policies of a world in the place of those before.</summary>
    public static void Load(World world) => Run("ip", $"netns exec {Router} nft -f -", "flush ruleset\n" + NftablesText.Of(world));

    public bool Reaches(string from, string to, string protocol, int port) => _spaces[from].Reaches(_spaces[to], protocol, port);

    public void Dispose()
    {
        foreach (var space in _spaces.Values)
        {
            space.Dispose();
        }

        _names.ForEach(name => Run("ip", $"netns delete {name}"));
    }

    private void Add(string name)
    {
        Run("ip", $"netns add {name}");
        _names.Add(name);
    }

    private static void Run(string program, string arguments, string input = "")
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardError = true })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {arguments}: {error}");
    }
}
