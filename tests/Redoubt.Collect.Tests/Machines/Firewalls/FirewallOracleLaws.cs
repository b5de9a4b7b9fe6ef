using System.Net;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Redoubt.Collect.Machines;
using Redoubt.Collect.Machines.Firewalls;

namespace Redoubt.Collect.Tests.Machines.Firewalls;

/// <summary>To whom a port is open by our reading of the kernel's rules is who really connects to it, over rules of any shape.</summary>
[NeedsSystem]
public sealed class FirewallOracleLaws(FirewallOracleLaws.Surroundings surroundings) : IClassFixture<FirewallOracleLaws.Surroundings>
{
    private static readonly (string Interface, string Address)[] Sources =
    [
        ("wan0", "10.1.0.5"), ("wan0", "10.2.0.6"), ("wan0", "192.168.1.7"), ("wan0", "fd00:1::5"), ("lan0", "10.1.0.9"), ("lan0", "172.20.0.3"), ("lan0", "fd00:2::9"),
    ];

    private static readonly int[] Ports = [22, 80, 8080, 9005];

    [Property(Arbitrary = [typeof(RandomRules)], MaxTest = 60)]
    public void Who_connects_is_whom_the_port_is_open_to(RandomRules rules)
    {
        var laboratory = surroundings.Laboratory.Value;
        FirewallLaboratory.Load(rules.Nft, rules.Iptables);
        var open = laboratory.Within(() =>
        {
            var read = KernelRules.Read(NodeLimits.Default).Value!;
            var ports = new OpenPorts(read, NodeLimits.Default);
            return Ports.ToDictionary(port => port, port => ports.Of(IPAddress.IPv6Any, "tcp", port, takesIPv4: true));
        });
        var asked = Ports.Where(port => open[port].Value is not null).SelectMany(port => Sources.Select(source => (source.Interface, source.Address, port))).ToArray();
        surroundings.Count(Ports.Length, asked.Length / Sources.Length);

        var connected = laboratory.Connected(asked);

        var expected = asked.Where(one => open[one.port].Value!.Any(opening => (opening.Interface ?? one.Interface) == one.Interface && IPNetwork.Parse(opening.Source).Contains(IPAddress.Parse(one.Address)))).ToHashSet();
        Assert.True(connected.SetEquals(expected), $"connected, and not told: {string.Join(", ", connected.Except(expected))}\ntold, and not connected: {string.Join(", ", expected.Except(connected))}\n{rules.Nft}\n{rules.Iptables}");
    }

    [Property(Arbitrary = [typeof(RandomRules)], MaxTest = 30)]
    public void The_chains_and_their_rules_are_those_that_nft_lists(RandomRules rules)
    {
        var laboratory = surroundings.Laboratory.Value;
        FirewallLaboratory.Load(rules.Nft, rules.Iptables);

        var read = laboratory.Within(() => KernelRules.Read(NodeLimits.Default).Value!);

        var listed = JsonNode.Parse(FirewallLaboratory.Listed())!["nftables"]!.AsArray();
        var chains = listed.Select(one => one!["chain"]).OfType<JsonNode>().Select(chain => $"{chain["table"]} {chain["name"]} {chain["hook"]} {chain["prio"]} {chain["policy"]} "
            + listed.Count(one => one!["rule"] is { } rule && (string?)rule["table"] == (string?)chain["table"] && (string?)rule["chain"] == (string?)chain["name"]));
        Assert.Equal(chains, read.Chains.Select(chain => $"{chain.Table} {chain.Name} {chain.Hook?.ToString().ToLowerInvariant()} {(chain.Hook is null ? "" : chain.Priority)} "
            + $"{(chain.Hook is null ? "" : chain.Policy.ToString().ToLowerInvariant())} {chain.Rules.Count}"));
    }

    public sealed class Surroundings : IDisposable
    {
        private int _ports;
        private int _known;

        internal Lazy<FirewallLaboratory> Laboratory { get; } = new(() => new FirewallLaboratory(Sources, Ports));

        /// <summary>Counts how many answers were known: nearly all, or the law says little.</summary>
        internal void Count(int ports, int known) => (_ports, _known) = (_ports + ports, _known + known);

        public void Dispose()
        {
            if (Laboratory.IsValueCreated)
            {
                Laboratory.Value.Dispose();
            }

            Assert.True(_known >= _ports * 0.6, $"{_known} of {_ports} answers were known");
        }
    }
}
