namespace Redoubt.Evidence.Addresses;

/// <summary>Blocks of addresses that the internet does not route, by what they are for.</summary>
public static class ReservedBlocks
{
    /// <summary>Private networks, those of pods among them: RFC 1918, 6598, 4193.</summary>
    public static IReadOnlyList<string> Private { get; } = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"];

    /// <summary>The link, where metadata services are: RFC 3927, 4291.</summary>
    public static IReadOnlyList<string> Link { get; } = ["169.254.0.0/16", "fe80::/10"];

    /// <summary>The machine itself, groups, and what is kept for later: RFC 1122, 5771, 1112, 4291.</summary>
    public static IReadOnlyList<string> NoNetwork { get; } = ["0.0.0.0/8", "127.0.0.0/8", "224.0.0.0/3", "::/127", "ff00::/8"];
}
