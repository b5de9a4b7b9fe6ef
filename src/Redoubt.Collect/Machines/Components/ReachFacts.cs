using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Components;

/// <summary>
/// From where a component's port can be reached, as far as the machine shows it: <c>loopback</c> and <c>inside</c> (nodes and pods) by the address that it listens on.
/// That a port faces the <c>outside</c> is never concluded from a listener alone.
/// </summary>
internal static class ReachFacts
{
    private static readonly Dictionary<string, string> Addresses = new() { ["kube-apiserver"] = "bind-address", ["kube-controller-manager"] = "bind-address", ["kube-scheduler"] = "bind-address", ["kubelet"] = "address" };

    /// <summary>Fills <c>reachableFrom</c>.</summary>
    public static void Collect(ComponentSight sight)
    {
        if (!Addresses.TryGetValue(sight.Name, out var name) || sight.Setting(name).Value is not { } address)
        {
            return;
        }

        var isLoopback = IsLoopback(address.Text);
        sight.Draft.Facts["reachableFrom"] = new JsonArray(isLoopback ? ["loopback"] : ["inside", "loopback"]);
        if (!isLoopback)
        {
            sight.Draft.Unknown("reachableFrom", $"it listens on {address.Text}: whether a firewall or a load balancer lets others reach it is not seen on the machine; try it from outside");
        }
    }

    /// <summary>Whether an address is one of the machine's own loopback.</summary>
    public static bool IsLoopback(string address) =>
        address == "localhost" || (System.Net.IPAddress.TryParse(address.Trim('[', ']'), out var ip) && System.Net.IPAddress.IsLoopback(ip));
}
