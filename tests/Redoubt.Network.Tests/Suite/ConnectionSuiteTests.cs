using Redoubt.Network.Addresses;
using Redoubt.Network.Doors;
using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Tests.Suite;

/// <summary>Whole maps, as an independent analyser found them; what its README says is left out of the comparison.</summary>
[NeedsSuite("network")]
public sealed class ConnectionSuiteTests
{
    private const string Controller = "{ingress-controller}";

    public static TheoryData<string> Cases => [.. Suites.Rows("network", () => SuiteFolder.Cases("network", "expected.txt"))];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Every_connection_is_found_and_no_other(string name)
    {
        var reachability = Reachability.Of(SuiteFolder.Platform("network", name, "manifests"), new NetworkOptions { Blocks = BlockReading.Outside });
        var cuts = new AddressLine(Rows(name).SelectMany(row => new[] { row.From, row.To }).Select(RangeOf).OfType<AddressRange>()
            .Concat(reachability.Ends.Select(end => end.Range).OfType<AddressRange>()).Where(range => !range.First.IsV6));
        var host = reachability.Ends.Where(end => end.IsOnHostNetwork).Select(end => end.Workload).ToHashSet();
        var expected = Fold(Rows(name), cuts, host);
        var found = Fold(Connections(reachability, one => one.Allowed), cuts, host);
        if (reachability.Ends.Count(end => end.Range?.First.IsV6 == true) > 1)
        {
            // That analyser knows no IPv6: what only a block of IPv6 leaves open is not compared.
            var open = Fold(Connections(reachability, one => one.Unknown), cuts, host);
            expected = expected.ToDictionary(row => row.Key, row => row.Value.Except(open.GetValueOrDefault(row.Key, PortSet.None)));
        }

        string[] wrong =
        [
            .. expected.Where(row => found.GetValueOrDefault(row.Key, PortSet.None) is var own && !own.Equals(row.Value)).Select(row => $"{row.Key}: {row.Value}, not {found.GetValueOrDefault(row.Key, PortSet.None)}"),
            .. found.Where(row => !row.Value.IsEmpty && !expected.ContainsKey(row.Key)).Select(row => $"{row.Key}: none, not {row.Value}"),
        ];
        Agreement.Say("connections", expected.Count - wrong.Length, expected.Count);
        Assert.Contains(reachability.Ends, end => end.Kind == EndKind.Pod);
        Assert.Empty(wrong);
    }

    private static IEnumerable<(string From, string To, PortSet Ports)> Rows(string name)
    {
        foreach (var line in SuiteFolder.Lines("network", name, "expected.txt").Where(line => line.Length > 0))
        {
            var (arrow, colon) = (line.IndexOf(" => ", StringComparison.Ordinal), line.LastIndexOf(" : ", StringComparison.Ordinal));
            yield return (line[..arrow], line[(arrow + 4)..colon], Ports(line[(colon + 3)..]));
        }
    }

    private static PortSet Ports(string text)
    {
        if (text == "All Connections")
        {
            return PortSet.All;
        }

        var (ranges, protocol) = (new List<PortRange>(), Protocol.Tcp);
        foreach (var part in text.Split(','))
        {
            var words = part.Split(' ');
            if (words.Length == 2)
            {
                Assert.True(Protocols.TryParse(words[0], out protocol));
            }

            var ends = words[^1].Split('-').Select(end => int.Parse(end, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            ranges.Add(new PortRange(protocol, ends[0], ends[^1]));
        }

        return PortSet.Of(ranges);
    }

    // `a-b[External]`
    private static AddressRange? RangeOf(string end)
    {
        if (!end.EndsWith("[External]", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = end[..^"[External]".Length].Split('-');
        Assert.True(IpAddress.TryParse(parts[0], out var first));
        Assert.True(IpAddress.TryParse(parts[^1], out var last));
        return new AddressRange(first, last);
    }

    private static IEnumerable<(string From, string To, PortSet Ports)> Connections(Reachability reachability, Func<Connection, PortSet> which)
    {
        var classes = reachability.Classes.Where(one => one.Ends.Count > 0 && one.Kind is EndKind.Pod or EndKind.Address && one.Ends[0].Range?.First.IsV6 != true).ToArray();
        foreach (var from in classes)
        {
            foreach (var to in classes.Where(to => from.Kind == EndKind.Pod || to.Kind == EndKind.Pod))
            {
                var ports = which(reachability.Between(from, to));
                foreach (var source in from.Ends.Select(Name).Distinct())
                {
                    foreach (var target in to.Ends.Select(Name).Distinct())
                    {
                        yield return (source, target, ports);
                    }
                }
            }
        }

        // What leads in through a controller, where an arbitrary pod of the cluster may reach the backend.
        foreach (var target in reachability.Doors.Where(door => door.Kind is DoorKind.Ingress or DoorKind.Route).SelectMany(door => door.Targets))
        {
            yield return (Controller, target.End.Workload, which(reachability.Between(reachability.Classes[reachability.SomePod.ClassNumber], reachability.Classes[target.End.ClassNumber])).Intersect(target.Ports));
        }
    }

    private static string Name(NetworkEnd end) => end.Range is { } range ? $"{range}[External]" : end.Workload;

    // Per piece of the line of addresses, and without what is out of scope: a workload with itself, and pods on their host's network.
    private static Dictionary<(string From, string To), PortSet> Fold(IEnumerable<(string From, string To, PortSet Ports)> rows, AddressLine cuts, HashSet<string> host)
    {
        var folded = new Dictionary<(string From, string To), PortSet>();
        foreach (var row in rows.Where(row => row.From != row.To && !host.Contains(row.From) && !host.Contains(row.To)))
        {
            foreach (var from in Pieces(row.From, cuts))
            {
                foreach (var to in Pieces(row.To, cuts))
                {
                    folded[(from, to)] = folded.GetValueOrDefault((from, to), PortSet.None).Union(row.Ports);
                }
            }
        }

        return folded;
    }

    private static IEnumerable<string> Pieces(string end, AddressLine cuts)
    {
        if (RangeOf(end) is not { } range)
        {
            return [end];
        }

        return Enumerable.Range(0, cuts.Count).Select(piece => cuts[piece]).Where(range.Contains).Select(piece => $"{piece}[External]");
    }
}
