namespace Redoubt.Kubernetes.Tests.RandomExpressions;

/// <summary>Expressions made by chance, against the answers of Kubernetes' own code: result, type, value, cost and estimate.</summary>
[NeedsSuite("kubernetes-cel-random")]
public sealed class RandomExpressionTests(ITestOutputHelper output)
{
    private static readonly string Folder = TestFolders.Suite("REDOUBT_CEL_RANDOM_SUITE", "kubernetes-cel-random");

    [Theory]
    [InlineData("expressions")]
    [InlineData("expressions-2")]
    [InlineData("data")]
    [InlineData("data-2")]
    [InlineData("authorizer")]
    [InlineData("mutation")]
    public void Kubernetes_answers_the_same(string file)
    {
        var rows = RandomRow.Read(Path.Combine(Folder, file + ".jsonl")).ToArray();
        var language = RandomLanguage.Of(file, Folder);
        var differing = rows.Select(row => (Row: row, Found: language.Answer(row.Expression))).Where(pair => pair.Row != pair.Found).ToArray();

        var shown = $"{file}: {rows.Length - differing.Length} of {rows.Length} agree";
        Console.WriteLine(shown);
        output.WriteLine(shown);
        Assert.NotEmpty(rows);
        Assert.Empty(differing.Where(pair => !KnownDifferences.Reasons.ContainsKey(pair.Row.Expression)).Select(pair => $"{pair.Row}\n  but {pair.Found}"));
        Assert.DoesNotContain(rows.Except(differing.Select(pair => pair.Row)), row => KnownDifferences.Reasons.ContainsKey(row.Expression));
    }
}
