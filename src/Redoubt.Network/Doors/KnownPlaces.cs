using Redoubt.Network.Addresses;
using Redoubt.Network.Ends;

namespace Redoubt.Network.Doors;

/// <summary>Places that every cluster has and that attackers look for: the API server, and where clouds tell a machine who it is.</summary>
internal static class KnownPlaces
{
    // Metadata of AWS, Google and Azure (the same in most other clouds), AWS by IPv6, AWS for tasks, Azure's host, Alibaba.
    private static readonly string[] Metadata = ["169.254.169.254", "fd00:ec2::254", "169.254.170.2", "168.63.129.16", "100.100.100.200"];

    public static IReadOnlyList<NetworkEnd> MetadataOf(EndIndex ends) =>
        [.. Metadata.Select(text => IpAddress.TryParse(text, out var address) ? ends.At(address) : throw new InvalidOperationException(text))];

    /// <summary>Where the Service <c>default/kubernetes</c> leads: its ports, at the addresses that the evidence has of it.</summary>
    public static IReadOnlyList<DoorTarget> ApiServerOf(ServiceBackends backends)
    {
        var targets = new List<DoorTarget>();
        foreach (var service in backends.Find("default", "kubernetes"))
        {
            targets.AddRange(backends.TargetsOf(service));
        }

        return targets;
    }
}
