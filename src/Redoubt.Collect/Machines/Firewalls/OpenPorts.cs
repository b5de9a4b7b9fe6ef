using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;

namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>To whom the ports of this machine are open, by the rules of its packet filter.</summary>
internal sealed class OpenPorts
{
    private readonly Ruleset _rules;
    private readonly Dictionary<(int, string, string), Chain> _chains;
    private readonly IReadOnlyList<NetworkInterfaceName> _interfaces;
    private readonly IReadOnlyList<IPAddress> _addresses;
    private readonly NodeLimits _limits;
    private readonly StepLimit _steps;

    /// <summary>Makes it for the network of this process.</summary>
    public OpenPorts(Ruleset rules, NodeLimits limits)
    {
        (_rules, _limits, _steps) = (rules, limits, new StepLimit(limits.FirewallSteps));
        _chains = rules.Chains.ToDictionary(chain => (chain.Family, chain.Table, chain.Name));
        var all = NetworkInterface.GetAllNetworkInterfaces().Where(one => one.NetworkInterfaceType != NetworkInterfaceType.Loopback).ToArray();
        _interfaces = DifferentOnes([.. all.Select(one => new NetworkInterfaceName(one.Name, Index(one)))]);
        _addresses = [.. all.SelectMany(one => one.GetIPProperties().UnicastAddresses).Select(one => one.Address).Distinct()];
    }

    /// <summary>To whom a port is open: blocks of addresses, by interface where that makes a difference.</summary>
    /// <param name="address">The address that is listened on.</param>
    /// <param name="protocol"><c>tcp</c> or <c>udp</c>.</param>
    /// <param name="port">The port.</param>
    /// <param name="takesIPv4">Whether a listener on <c>::</c> takes IPv4 too.</param>
    public Seen<IReadOnlyList<Opening>> Of(IPAddress address, string protocol, int port, bool takesIPv4)
    {
        var openings = new List<Opening>();
        foreach (var isIPv6 in new[] { false, true })
        {
            if (isIPv6 ? address.AddressFamily == AddressFamily.InterNetwork : address.AddressFamily == AddressFamily.InterNetworkV6 && !(takesIPv4 && address.Equals(IPAddress.IPv6Any)))
            {
                continue;
            }

            var found = _interfaces.Select(one => (Interface: one, From: Arrives(address, isIPv6, protocol == "udp" ? 17 : 6, port, one))).ToArray();
            var bytes = isIPv6 ? 16 : 4;
            if (found.Any(one => !one.From.May.Without(one.From.Must, bytes).IsEmpty))
            {
                return Seen<IReadOnlyList<Opening>>.Unknown(_steps.IsReached
                    ? $"following the rules takes more than {_limits.FirewallSteps} steps, which is the limit"
                    : "a rule of the packet filter that decides here is not understood, or it sends the packet elsewhere: `nft list ruleset` shows it");
            }

            var isSame = found.Length > 0 && found.All(one => one.From.Must.Prefixes(bytes).SequenceEqual(found[0].From.Must.Prefixes(bytes)));
            openings.AddRange(isSame ? found[0].From.Must.Prefixes(bytes).Take(_limits.Blocks + 1).Select(block => new Opening(null, block))
                : found.SelectMany(one => one.From.Must.Prefixes(bytes).Take(_limits.Blocks + 1).Select(block => new Opening(one.Interface.Name, block))));
        }

        return openings.Count <= _limits.Blocks
            ? Seen<IReadOnlyList<Opening>>.Of(openings)
            : Seen<IReadOnlyList<Opening>>.Unknown($"it is open to more than {_limits.Blocks} blocks of addresses, which is the limit");
    }

    private Sources Arrives(IPAddress listener, bool isIPv6, int protocol, int port, NetworkInterfaceName at)
    {
        var family = isIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        var isAny = listener.Equals(IPAddress.Any) || listener.Equals(IPAddress.IPv6Any);
        byte[][] destinations = isAny ? [.. _addresses.Where(one => one.AddressFamily == family).Select(one => one.GetAddressBytes())] : [listener.GetAddressBytes()];
        if (destinations.Length > _limits.Blocks)
        {
            destinations = [[]];
        }

        return Sources.Union([.. destinations.Select(to => PacketWalk.Arrives(_rules, _chains, new Arrival(protocol, port, to, isIPv6, at), _steps))]);
    }

    /// <summary>One interface of all that no rule tells apart: those of a hundred pods are alike.</summary>
    private List<NetworkInterfaceName> DifferentOnes(IReadOnlyList<NetworkInterfaceName> all)
    {
        var named = Constants().Select(Name).OfType<string>().Distinct().ToArray();
        var numbers = Constants().Where(one => one.Length == 4).Select(one => BitConverter.ToInt32(one)).ToHashSet();
        return [.. all.GroupBy(one => (string.Join('\n', named.Where(name => one.Name.StartsWith(name, StringComparison.Ordinal)).Append(named.Contains(one.Name) ? "=" : "")),
            numbers.Contains(one.Index) ? one.Index : 0)).Select(group => group.First())];
    }

    private IEnumerable<byte[]> Constants() =>
        _rules.Chains.SelectMany(chain => chain.Rules).SelectMany(rule => rule).OfType<Compare>().Select(compare => compare.Value)
            .Concat(_rules.Sets.Values.SelectMany(set => set.Elements).SelectMany(element => Parts(element.From)));

    /// <summary>Each word of a key may begin a name of an interface.</summary>
    private static IEnumerable<byte[]> Parts(byte[] key) => Enumerable.Range(0, (key.Length + 3) / 4).Select(word => key[(word * 4)..Math.Min(key.Length, word * 4 + 16)]);

    private static string? Name(byte[] bytes)
    {
        var end = Array.IndexOf(bytes, (byte)0);
        var text = bytes.AsSpan(0, end < 0 ? bytes.Length : end);
        return text.Length > 0 && text.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0 ? Encoding.ASCII.GetString(text) : null;
    }

    private static int Index(NetworkInterface one) => one.Supports(NetworkInterfaceComponent.IPv4) ? one.GetIPProperties().GetIPv4Properties().Index
        : one.Supports(NetworkInterfaceComponent.IPv6) ? one.GetIPProperties().GetIPv6Properties().Index
        : 0;
}

/// <summary>Who is let in.</summary>
/// <param name="Interface">The interface by which they come; null where it makes no difference.</param>
/// <param name="Source">A block of addresses, such as <c>10.0.0.0/8</c>.</param>
internal sealed record Opening(string? Interface, string Source);
