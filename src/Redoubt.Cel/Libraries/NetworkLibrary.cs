using static Redoubt.Cel.Libraries.Declare;

namespace Redoubt.Cel.Libraries;

/// <summary>
/// IP addresses and CIDR ranges, as cel-go's <c>ext.Network</c> and Kubernetes have them. A call costs 1 and is estimated so, as in cel-go;
/// Kubernetes counts otherwise and says so itself.
/// </summary>
internal static class NetworkLibrary
{
    private static readonly CelType Ip = IpAddress.IpType;
    private static readonly CelType Cidr = IpRange.CidrType;

    internal static CelLibrary Library { get; } = new()
    {
        Name = "network",
        Constants = [("net.IP", CelValue.Type(Ip), CelType.TypeOf(Ip)), ("net.CIDR", CelValue.Type(Cidr), CelType.TypeOf(Cidr))],
        Functions = [.. Reading, .. OfAddress, .. OfRange],
    };

    private static CelFunction[] Reading =>
    [
        Function(
            "isIP",
            "Whether the text is an IP address.",
            [Global("is_ip", CelType.String, CelType.Bool, (in text) => CelValue.Bool(IpAddressReader.Read(text.AsSpan(), out _) is not null))],
            Example("isIP('1.2.3.4')", "true"),
            Example("isIP('1.2.3')", "false")),
        Function(
            "isCIDR",
            "Whether the text is a CIDR range.",
            [Global("is_cidr", CelType.String, CelType.Bool, (in text) => CelValue.Bool(IpRange.Read(text.AsSpan(), out _) is not null))],
            Example("isCIDR('10.0.0.0/8')", "true"),
            Example("isCIDR('10.0.0.0/33')", "false")),
        Function(
            "ip",
            "The address that a text is, or that a range is written with.",
            [
                Global("string_to_ip", CelType.String, Ip, (in text) =>
                    TryAddress(text, out var address, out var error) ? CelValue.Opaque(address) : error),
                Receiver("cidr_ip", Cidr, Ip, (in range) => CelValue.Opaque(AsRange(range).Address)),
            ],
            Example("string(ip('::0:1'))", "'::1'"),
            Example("ip('::ffff:1.2.3.4')", null)),
        Function(
            "cidr",
            "The range that a text is.",
            [
                Global("string_to_cidr", CelType.String, Cidr, (in text) =>
                    TryRange(text, out var range, out var error) ? CelValue.Opaque(range) : error),
            ],
            Example("string(cidr('10.1.2.3/8'))", "'10.1.2.3/8'"),
            Example("cidr('10.0.0.0')", null)),
        Function(
            "string",
            "The canonical text of an address or range.",
            [
                Global("ip_to_string", Ip, CelType.String, (in address) => CelValue.String(AsAddress(address).ToString())),
                Global("cidr_to_string", Cidr, CelType.String, (in range) => CelValue.String(AsRange(range).ToString())),
            ],
            Example("string(ip('2001:DB8::1'))", "'2001:db8::1'")),
        Function(
            "ip.isCanonical",
            "Whether an address is written as RFC 5952 says.",
            [Global("ip_is_canonical", CelType.String, CelType.Bool, IsCanonical)],
            Example("ip.isCanonical('2001:db8::1')", "true"),
            Example("ip.isCanonical('2001:DB8::1')", "false")),
    ];

    private static CelFunction[] OfAddress =>
    [
        Function(
            "family",
            "4 or 6.",
            [Receiver("ip_family", Ip, CelType.Int, (in address) => CelValue.Int(AsAddress(address).IsV4 ? 4 : 6))],
            Example("ip('::1').family()", "6")),
        Test("isUnspecified", "ip_is_unspecified", "Whether it is all zeros.", address => address.IsUnspecified, "ip('0.0.0.0')", "ip('0.0.0.1')"),
        Test("isLoopback", "ip_is_loopback", "Whether it is the machine itself.", address => address.IsLoopback, "ip('127.8.9.1')", "ip('::2')"),
        Test(
            "isGlobalUnicast",
            "ip_is_global_unicast",
            "Whether it is one host's, beyond the link.",
            address => address.IsGlobalUnicast,
            "ip('10.0.0.1')",
            "ip('255.255.255.255')"),
        Test(
            "isLinkLocalMulticast",
            "ip_is_link_local_multicast",
            "Whether it is for a group on the link.",
            address => address.IsLinkLocalMulticast,
            "ip('ff02::1')",
            "ip('224.0.1.1')"),
        Test(
            "isLinkLocalUnicast",
            "ip_is_link_local_unicast",
            "Whether it is one host's on the link.",
            address => address.IsLinkLocalUnicast,
            "ip('169.254.169.254')",
            "ip('fec0::1')"),
    ];

