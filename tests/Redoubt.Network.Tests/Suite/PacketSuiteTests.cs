using Redoubt.Network.Ports;

namespace Redoubt.Network.Tests.Suite;

/// <summary>Packets, one at a time, with what decides about each.</summary>
[NeedsSuite("network-packets")]
public sealed class PacketSuiteTests
{
    public static TheoryData<string> Cases => [.. Suites.Rows("network-packets", () => SuiteFolder.Cases("network-packets", "expected.csv").Where(IsOfPackets))];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Every_packet_is_answered_with_what_decides(string name)
    {
        var reachability = Reachability.Of(SuiteFolder.Platform("network-packets", name, "manifests.yaml"));
        string[] rows = [.. SuiteFolder.Lines("network-packets", name, "expected.csv").Skip(1).Where(line => line.Length > 0)];
        var wrong = rows.Where(row => Answer(reachability, row.Split(',')) != Sorted(row)).Select(row => $"{row}: {Answer(reachability, row.Split(','))}").ToArray();
        Agreement.Say("packets", rows.Length - wrong.Length, rows.Length);
        Assert.NotEmpty(rows);
        Assert.Empty(wrong);
        Assert.Empty(reachability.Problems);
    }

    internal static bool IsOfPackets(string name) => SuiteFolder.Lines("network-packets", name, "expected.csv")[0].StartsWith("from,", StringComparison.Ordinal);

    private static string Answer(Reachability reachability, string[] row)
    {
        Assert.True(Protocols.TryParse(row[2], out var protocol));
        var (from, to) = (reachability.Find(row[0]), reachability.Find(row[1]));
        Assert.NotNull(from);
        Assert.NotNull(to);
        var answer = reachability.Answer(from, to, protocol, int.Parse(row[3], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(answer.Verdict, reachability.VerdictOf(answer.Packet));
        Assert.Empty(answer.Missing);
        Assert.All(answer.Reasons, reason => Assert.Equal(reason.Policy is null, reason.Place is null));
        return string.Join(
            ',', [.. row[..4], answer.Verdict.ToString().ToLowerInvariant(), string.Join(';', answer.Reasons.Select(reason => reason.Label).Distinct().Order(StringComparer.Ordinal))]);
    }

    // In which order what decided is named does not matter.
    private static string Sorted(string row) => row.Split(',') is var cells
        ? string.Join(',', [.. cells[..5], string.Join(';', cells[5].Split(';').Order(StringComparer.Ordinal))])
        : "";
}
