using System.Text.Json;

namespace Redoubt.EndToEnd;

/// <summary>What must be found in real charts and what must not: decided by people, kept in <c>rendered.txt</c>.</summary>
[NeedsSuite("inputs")]
public class RealChartsTests
{
    public static TheoryData<string> Charts => [.. Lines().Select(line => line.Chart).Distinct()];

    [Theory]
    [MemberData(nameof(Charts))]
    public void What_must_be_found_is_found_at_its_place_and_nothing_that_must_not(string chart)
    {
        var folder = Path.Combine(RedoubtProgram.Shared, "inputs", chart);
        var run = RedoubtProgram.RunWith(RealTools.Environment, "scan", folder, "--kubernetes", "1.33", "--format", "json");
        var found = JsonDocument.Parse(run.Output).RootElement.GetProperty("findings").EnumerateArray().Select(finding => Text(finding, folder)).ToList();

        Assert.DoesNotContain(Lines(), line => line.Chart == chart && line.Wanted != found.Any(line.Fits));
    }

    private static string Text(JsonElement finding, string folder)
    {
        var (subject, place) = (finding.GetProperty("subject"), finding.GetProperty("location"));
        var keys = place.GetProperty("rendered").GetProperty("values").EnumerateArray().Select(key => key.GetProperty("key").GetString());
        return $"{finding.GetProperty("control")} {subject.GetProperty("namespace")}/{subject.GetProperty("kind")}/{subject.GetProperty("name")} "
            + $"{Path.GetRelativePath(folder, place.GetProperty("file").GetString()!)}:{place.GetProperty("line")} {string.Join(',', keys)}".TrimEnd();
    }

    private static IEnumerable<Line> Lines() =>
        File.ReadLines(Path.Combine(RedoubtProgram.Root, "tests", "Redoubt.EndToEnd", "rendered.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(words => words[1] == "!" ? new Line(words[0], string.Join(' ', words[2..]), false) : new Line(words[0], string.Join(' ', words[1..]), true));

    private sealed record Line(string Chart, string Text, bool Wanted)
    {
        public bool Fits(string finding) => Wanted ? finding == Text : $"{finding} ".StartsWith(Text.Replace("*", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
