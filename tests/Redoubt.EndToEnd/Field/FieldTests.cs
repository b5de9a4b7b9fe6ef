namespace Redoubt.EndToEnd.Field;

/// <summary>
/// Situations that people reported in public, each with the outcome that is right by Kubernetes' documentation and source. What waits for
/// another piece of work stands in <c>waiting.txt</c>, and is run too: a case that passes may not stand there.
/// </summary>
[NeedsSuite("field")]
public sealed class FieldTests
{
    private static readonly Dictionary<string, string> Waiting = Read("waiting.txt");
    private static readonly Dictionary<string, string> Disputed = Read("disputed.txt");

    public static IEnumerable<TheoryDataRow<string>> Cases => Suites.Rows("field", () => FieldCase.Names.Where(name => !IsListed(name))).Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_has_the_outcome_that_is_right(string name) => Assert.Empty(FieldRun.Complaints(name));

    [Fact]
    public void A_case_that_passes_is_listed_no_longer() => Assert.All(FieldCase.Names.Where(IsListed), name => Assert.NotEmpty(FieldRun.Complaints(name)));

    [Fact]
    public void A_case_stands_in_one_list_with_its_reason()
    {
        Assert.Empty(Waiting.Keys.Intersect(Disputed.Keys));
        Assert.All(Waiting.Concat(Disputed), line => Assert.NotEqual("", line.Value));
        Assert.All(Disputed.Values, reason => Assert.Contains(".go", reason, StringComparison.Ordinal));
    }

    private static bool IsListed(string name) => Waiting.ContainsKey(name) || Disputed.ContainsKey(name);

    /// <summary>Lines of a case's name and its reason; <c>#</c> begins a comment.</summary>
    private static Dictionary<string, string> Read(string file) =>
        File.ReadLines(Path.Combine(TestFolders.Root, "tests", "Redoubt.EndToEnd", "Field", file))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', 2)).ToDictionary(line => line[0], line => line.ElementAtOrDefault(1)?.Trim() ?? "");
}
