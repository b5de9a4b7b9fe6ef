using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Tests;

/// <summary>The answers that docs/network.md gives of real platforms, each found by reading their manifests.</summary>
[NeedsSuite("inputs")]
public sealed class RealPlatformTests
{
    private static readonly string[][] Rows =
    [
        .. File.ReadAllLines(Path.Combine(TestFolders.Root, "docs", "network.md")).SkipWhile(line => !line.StartsWith("| platform", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    public static TheoryData<string> Names => [.. Rows.Select(row => row[0]).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_says_what_is_answered(string platform)
    {
        var reachability = Reachability.Of(Read(platform));
        Assert.Empty(reachability.Problems);
        var rows = Rows.Where(row => row[0] == platform).ToArray();
        Assert.Equal(10, rows.Length);
        Assert.All(rows, row => Assert.Equal((string.Join(' ', row[1..4]), row[4], row[5]), Answer(reachability, row)));
    }

    private static (string Asked, string Answer, string By) Answer(Reachability reachability, string[] row)
    {
        var asked = string.Join(' ', row[1..4]);
        if (row[4] is "leads" or "does not lead")
        {
            var port = row[3].Split('/');
            Assert.True(Protocols.TryParse(port[1], out var protocol));
            var leads = reachability.Doors.Where(door => door.Label == row[1]).SelectMany(door => door.Targets)
                .Any(target => target.End.Name == row[2] && target.Ports.Contains(protocol, int.Parse(port[0], System.Globalization.CultureInfo.InvariantCulture)));
            return (asked, leads ? "leads" : "does not lead", "");
        }

        var answer = reachability.Ask(row[1], row[2], row[3]);
        return (asked, answer.Verdict.ToString().ToLowerInvariant(), string.Join(", ", answer.Reasons.Select(reason => reason.Label)));
    }

    private static Platform Read(string name)
    {
        var path = Path.Combine(TestFolders.Inputs, name);
        string[] files = Directory.Exists(path)
            ? [.. Directory.GetFiles(path, "*.yaml", SearchOption.AllDirectories).Where(file => !file.Contains("/templates/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
            : [path + ".yaml"];
        return new PlatformBuilder { Scope = Scope.Whole }.AddRange(files.SelectMany(file => DocumentReader.Read(file, File.ReadAllText(file)).Documents)).Build();
    }
}