    private static CelFunction[] OfRange =>
    [
        Function(
            "containsIP",
            "Whether an address lies in the range.",
            [
                Receiver("cidr_contains_ip", Cidr, Ip, CelType.Bool, (in range, in address) =>
                    CelValue.Bool(AsRange(range).Contains(AsAddress(address)))),
                Receiver("cidr_contains_ip_string", Cidr, CelType.String, CelType.Bool, (in range, in text) =>
                    TryAddress(text, out var address, out _) ? CelValue.Bool(AsRange(range).Contains(address)) : CelValue.Error("no such overload")),
            ],
            Example("cidr('10.0.0.0/8').containsIP('10.9.0.1')", "true"),
            Example("cidr('::/0').containsIP(ip('1.2.3.4'))", "false")),
        Function(
            "containsCIDR",
            "Whether another range lies in the range.",
            [
                Receiver("cidr_contains_cidr", Cidr, Cidr, CelType.Bool, (in range, in other) =>
                    CelValue.Bool(AsRange(range).Contains(AsRange(other)))),
                Receiver("cidr_contains_cidr_string", Cidr, CelType.String, CelType.Bool, (in range, in text) =>
                    TryRange(text, out var other, out var error) ? CelValue.Bool(AsRange(range).Contains(other)) : error),
            ],
            Example("cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')", "true"),
            Example("cidr('10.0.0.0/8').containsCIDR(cidr('0.0.0.0/0'))", "false")),
        Function(
            "masked",
            "The range with only its prefix's bits.",
            [Receiver("cidr_masked", Cidr, Cidr, (in range) => CelValue.Opaque(AsRange(range).Masked()))],
            Example("cidr('192.168.1.5/24').masked() == cidr('192.168.1.0/24')", "true")),
        Function(
            "prefixLength",
            "The number of bits that are the same in the whole range.",
            [Receiver("cidr_prefix_length", Cidr, CelType.Int, (in range) => CelValue.Int(AsRange(range).Prefix))],
            Example("cidr('10.0.0.0/8').prefixLength()", "8")),
    ];

    private static CelFunction Test(string name, string id, string summary, Func<IpAddress, bool> test, string holds, string fails) => Function(
        name,
        summary,
        [Receiver(id, Ip, CelType.Bool, (in address) => CelValue.Bool(test(AsAddress(address))))],
        Example($"{holds}.{name}()", "true"),
        Example($"{fails}.{name}()", "false"));

    private static IpAddress AsAddress(in CelValue value) => (IpAddress)value.AsOpaque();

    private static IpRange AsRange(in CelValue value) => (IpRange)value.AsOpaque();

    private static CelValue IsCanonical(in CelValue text) =>
        TryAddress(text, out var address, out var error) ? CelValue.Bool(text.AsSpan().SequenceEqual(address.ToString())) : error;

    private static bool TryAddress(in CelValue text, out IpAddress address, out CelValue error)
    {
        var found = IpAddressReader.Read(text.AsSpan(), out var reason);
        address = found!;
        error = found is null ? CelValue.Error(reason!) : default;
        return found is not null;
    }

    private static bool TryRange(in CelValue text, out IpRange range, out CelValue error)
    {
        var found = IpRange.Read(text.AsSpan(), out var reason);
        range = found!;
        error = found is null ? CelValue.Error($"network address parse error during conversion from string: {reason}") : default;
        return found is not null;
    }
}
