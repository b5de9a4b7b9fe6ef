using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace Redoubt.Collect.Machines.Firewalls;

/// <summary>A rule in words near to those of <c>nft</c>, for people who read the evidence: <c>inet filter input: ip saddr 10.0.0.0/8 tcp dport 22 accept</c>.</summary>
internal static class RuleText
{
    private static readonly string[] Operators = ["", "!= ", "< ", "<= ", "> ", ">= "];

    /// <summary>All rules, chain by chain, first to last.</summary>
    public static IEnumerable<string> Of(Ruleset rules) => rules.Chains.SelectMany(chain => chain.Rules.Select(rule => $"{Family(chain.Family)} {chain.Table} {chain.Name}: {Of(rule)}"));

    private static string Of(IReadOnlyList<Expression> rule)
    {
        var loaded = new Dictionary<int, string>();
        var words = new List<string>();
        foreach (var expression in rule)
        {
            if (Loaded(expression, loaded) is { } what)
            {
                loaded[what.Register] = what.Name;
            }
            else if (Word(expression, loaded) is { } word)
            {
                words.Add(word);
            }
        }

        return string.Join(' ', words);
    }

    private static (int Register, string Name)? Loaded(Expression expression, Dictionary<int, string> loaded) => expression switch
    {
        MetaLoad load => (load.Register, load.Key switch { 4 => "iif", 6 => "iifname", 7 => "oifname", 15 => "nfproto", 16 => "l4proto", _ => $"meta {load.Key}" }),
        ConnectionLoad load => (load.Register, load.Key == 0 ? "ct state" : $"ct {load.Key}"),
        PayloadLoad load => (load.Register, (load.Header, load.Offset) switch
        {
            (1, 12) => "ip saddr",
            (1, 16) => "ip daddr",
            (1, 8) => "ip6 saddr",
            (1, 24) => "ip6 daddr",
            (2, 0) => "sport",
            (2, 2) => "dport",
            _ => $"@{load.Header},{load.Offset},{load.Length}",
        }),
        Mask mask => (mask.To, $"{loaded.GetValueOrDefault(mask.From, "?")} & 0x{Convert.ToHexStringLower(mask.Bits)}"),
        UnknownLoad load => (load.Register, "?"),
        _ => null,
    };

    private static string? Word(Expression expression, Dictionary<int, string> loaded) => expression switch
    {
        Compare compare => Named(compare.Register, loaded, name => Operators[(int)compare.Operation] + Value(name, compare.Value)),
        InRange range => Named(range.Register, loaded, name => $"{(range.IsInverted ? "!= " : "")}{Value(name, range.From)}-{Value(name, range.To)}"),
        Lookup lookup => Named(lookup.Register, loaded, _ => $"{(lookup.IsInverted ? "!= " : lookup.GivesVerdict ? "vmap " : "")}@{lookup.Set}"),
        Decide { Verdict: var verdict } => $"{verdict.Code.ToString().ToLowerInvariant()} {verdict.Chain}".TrimEnd(),
        TableMatch match => match.Name,
        Redirect => "redirect",
        Sometimes => "limit",
        UnknownExpression unknown => $"({unknown.Name})",
        _ => null,
    };

    private static string Named(int register, Dictionary<int, string> loaded, Func<string, string> value)
    {
        var name = loaded.GetValueOrDefault(register, "?");
        return $"{name} {value(name)}";
    }

    private static string Value(string name, byte[] value) => name switch
    {
        "iifname" or "oifname" => Encoding.UTF8.GetString(value).TrimEnd('\0') + (value.Length < 16 ? "*" : ""),
        "ip saddr" or "ip daddr" or "ip6 saddr" or "ip6 daddr" => Block(name, value),
        "sport" or "dport" when value.Length == 2 => BinaryPrimitives.ReadUInt16BigEndian(value).ToString(CultureInfo.InvariantCulture),
        "l4proto" => value switch { [6] => "tcp", [17] => "udp", [var other] => other.ToString(CultureInfo.InvariantCulture), _ => "?" },
        "nfproto" => value is [2] ? "ipv4" : "ipv6",
        _ => "0x" + Convert.ToHexStringLower(value),
    };

    private static string Block(string name, byte[] value)
    {
        var bytes = new byte[name.StartsWith("ip6", StringComparison.Ordinal) ? 16 : 4];
        value.AsSpan(0, Math.Min(value.Length, bytes.Length)).CopyTo(bytes);
        return new IPAddress(bytes) + (value.Length < bytes.Length ? $"/{value.Length * 8}" : "");
    }

    private static string Family(int family) => family switch { 1 => "inet", 2 => "ip", 3 => "arp", 5 => "netdev", 7 => "bridge", 10 => "ip6", _ => $"{family}" };
}
