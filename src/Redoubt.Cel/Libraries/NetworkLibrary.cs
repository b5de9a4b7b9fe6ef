using System.Collections.Immutable;

namespace Redoubt.Cel.Libraries;

/// <summary>IP addresses and CIDR ranges, as cel-go's <c>ext.Network</c> and Kubernetes have them.</summary>
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
        Function("isIP", "Whether the text is an IP address.", new CelExample("isIP('1.2.3.4')", "true"), new CelExample("isIP('1.2.3')", "false"))
            with { Overloads = [Overload("is_ip", false, [CelType.String], CelType.Bool, arguments => CelValue.Bool(IpAddress.TryParse(arguments[0].AsSpan(), out _)))] },
        Function("isCIDR", "Whether the text is a CIDR range.", new CelExample("isCIDR('10.0.0.0/8')", "true"), new CelExample("isCIDR('10.0.0.0/33')", "false"))
            with { Overloads = [Overload("is_cidr", false, [CelType.String], CelType.Bool, arguments => CelValue.Bool(IpRange.TryParse(arguments[0].AsSpan(), out _)))] },
        Function("ip", "The address that a text is, or that a range is written with.", new CelExample("string(ip('::0:1'))", "'::1'"), new CelExample("ip('::ffff:1.2.3.4')", null))
            with
            {
                Overloads =
                [
                    Overload("string_to_ip", false, [CelType.String], Ip, arguments => WithAddress(arguments[0], CelValue.Opaque)),
                    Overload("cidr_ip", true, [Cidr], Ip, arguments => CelValue.Opaque(AsRange(arguments[0]).Address)),
                ],
            },
        Function("cidr", "The range that a text is.", new CelExample("string(cidr('10.1.2.3/8'))", "'10.1.2.3/8'"), new CelExample("cidr('10.0.0.0')", null))
            with { Overloads = [Overload("string_to_cidr", false, [CelType.String], Cidr, arguments => WithRange(arguments[0], CelValue.Opaque))] },
        Function("string", "The canonical text of an address or range.", new CelExample("string(ip('2001:DB8::1'))", "'2001:db8::1'"))
            with
            {
                Overloads =
                [
                    Overload("ip_to_string", false, [Ip], CelType.String, arguments => CelValue.String(arguments[0].AsOpaque().ToString()!)),
                    Overload("cidr_to_string", false, [Cidr], CelType.String, arguments => CelValue.String(arguments[0].AsOpaque().ToString()!)),
                ],
            },
        Function("ip.isCanonical", "Whether an address is written as RFC 5952 says.", new CelExample("ip.isCanonical('2001:db8::1')", "true"), new CelExample("ip.isCanonical('2001:DB8::1')", "false"))
            with
            {
                Overloads =
                [
                    Overload("ip_is_canonical", false, [CelType.String], CelType.Bool, arguments =>
                    {
                        var text = arguments[0].AsString();
                        return WithAddress(arguments[0], address => CelValue.Bool(address.ToString() == text));
                    }),
                ],
            },
    ];

    private static CelFunction[] OfAddress =>
    [
        Function("family", "4 or 6.", new CelExample("ip('::1').family()", "6"))
            with { Overloads = [Overload("ip_family", true, [Ip], CelType.Int, arguments => CelValue.Int(AsAddress(arguments[0]).IsV4 ? 4 : 6))] },
        Test("isUnspecified", "ip_is_unspecified", "Whether it is all zeros.", address => address.IsUnspecified, new CelExample("ip('0.0.0.0').isUnspecified()", "true")),
        Test("isLoopback", "ip_is_loopback", "Whether it is the machine itself.", address => address.IsLoopback, new CelExample("ip('127.8.9.1').isLoopback()", "true")),
        Test("isGlobalUnicast", "ip_is_global_unicast", "Whether it is one host's, beyond the link.", address => address.IsGlobalUnicast, new CelExample("ip('10.0.0.1').isGlobalUnicast()", "true"), new CelExample("ip('255.255.255.255').isGlobalUnicast()", "false")),
        Test("isLinkLocalMulticast", "ip_is_link_local_multicast", "Whether it is for a group on the link.", address => address.IsLinkLocalMulticast, new CelExample("ip('ff02::1').isLinkLocalMulticast()", "true"), new CelExample("ip('224.0.1.1').isLinkLocalMulticast()", "false")),
        Test("isLinkLocalUnicast", "ip_is_link_local_unicast", "Whether it is one host's on the link.", address => address.IsLinkLocalUnicast, new CelExample("ip('169.254.169.254').isLinkLocalUnicast()", "true"), new CelExample("ip('fe80::1').isLinkLocalUnicast()", "true")),
    ];

    private static CelFunction[] OfRange =>
    [
        Function("containsIP", "Whether an address lies in the range.", new CelExample("cidr('10.0.0.0/8').containsIP('10.9.0.1')", "true"), new CelExample("cidr('::/0').containsIP(ip('1.2.3.4'))", "false"))
            with
            {
                Overloads =
                [
                    Overload("cidr_contains_ip", true, [Cidr, Ip], CelType.Bool, arguments => CelValue.Bool(AsRange(arguments[0]).Contains(AsAddress(arguments[1])))),
                    Overload("cidr_contains_ip_string", true, [Cidr, CelType.String], CelType.Bool, arguments =>
                    {
                        var range = AsRange(arguments[0]);
                        return WithAddress(arguments[1], address => CelValue.Bool(range.Contains(address)));
                    }),
                ],
            },
        Function("containsCIDR", "Whether another range lies in the range.", new CelExample("cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')", "true"), new CelExample("cidr('10.0.0.0/8').containsCIDR(cidr('0.0.0.0/0'))", "false"))
            with
            {
                Overloads =
                [
                    Overload("cidr_contains_cidr", true, [Cidr, Cidr], CelType.Bool, arguments => CelValue.Bool(AsRange(arguments[0]).Contains(AsRange(arguments[1])))),
                    Overload("cidr_contains_cidr_string", true, [Cidr, CelType.String], CelType.Bool, arguments =>
                    {
                        var range = AsRange(arguments[0]);
                        return WithRange(arguments[1], other => CelValue.Bool(range.Contains(other)));
                    }),
                ],
            },
        Function("masked", "The range with only its prefix's bits.", new CelExample("cidr('192.168.1.5/24').masked() == cidr('192.168.1.0/24')", "true"))
            with { Overloads = [Overload("cidr_masked", true, [Cidr], Cidr, arguments => CelValue.Opaque(AsRange(arguments[0]).Masked()))] },
        Function("prefixLength", "The number of bits that are the same in the whole range.", new CelExample("cidr('10.0.0.0/8').prefixLength()", "8"))
            with { Overloads = [Overload("cidr_prefix_length", true, [Cidr], CelType.Int, arguments => CelValue.Int(AsRange(arguments[0]).Prefix))] },
    ];

    private static CelFunction Function(string name, string summary, params CelExample[] examples) =>
        new() { Name = name, Summary = summary, Overloads = [], Examples = [.. examples] };

    private static CelOverload Overload(string id, bool receiver, ImmutableArray<CelType> parameters, CelType result, CelBody body) =>
        new() { Id = id, IsReceiver = receiver, Parameters = parameters, Result = result, Body = body };

    private static CelFunction Test(string name, string id, string summary, Func<IpAddress, bool> test, params CelExample[] examples) =>
        Function(name, summary, examples) with
        {
            Overloads = [Overload(id, true, [Ip], CelType.Bool, arguments => CelValue.Bool(test(AsAddress(arguments[0]))))],
        };

    private static IpAddress AsAddress(in CelValue value) => (IpAddress)value.AsOpaque();

    private static IpRange AsRange(in CelValue value) => (IpRange)value.AsOpaque();

    private static CelValue WithAddress(in CelValue text, Func<IpAddress, CelValue> then) =>
        IpAddress.TryParse(text.AsSpan(), out var address) ? then(address!) : CelValue.Error($"`{text.AsString()}` is not an IP address");

    private static CelValue WithRange(in CelValue text, Func<IpRange, CelValue> then) =>
        IpRange.TryParse(text.AsSpan(), out var range) ? then(range!) : CelValue.Error($"`{text.AsString()}` is not a CIDR range");
}
