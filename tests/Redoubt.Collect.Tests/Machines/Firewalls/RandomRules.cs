using FsCheck;
using FsCheck.Fluent;

namespace Redoubt.Collect.Tests.Machines.Firewalls;

/// <summary>Rules of a packet filter as people write them: for <c>nft</c>, and for <c>iptables</c> beside them.</summary>
public sealed record RandomRules(string Nft, string Iptables)
{
    private static readonly string[] Matches =
    [
        "ip saddr 10.1.0.0/16", "ip saddr != 10.1.0.0/16", "ip saddr 10.2.0.6", "ip saddr 10.0.0.0/9", "ip saddr { 10.1.0.5, 172.16.0.0/12 }", "ip saddr 10.1.0.6-192.168.1.7", "ip saddr @trusted",
        "ip saddr != @trusted", "ip saddr > 10.2.0.0", "ip6 saddr fd00:1::/32", "ip6 saddr != fd00:2::9", "ip6 saddr { fd00:2::/33, fd00:1::5 }", "tcp dport 22", "tcp dport { 80, 8080-9000 }",
        "tcp dport 20-80", "tcp dport != 22", "tcp dport >= 1024", "iifname \"wan0\"", "iifname \"lan*\"", "iifname != \"wan0\"", "iifname { \"wan0\", \"other\" }", "iif \"lan0\"", "ct state new",
        "ct state established,related", "meta l4proto tcp", "meta l4proto udp", "ip protocol tcp", "ip daddr 10.9.0.1", "ip daddr 10.8.0.0/16", "tcp flags & (fin|syn|rst|ack) == syn", "meta nfproto ipv4",
        "ip saddr . tcp dport { 10.1.0.5 . 22, 10.0.0.0/8 . 80-8080 }", "iifname . tcp dport { \"wan0\" . 22, \"lan0\" . 80 }", "ip saddr & 0.0.0.1 == 0.0.0.1",
        "ip6 nexthdr tcp",
    ];

    private static readonly string[] Verdicts = ["accept", "accept", "drop", "drop", "counter accept", "reject", "return", "jump inner", "goto inner", "counter"];

    private static readonly string[] Maps =
    [
        "tcp dport vmap { 22 : accept, 80-8080 : jump inner }", "ip saddr vmap { 10.1.0.0/16 : drop, 10.2.0.6 : accept, * : jump inner }", "ct state vmap { established : accept, invalid : drop, new : jump inner }",
        "iifname vmap { \"wan0\" : jump inner, \"lan0\" : accept }",
    ];

    private static readonly string[] TableMatches =
    [
        "-s 10.1.0.0/16", "! -s 10.1.0.0/16", "-s 172.20.0.3", "-i wan0", "! -i wan0", "-i lan+", "-p tcp --dport 22", "-p tcp --dport 80:8080", "-p tcp ! --dport 22", "-p tcp -m multiport --dports 22,8000:9100",
        "-p tcp -m multiport ! --dports 80", "-m conntrack --ctstate NEW", "-m conntrack --ctstate RELATED,ESTABLISHED", "-m conntrack ! --ctstate ESTABLISHED", "-m addrtype --dst-type LOCAL", "-p tcp --syn",
        "-m iprange --src-range 10.1.0.1-10.1.0.7", "-p udp --dport 22", "-m comment --comment why", "-d 10.9.0.1", "-m mark --mark 5",
    ];

    private static readonly string[] Targets = ["-j ACCEPT", "-j ACCEPT", "-j DROP", "-j REJECT", "-j RETURN", "-j INNER", "-g INNER", "-j MARK --set-mark 9", ""];

    public static Arbitrary<RandomRules> All { get; } =
        (from policy in Gen.Elements("accept", "drop")
         from input in Lines(mayJump: true)
         from inner in Lines(mayJump: false)
         from raw in Gen.Frequency((3, Gen.Constant<string[]>([])), (1, RawLines))
         from tables in Gen.Frequency((2, Gen.Constant("")), (1, Tables))
         select new RandomRules(Text(policy, input, inner, raw), tables)).ToArbitrary();

    private static Gen<string> Tables =>
        from policy in Gen.Elements("ACCEPT", "DROP")
        from input in TableLines("INPUT", Targets)
        from inner in TableLines("INNER", [.. Targets.Where(target => !target.Contains("INNER", StringComparison.Ordinal))])
        select $"*filter\n:INPUT {policy} [0:0]\n:INNER - [0:0]\n-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT\n{string.Concat(input)}{string.Concat(inner)}COMMIT\n";

    // What comes before the tracking of connections must say the same of each packet of one.
    private static Gen<string[]> RawLines => Lines(mayJump: false).Select(lines => lines.Where(line => !line.Contains("flags", StringComparison.Ordinal)).ToArray());

    private static Gen<string[]> Lines(bool mayJump)
    {
        var rule =
            from count in Gen.Choose(0, 3)
            from matches in Gen.ArrayOf(Gen.Elements(Matches), count)
            from verdict in Gen.Elements(Verdicts.Where(verdict => mayJump || !verdict.Contains("inner", StringComparison.Ordinal)))
            select string.Join(' ', [.. matches.Distinct().Where((match, i) => !matches.Take(i).Any(before => Contradict(before, match))), verdict]);
        var line = mayJump ? Gen.Frequency((5, rule), (1, Gen.Elements(Maps))) : rule;
        return from count in Gen.Choose(0, 6) from lines in Gen.ArrayOf(line, count) select lines;
    }

    private static Gen<string[]> TableLines(string chain, string[] targets) =>
        from count in Gen.Choose(0, 5)
        from lines in Gen.ArrayOf(
            from many in Gen.Choose(0, 2)
            from matches in Gen.ArrayOf(Gen.Elements(TableMatches), many)
            from target in Gen.Elements(targets)
            select $"-A {chain} {string.Join(' ', matches.Distinct().Where((match, i) => i == 0 || !Clash(matches[0], match)))} {target}\n", count)
        select lines;

    // nft refuses a rule for two protocols at once.
    private static bool Contradict(string one, string other) =>
        (IsIPv6(one) && IsIPv4(other)) || (IsIPv4(one) && IsIPv6(other)) || (one.Contains("udp", StringComparison.Ordinal) && other.Contains("tcp", StringComparison.Ordinal))
        || (one.Contains("tcp", StringComparison.Ordinal) && other.Contains("udp", StringComparison.Ordinal));

    private static bool IsIPv6(string match) => match.StartsWith("ip6", StringComparison.Ordinal);

    private static bool IsIPv4(string match) => match.StartsWith("ip ", StringComparison.Ordinal) || match.EndsWith("ipv4", StringComparison.Ordinal);

    // iptables takes each option once.
    private static bool Clash(string one, string other) => one.Trim('!', ' ')[..2] == other.Trim('!', ' ')[..2] || (one.Contains("--", StringComparison.Ordinal) && other.Contains("--", StringComparison.Ordinal));

    private static string Text(string policy, string[] input, string[] inner, string[] raw) =>
        $$"""
        table inet wall {
          set trusted { type ipv4_addr; flags interval; elements = { 10.1.0.0/28, 192.168.1.5-192.168.1.8 }; }
          chain inner {
            {{string.Join("\n    ", inner)}}
          }
          chain first {
            type filter hook prerouting priority raw; policy accept;
            {{string.Join("\n    ", raw)}}
          }
          chain input {
            type filter hook input priority 10; policy {{policy}};
            ct state established accept
            {{string.Join("\n    ", input)}}
          }
        }
        """;
}
