using System.Net;
using System.Net.Sockets;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Values;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of the addresses behind Services.</summary>
internal static class EndpointRules
{
    /// <summary>What is wrong with an address that nobody else can reach.</summary>
    public static IReadOnlyList<string> Special(string text)
    {
        if (!AddressText.TryRead(text, out var address, out _))
        {
            return [];
        }

        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            return [$"may not be unspecified ({text})"];
        }

        if (IPAddress.IsLoopback(address))
        {
            return ["may not be in the loopback range (127.0.0.0/8, ::1/128)"];
        }

        var bytes = address.GetAddressBytes();
        var isFour = address.AddressFamily == AddressFamily.InterNetwork;
        if (isFour ? bytes[0] == 169 && bytes[1] == 254 : bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80)
        {
            return ["may not be in the link-local range (169.254.0.0/16, fe80::/10)"];
        }

        return (isFour ? bytes[0] == 224 && bytes[1] == 0 && bytes[2] == 0 : bytes[0] == 0xff && (bytes[1] & 0x0f) == 2)
            ? ["may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"] : [];
    }

    /// <summary>One part of Endpoints.</summary>
    public static void Subset(Node at, Scope scope)
    {
        if (at["addresses"].Count == 0 && at["notReadyAddresses"].Count == 0)
        {
            scope.Faults.Required(at, "must specify `addresses` or `notReadyAddresses`");
        }

        foreach (var list in (ReadOnlySpan<string>)["addresses", "notReadyAddresses"])
        {
            foreach (var address in at[list].Items)
            {
                var text = address["ip"].AsString() ?? "";
                scope.Faults.Invalid(Spot.Of(address, "ip"), AddressText.WrongAddress(text) is { Count: > 0 } wrong ? wrong : Special(text));
            }
        }

        var several = at["ports"].Count > 1;
        foreach (var port in at["ports"].Items)
        {
            var name = port["name"].AsString() ?? "";
            if (name.Length > 0)
            {
                scope.Faults.Invalid(port["name"], NameRules.DnsLabel(name));
            }
            else if (several)
            {
                scope.Faults.Required(Spot.Of(port, "name"));
            }

            if (port["port"] is not { Kind: NodeKind.Int, Int: >= 1 and <= 65535 })
            {
                scope.Faults.Invalid(Spot.Of(port, "port"), "must be between 1 and 65535, inclusive");
            }
        }
    }

    /// <summary>A slice of endpoints.</summary>
    public static void Slice(Node at, Scope scope)
    {
        var faults = scope.Faults;
        var type = at["addressType"].AsString() ?? "";
        if (type.Length == 0)
        {
            faults.Required(Spot.Of(at, "addressType"));
        }
        else if (type is not ("IPv4" or "IPv6" or "FQDN"))
        {
            faults.NotSupported(at["addressType"], "FQDN", "IPv4", "IPv6");
        }

        foreach (var endpoint in at["endpoints"].Items)
        {
            Endpoint(endpoint, type, faults);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var port in at["ports"].Items)
        {
            var name = port["name"].AsString() ?? "";
            if (name.Length > 0)
            {
                faults.Invalid(port["name"], NameRules.DnsLabel(name));
            }

            if (!names.Add(name))
            {
                faults.Duplicate(Spot.Of(port, "name"));
            }
        }
    }

    private static void Endpoint(Node endpoint, string type, Faults faults)
    {
        var addresses = endpoint["addresses"];
        if (addresses.Count == 0)
        {
            faults.Required(Spot.Of(endpoint, "addresses"));
        }

        foreach (var address in addresses.Items)
        {
            var text = address.AsString() ?? "";
            if (type == "FQDN")
            {
                faults.Invalid(address, NameRules.DnsSubdomain(text));
                continue;
            }

            var wrong = AddressText.WrongAddress(text);
            faults.Invalid(address, wrong);
            var isSix = text.Contains(':', StringComparison.Ordinal);
            if (wrong.Count == 0 && type == "IPv4" && isSix)
            {
                faults.Invalid(Spot.Named(addresses, "", address), "must be an IPv4 address");
            }
            else if (wrong.Count == 0 && type == "IPv6" && !isSix)
            {
                faults.Invalid(Spot.Named(addresses, "", address), "must be an IPv6 address");
            }
            else if (wrong.Count == 0)
            {
                faults.Invalid(address, Special(text));
            }
        }

        var zones = new HashSet<string>(StringComparer.Ordinal);
        foreach (var zone in endpoint["hints"]["forZones"].Items)
        {
            if (!zones.Add(zone["name"].AsString() ?? ""))
            {
                faults.Duplicate(Spot.Of(zone, "name"));
            }
        }
    }
}
