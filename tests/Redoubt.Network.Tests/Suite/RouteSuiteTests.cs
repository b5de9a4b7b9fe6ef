using Redoubt.Network.Doors;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Tests.Suite;

/// <summary>Whether a door leads the outside to a port of a pod.</summary>
[NeedsSuite("network-packets")]
public sealed class RouteSuiteTests
{
    public static TheoryData<string> Cases =>
        [.. Suites.Rows("network-packets", () => SuiteFolder.Cases("network-packets", "expected.csv").Where(name => !PacketSuiteTests.IsOfPackets(name)))];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Every_door_leads_where_it_should_and_nowhere_else(string name)
    {
        var doors = Reachability.Of(SuiteFolder.Platform("network-packets", name, "manifests.yaml")).Doors;
        string[] rows = [.. SuiteFolder.Lines("network-packets", name, "expected.csv").Skip(1).Where(line => line.Length > 0)];
        string[] wrong = [.. rows.Where(row => Leads(doors, row.Split(',')) != (row.Split(',')[4] == "routed"))];
        Agreement.Say("routes", rows.Length - wrong.Length, rows.Length);
        Assert.NotEmpty(rows);
        Assert.Empty(wrong);
    }

    private static bool Leads(IReadOnlyList<Door> doors, string[] row)
    {
        Assert.True(Protocols.TryParse(row[2], out var protocol));
        var port = int.Parse(row[3], System.Globalization.CultureInfo.InvariantCulture);
        return doors.Where(door => IsNamed(door, row[0])).SelectMany(door => door.Targets).Any(target => target.End.Name == row[1] && target.Ports.Contains(protocol, port));
    }

    // `Service/a/lb`; a pod's own door by the pod.
    private static bool IsNamed(Door door, string via) => door.Label == via
        || (door.Kind is DoorKind.HostPort or DoorKind.HostNetwork && via.EndsWith($"/{door.Document.Namespace}/{door.Document.Name}", StringComparison.Ordinal));
}
