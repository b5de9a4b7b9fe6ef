using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Redoubt.Collect.Machines.Firewalls;
using Redoubt.Evidence.Addresses;

namespace Redoubt.Collect.Machines.Components;

/// <summary>
/// From where a component's port can be reached, as far as the machine shows it: <c>loopback</c> and <c>inside</c> (nodes and pods) by the address that it listens on and
/// by the packet filter. That a port faces the <c>outside</c> is never concluded from a listener alone; that it does not, from a packet filter that lets only private
/// addresses in.
/// </summary>
internal static class ReachFacts
{
    private static readonly Dictionary<string, (string Address, string Port)> Settings = new()
    {
        ["kube-apiserver"] = ("bind-address", "secure-port"),
        ["kube-controller-manager"] = ("bind-address", "secure-port"),
        ["kube-scheduler"] = ("bind-address", "secure-port"),
        ["kubelet"] = ("address", "port"),
    };

    private static readonly IPNetwork[] Private = [.. ReservedBlocks.Private.Concat(ReservedBlocks.Link).Select(IPNetwork.Parse)];

    /// <summary>Fills <c>reachableFrom</c>.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="sight">The component.</param>
    public static void Collect(Machine machine, ComponentSight sight)
    {
        if (!Settings.TryGetValue(sight.Name, out var names) || sight.Setting(names.Address).Value is not { } address)
        {
            return;
        }

        if (IsLoopback(address.Text))
        {
            sight.Draft.Facts["reachableFrom"] = new JsonArray("loopback");
            return;
        }

        var openings = Openings(machine, address.Text, sight.Setting(names.Port).Value?.Text);
        sight.Draft.Facts["reachableFrom"] = new JsonArray(openings is { Count: 0 } ? ["loopback"] : ["inside", "loopback"]);
        if (openings?.All(IsPrivate) != true)
        {
            sight.Draft.Unknown("reachableFrom", $"it listens on {address.Text}: whether a firewall or a load balancer lets others reach it is not seen on the machine; try it from outside");
        }
    }

    /// <summary>Whether an address is one of the machine's own loopback.</summary>
    public static bool IsLoopback(string address) =>
        address == "localhost" || (IPAddress.TryParse(address.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static IReadOnlyList<Opening>? Openings(Machine machine, string address, string? port) =>
        IPAddress.TryParse(address, out var ip) && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && machine.Firewall.Value is { } firewall
            // A Go program that listens on 0.0.0.0 or :: takes both families.
            ? firewall.Ports.Of(ip.Equals(IPAddress.Any) ? IPAddress.IPv6Any : ip, "tcp", number, takesIPv4: true).Value
            : null;

    private static bool IsPrivate(Opening opening) =>
        IPNetwork.TryParse(opening.Source, out var block) && Private.Any(network => network.PrefixLength <= block.PrefixLength && network.Contains(block.BaseAddress));
}
